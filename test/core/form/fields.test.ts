import { describe, expect, it } from '@jest/globals';
import { namesOf, readFields, type FormProperty } from '../../../core/form/fields';
import { resolveProvider } from '../../../core/provider';
import { tokenCredentials, type ProviderName } from '../../../credentials/registry';
import { exchangeOf, formOf } from '../support';

const property = (more: Partial<FormProperty> = {}): FormProperty => ({
	displayName: 'Scope',
	name: 'scope',
	default: '',
	...more,
});

const mode = (value: unknown) => property({ displayName: 'Mode', name: 'mode', default: value });

describe('a form field is read from the property of the credential class', () => {
	it.each<[string, Partial<FormProperty>, object]>([
		['plain', {}, { label: 'Scope', secret: false, required: false }],
		['masked', { typeOptions: { password: true } }, { secret: true }],
		['not masked', { typeOptions: { password: false } }, { secret: false }],
		['required', { required: true }, { required: true }],
	])('that is %s', (_, more, expected) => {
		expect(readFields(['scope'], [property(more)], {}).scope).toMatchObject(expected);
	});

	it('and only if it is named', () => {
		const properties = [property(), property({ name: 'testUrl' })];
		expect(Object.keys(readFields(['scope'], properties, {}))).toEqual(['scope']);
	});

	it('and is missing where the form has no such property', () => {
		expect(readFields(['unknown'], [property()], {})).toEqual({});
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
	])('%s', (_, field, form, shown) => {
		expect('scope' in readFields(['scope'], [mode('a'), field], form)).toBe(shown);
	});

	it.each([
		['a', true],
		['b', false],
	])('where the form tells nothing, the default %j decides', (standard, shown) => {
		const properties = [mode(standard), shownIn('a')];
		expect('scope' in readFields(['scope'], properties, {})).toBe(shown);
	});
});

describe('of several properties with one name', () => {
	const properties = [
		mode('a'),
		property({ displayName: 'One', displayOptions: { show: { mode: ['b', 'c'] } } }),
		property({ displayName: 'Two', displayOptions: { show: { mode: ['c', 'd'] } } }),
		property({ displayName: 'Three', displayOptions: { show: { mode: ['d'] } } }),
	];

	it.each([
		['b', 'One'],
		['c', 'One'],
		['d', 'Two'],
		['a', undefined],
	])('the first that is shown counts: for mode %s it is %s', (value, label) => {
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
	])('of %s are all in its form: %j', (name, names) => {
		const Credential = tokenCredentials[name];
		const provider = resolveProvider(Credential.definition, formOf(name));
		expect([...namesOf(provider)].sort()).toEqual(names);
		const inForm = new Credential().properties.map((one) => one.name);
		expect(inForm).toEqual(expect.arrayContaining(names));
	});

	it.each<[ProviderName, string[]]>([
		['b2copyBackOffice', ['password']],
		['customTokenGrant', ['clientSecret', 'password']],
		['sprykerGlue', ['password']],
		['tradevest', ['clientSecret']],
		['voipex', ['password']],
	])('of %s are masked in its form where they are secret: %j', (name, masked) => {
		const { fields } = exchangeOf(name);
		expect(
			Object.keys(fields)
				.filter((field) => fields[field]?.secret)
				.sort(),
		).toEqual(masked);
	});
});

describe('the fields that the custom form requires depend on the grant', () => {
	const inBody = { clientAuthentication: 'body' };
	const inHeader = { clientAuthentication: 'header' };
	const none = { clientAuthentication: 'none' };
	const client = { grantType: 'clientCredentials' };

	it.each<[string, object, string[]]>([
		['password, client in the body', inBody, ['password', 'tokenUrl', 'username']],
		['password, client in the header', inHeader, ['clientId', 'password', 'tokenUrl', 'username']],
		['password, public client', none, ['password', 'tokenUrl', 'username']],
		[
			'client credentials in the body',
			{ ...client, ...inBody },
			['clientId', 'clientSecret', 'tokenUrl'],
		],
		[
			'client credentials in the header',
			{ ...client, ...inHeader },
			['clientId', 'clientSecret', 'tokenUrl'],
		],
		['client credentials of a public client', { ...client, ...none }, ['clientId', 'tokenUrl']],
	])('%s', (_, change, required) => {
		const form = { clientId: 'app', clientSecret: 'app-secret', ...change };
		const { fields } = exchangeOf('customTokenGrant', formOf('customTokenGrant', form));
		expect(
			Object.keys(fields)
				.filter((field) => fields[field]?.required)
				.sort(),
		).toEqual(required);
	});

	it.each([inBody, inHeader])('the password grant offers a Client Secret with %j', (change) => {
		const form = formOf('customTokenGrant', { clientId: 'app', ...change });
		const { fields } = exchangeOf('customTokenGrant', form);
		expect(fields.clientSecret).toEqual({ label: 'Client Secret', secret: true, required: false });
	});

	it.each([{}, { ...client, clientId: 'app' }])(
		'no secret of a public client is read: %j',
		(form) => {
			const full = formOf('customTokenGrant', { clientSecret: 'left over', ...none, ...form });
			expect(exchangeOf('customTokenGrant', full).inputs).not.toHaveProperty('clientSecret');
		},
	);
});
