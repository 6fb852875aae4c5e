import { describe, expect, it } from '@jest/globals';
import {
	fieldNames,
	publicValues,
	readFields,
	secretValues,
	type FormProperty,
} from '../../../core/form/fields';
import { resolveProvider } from '../../../core/provider';
import { tokenCredentials, type ProviderName } from '../../../credentials/registry';
import { exchangeOf, formOf, refusalOf, seamlessOf } from '../support';

const property = (more: Partial<FormProperty> = {}): FormProperty => ({
	displayName: 'Scope',
	name: 'scope',
	default: '',
	...more,
});

const mode = (value: unknown) => property({ displayName: 'Mode', name: 'mode', default: value });

describe('a form field', () => {
	it.each<[string, Partial<FormProperty>, object]>([
		['plain', {}, { label: 'Scope', secret: false, required: false }],
		['masked', { typeOptions: { password: true } }, { secret: true }],
		['not masked', { typeOptions: { password: false } }, { secret: false }],
		['required', { required: true }, { required: true }],
	])('that is %s is read from the property of the credential class', (_, more, expected) => {
		expect(readFields(['scope'], [property(more)], {}).scope).toMatchObject(expected);
	});

	it('is read only if it is named and the form has it', () => {
		const properties = [property(), property({ name: 'testUrl' })];
		expect(Object.keys(readFields(['scope', 'unknown'], properties, {}))).toEqual(['scope']);
	});
});

describe('a form field takes part only while the form shows it', () => {
	const shownIn = (...modes: string[]) => property({ displayOptions: { show: { mode: modes } } });
	const hiddenIn = (...modes: string[]) => property({ displayOptions: { hide: { mode: modes } } });
	const both = property({
		displayOptions: { show: { mode: ['a', 'b'], kind: ['x'] }, hide: { off: [true] } },
	});

	it.each<[string, FormProperty, Record<string, unknown>, boolean]>([
		['shown for the value', shownIn('a'), { mode: 'a' }, true],
		['shown for one of several values', shownIn('a', 'b'), { mode: 'b' }, true],
		['not shown for another value', shownIn('a'), { mode: 'b' }, false],
		['hidden for the value', hiddenIn('a'), { mode: 'a' }, false],
		['not hidden for another value', hiddenIn('a'), { mode: 'b' }, true],
		['all conditions hold', both, { mode: 'a', kind: 'x', off: false }, true],
		['one condition does not hold', both, { mode: 'a', kind: 'y', off: false }, false],
		['the condition to hide holds too', both, { mode: 'a', kind: 'x', off: true }, false],
		['the value is of another type', shownIn('1'), { mode: 1 }, false],
		['shown for the default, where the form has no value', shownIn('a'), {}, true],
		['not shown for the default', shownIn('b'), {}, false],
	])('%s', (_, field, form, shown) => {
		expect('scope' in readFields(['scope'], [mode('a'), field], form)).toBe(shown);
	});

	it.each([
		['b', 'One'],
		['c', 'One'],
		['d', 'Two'],
		['a', undefined],
	])('of several with one name the first that is shown counts: for mode %s %s', (value, label) => {
		const properties = [
			mode('a'),
			property({ displayName: 'One', displayOptions: { show: { mode: ['b', 'c'] } } }),
			property({ displayName: 'Two', displayOptions: { show: { mode: ['c', 'd'] } } }),
			property({ displayName: 'Three', displayOptions: { show: { mode: ['d'] } } }),
		];
		expect(readFields(['scope'], properties, { mode: value }).scope?.label).toBe(label);
	});
});

describe('the fields that a provider names', () => {
	it.each<[ProviderName, string[]]>([
		['b2copyBackOffice', ['baseUrl', 'email', 'password']],
		['customTokenGrant', ['clientId', 'clientSecret', 'password', 'scope', 'tokenUrl', 'username']],
		['sprykerGlue', ['baseUrl', 'password', 'username']],
		['tradevest', ['authUrl', 'clientId', 'clientSecret', 'environment', 'scope', 'tokenPath']],
		['voipex', ['authUrl', 'clientId', 'password', 'username']],
	])('of %s are %j', (name, names) => {
		const provider = resolveProvider(tokenCredentials[name].definition, formOf(name));
		expect([...fieldNames(provider)].sort()).toEqual(names);
	});

	const client = { grantType: 'clientCredentials' };

	it.each<[ProviderName, object, string[]]>([
		['b2copyBackOffice', {}, ['Base URL', 'Email', 'Password']],
		['sprykerGlue', {}, ['Base URL', 'Username', 'Password']],
		['voipex', {}, ['Auth URL', 'Username', 'Password', 'Client ID']],
		['tradevest', {}, ['Environment', 'Token Path', 'Client ID', 'Client Secret']],
		[
			'tradevest',
			{ environment: 'custom', authUrl: 'https://a.example' },
			['Auth URL', 'Environment', 'Token Path', 'Client ID', 'Client Secret'],
		],
		['customTokenGrant', {}, ['Token URL', 'Username', 'Password']],
		['customTokenGrant', { clientAuthentication: 'none' }, ['Token URL', 'Username', 'Password']],
		[
			'customTokenGrant',
			{ clientAuthentication: 'header' },
			['Token URL', 'Username', 'Password', 'Client ID'],
		],
		['customTokenGrant', client, ['Token URL', 'Client ID', 'Client Secret']],
		[
			'customTokenGrant',
			{ ...client, clientAuthentication: 'header' },
			['Token URL', 'Client ID', 'Client Secret'],
		],
		['customTokenGrant', { ...client, clientAuthentication: 'none' }, ['Token URL', 'Client ID']],
	])('of %s with %j that are required are named when they are empty', async (name, change, all) => {
		const form = formOf(name, { clientId: 'app', clientSecret: 'app-secret', ...change });
		const { fields } = exchangeOf(name, form);
		const required = Object.entries(fields).filter(([, field]) => field.required);
		expect(required.map(([, { label }]) => label)).toEqual(all);
		for (const [field, { label }] of required) {
			for (const empty of field === 'environment' ? [] : ['', '  ', undefined, null]) {
				const refusal = await refusalOf(() => exchangeOf(name, { ...form, [field]: empty }));
				expect(refusal.errorCode).toBe('invalid_configuration');
				expect(refusal.message).toContain(`"${label}"`);
			}
		}
	});

	it.each([
		['baseUrl', 'Base URL'],
		['secretKey', 'Secret Key'],
		['investmentPlatformId', 'Investment Platform ID'],
	])('of b2copySeamless: %s', async (field, label) => {
		const refusal = await refusalOf(() => seamlessOf({ [field]: ' ' }));
		expect(refusal.message).toContain(`"${label}"`);
	});

	it.each(['username', 'password', 'clientSecret'])(
		'do not include %s where the choices of the form hide it',
		(field) => {
			const choices = { grantType: 'clientCredentials', clientAuthentication: 'none' };
			const change = { ...choices, clientId: 'a', clientSecret: 'left over' };
			const { inputs } = exchangeOf('customTokenGrant', formOf('customTokenGrant', change));
			expect(inputs).not.toHaveProperty(field);
			expect(inputs.clientId).toBe('a');
		},
	);
});

describe('the value of a form field', () => {
	it.each([
		['username', ' \tuser@example.com\r\n', 'user@example.com'],
		['password', '\t a b \r\n', ' a b '],
		['password', 12_345, '12345'],
		['password', 0, '0'],
	])('%s: %j is taken as %j', (field, value, taken) => {
		expect(exchangeOf('voipex', formOf('voipex', { [field]: value })).inputs[field]).toBe(taken);
	});

	it.each(['', undefined, null])('that is not required may be %j', (scope) => {
		const { inputs } = exchangeOf('customTokenGrant', formOf('customTokenGrant', { scope }));
		expect(inputs.scope).toBe('');
	});

	it.each([true, {}, ['a'], Object.create(null)])('%j is refused', async (scope: unknown) => {
		const read = () => exchangeOf('customTokenGrant', formOf('customTokenGrant', { scope }));
		expect(await refusalOf(read)).toMatchObject({
			errorCode: 'invalid_configuration',
			message: 'The field "Scope" is not a text.',
		});
	});
});

const tokenUrl = 'https://auth.example/token?key=url-secret&kind=short';

describe('what nobody may see', () => {
	const rows = (...values: unknown[]) => ({
		parameter: values.map((value, index) => ({ name: `p${index}`, value })),
	});
	const header = [{ name: 'Authorization', value: `Basic ${btoa('bob:a:long one')}` }];

	it.each<[string, ProviderName, object, string[]]>([
		['the masked fields', 'b2copyBackOffice', {}, ['Secret123']],
		['the masked fields', 'customTokenGrant', {}, ['custom-password']],
		['the masked fields', 'sprykerGlue', {}, ['change123']],
		['the masked fields', 'tradevest', {}, ['partner-secret']],
		['the masked fields', 'voipex', {}, ['voipex-password']],
		['no empty value', 'customTokenGrant', { clientSecret: '' }, ['custom-password']],
		[
			'a masked field that is not sent',
			'customTokenGrant',
			{ clientSecret: 'earlier-secret', clientAuthentication: 'none' },
			['custom-password', 'earlier-secret'],
		],
		[
			'no value that is not a text',
			'customTokenGrant',
			{ clientSecret: {}, clientAuthentication: 'none' },
			['custom-password'],
		],
		[
			'long values of additional parameters and of the query',
			'customTokenGrant',
			{ tokenUrl, additionalParameters: rows('extra-secret', 'readers', 'eight888') },
			['custom-password', 'url-secret', 'extra-secret', 'eight888'],
		],
		[
			'secret parameters, however short',
			'customTokenGrant',
			{ secretParameters: rows(1234, { one: ['a-key'], two: true }) },
			['custom-password', '1234', 'a-key'],
		],
		[
			'headers, however short',
			'customTokenGrant',
			{ additionalHeaders: { header: [{ name: 'X-Key', value: 'k' }] } },
			['custom-password', 'k'],
		],
		[
			'the password inside HTTP Basic, and a query without a name',
			'customTokenGrant',
			{ tokenUrl: 'https://auth.example/token?a-key-alone', additionalHeaders: { header } },
			['custom-password', header[0]!.value, 'a:long one', 'a-key-alone'],
		],
	])('%s: %s', (_, name, change, secrets) => {
		const form = formOf(name, change);
		const { provider, url } = exchangeOf(name, form);
		const { properties } = new tokenCredentials[name]();
		expect(secretValues(provider, properties, form, url)).toEqual(secrets);
	});
});

it('everybody may see what the form shows and the address, but not its query', () => {
	const change = { tokenUrl, clientId: 'app-1', clientSecret: 's3cret' };
	const { fields, inputs, url } = exchangeOf(
		'customTokenGrant',
		formOf('customTokenGrant', change),
	);
	expect(publicValues(fields, inputs, url).sort()).toEqual([
		...['/token', 'app-1', 'auth.example', 'https://auth.example/token', 'user'],
	]);
});
