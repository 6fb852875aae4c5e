import { describe, expect, it } from '@jest/globals';
import {
	publicValues,
	readFields,
	secretValues,
	type FormProperty,
} from '../../../core/form/fields';
import { tokenCredentials, type ProviderName } from '../../../credentials/registry';
import { exchangeOf, formOf, refusalOf } from '../support';

const property = (more: Partial<FormProperty> = {}): FormProperty => ({
	displayName: 'Scope',
	name: 'scope',
	default: '',
	...more,
});

const mode = (value: unknown) => property({ displayName: 'Mode', name: 'mode', default: value });
const custom = (change: object) =>
	exchangeOf('customTokenGrant', formOf('customTokenGrant', change));

it.each<[string, Partial<FormProperty>, object]>([
	['plain', {}, { scope: { label: 'Scope', secret: false, required: false } }],
	['masked', { typeOptions: { password: true } }, { scope: { secret: true } }],
	['required', { required: true }, { scope: { required: true } }],
	['of another name', { name: 'testUrl' }, {}],
])('a form field that is %s is read from the property of the class', (_, more, expected) => {
	const fields = readFields(['scope', 'unknown'], [property(more)], {});
	expect(fields).toMatchObject(expected);
	expect(Object.keys(fields)).toEqual(Object.keys(expected));
});

describe('a form field takes part only while the form shows it', () => {
	const shownIn = (...modes: string[]) => property({ displayOptions: { show: { mode: modes } } });
	const both = property({
		displayOptions: { show: { mode: ['a', 'b'], kind: ['x'] }, hide: { off: [true] } },
	});

	it.each<[string, FormProperty, Record<string, unknown>, boolean]>([
		['all conditions hold', both, { mode: 'b', kind: 'x', off: false }, true],
		['the condition to hide holds too', both, { mode: 'a', kind: 'x', off: true }, false],
		['shown for the default, where the form has no value', shownIn('a'), {}, true],
	])('%s', (_, field, form, shown) => {
		expect('scope' in readFields(['scope'], [mode('a'), field], form)).toBe(shown);
	});

	it('of several with one name the first that is shown counts', () => {
		const properties = [
			mode('a'),
			property({ displayName: 'One', displayOptions: { show: { mode: ['b', 'c'] } } }),
			property({ displayName: 'Two', displayOptions: { show: { mode: ['c', 'd'] } } }),
			property({ displayName: 'Three', displayOptions: { show: { mode: ['d'] } } }),
		];
		const labels = ['a', 'b', 'c', 'd'].map(
			(value) => readFields(['scope'], properties, { mode: value }).scope?.label,
		);
		expect(labels).toEqual([undefined, 'One', 'One', 'Two']);
	});
});

describe('the fields that a provider names', () => {
	const client = { grantType: 'clientCredentials' };
	const tradevest = ['Environment', 'Token Path', 'Client ID', 'Client Secret'];

	it.each<[ProviderName, object, string[]]>([
		['b2copyBackOffice', {}, ['Base URL', 'Email', 'Password']],
		['voipex', {}, ['Auth URL', 'Username', 'Password', 'Client ID']],
		['tradevest', { environment: 'custom', authUrl: 'https://a.b' }, ['Auth URL', ...tradevest]],
		['customTokenGrant', { usernameParameter: '' }, ['Token URL', 'Password']],
		[
			'customTokenGrant',
			{ clientAuthentication: 'header' },
			['Token URL', 'Username', 'Password', 'Client ID'],
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

	it('do not include what the choices of the form hide', () => {
		const choices = { ...client, clientAuthentication: 'none' };
		const { inputs } = custom({ ...choices, clientId: 'a', clientSecret: 'left over' });
		expect(Object.keys(inputs)).toEqual(['tokenUrl', 'scope', 'clientId']);
	});
});

describe('the value of a form field', () => {
	it.each([
		['username', ' \tuser@example.com\r\n', 'user@example.com'],
		['password', '\t a b \r\n', ' a b '],
		['password', 0, '0'],
	])('%s: %j is taken as %j', (field, value, taken) => {
		expect(exchangeOf('voipex', formOf('voipex', { [field]: value })).inputs[field]).toBe(taken);
	});

	it.each(['', undefined, null])('that is not required may be %j', (scope) => {
		expect(custom({ scope }).inputs.scope).toBe('');
	});

	it.each([true, {}, ['a'], Object.create(null)])('%j is refused', async (scope: unknown) => {
		expect(await refusalOf(() => custom({ scope }))).toMatchObject({
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
	const authorization = `Basic ${btoa('bob:a:long one')}`;
	const header = [{ name: 'Authorization', value: authorization }];
	const publicClient = { clientAuthentication: 'none' };

	it.each<[string, object, string[]]>([
		['a field that is not sent', { ...publicClient, clientSecret: 'earlier' }, ['earlier']],
		['no value that is not a text', { ...publicClient, clientSecret: {} }, []],
		[
			'long values of additional parameters and of the query',
			{ tokenUrl, additionalParameters: rows('extra-secret', 'readers', 'eight888') },
			['url-secret', 'extra-secret', 'eight888'],
		],
		[
			'secret parameters, however short',
			{ secretParameters: rows(1234, { one: ['a-key'], two: true }) },
			['1234', 'a-key'],
		],
		['headers', { additionalHeaders: { header: [{ name: 'X-Key', value: 'k' }] } }, ['k']],
		[
			'the password inside HTTP Basic, and a query without a name',
			{ tokenUrl: 'https://auth.example/token?a-key-alone', additionalHeaders: { header } },
			[authorization, 'a:long one', 'a-key-alone'],
		],
	])('%s', (_, change, secrets) => {
		const form = formOf('customTokenGrant', change);
		const { provider, url } = custom(change);
		const { properties } = new tokenCredentials.customTokenGrant();
		const hidden = secretValues(provider, properties, form, url);
		expect(hidden).toEqual(['custom-password', ...secrets]);
	});
});

it('everybody may see what the form shows and the address, but not its query', () => {
	const { fields, inputs, url } = custom({ tokenUrl, clientId: 'app-1', clientSecret: 's3cret' });
	expect(publicValues(fields, inputs, url).sort()).toEqual([
		...['/token', 'app-1', 'auth.example', 'https://auth.example/token', 'user'],
	]);
});
