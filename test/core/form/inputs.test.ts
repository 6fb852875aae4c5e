import { describe, expect, it } from '@jest/globals';
import type { ProviderName } from '../../../credentials/registry';
import { exchangeOf, formOf, refusalOf, seamlessOf } from '../support';

const inputsOf = (name: ProviderName, change: object = {}) =>
	exchangeOf(name, formOf(name, change)).inputs;

describe('white space in a form field', () => {
	it('goes at both ends of an identifier', () => {
		expect(inputsOf('voipex', { username: ' \tuser@example.com\r\n' }).username).toBe(
			'user@example.com',
		);
	});

	it('belongs to a secret, but for the line breaks and tabs that come with pasting', () => {
		expect(inputsOf('voipex', { password: '\t a b \r\n' }).password).toBe(' a b ');
	});
});

describe('a form value that is no text', () => {
	it.each([
		[12_345, '12345'],
		[0, '0'],
		['text', 'text'],
	])('%p is taken as %p', (password, taken) => {
		expect(inputsOf('voipex', { password }).password).toBe(taken);
	});

	it.each([true, {}, [], ['a']])('%p is refused, though the field may be empty', async (scope) => {
		expect(await refusalOf(() => inputsOf('customTokenGrant', { scope }))).toMatchObject({
			errorCode: 'invalid_configuration',
			message: 'The field "Scope" holds something that is not a text.',
			description: expect.stringContaining('Correct the expression in "Scope"'),
		});
	});

	it.each([undefined, null])('%p counts as empty', async (password) => {
		expect(await refusalOf(() => inputsOf('voipex', { password }))).toMatchObject({
			errorCode: 'invalid_configuration',
			message: 'The field "Password" is empty.',
			description: 'Open the credential and fill in "Password".',
		});
	});
});

describe('a required form field that is empty is named', () => {
	async function expectNamed(read: (empty: unknown) => unknown, label: string) {
		for (const empty of ['', '  ', undefined]) {
			expect(await refusalOf(() => read(empty))).toMatchObject({
				errorCode: 'invalid_configuration',
				message: expect.stringContaining(`"${label}"`),
			});
		}
	}

	it.each<[ProviderName, string, string]>([
		['b2copyBackOffice', 'baseUrl', 'Base URL'],
		['b2copyBackOffice', 'email', 'Email'],
		['b2copyBackOffice', 'password', 'Password'],
		['sprykerGlue', 'baseUrl', 'Base URL'],
		['sprykerGlue', 'username', 'Username'],
		['sprykerGlue', 'password', 'Password'],
		['voipex', 'authUrl', 'Auth URL'],
		['voipex', 'clientId', 'Client ID'],
		['voipex', 'username', 'Username'],
		['voipex', 'password', 'Password'],
		['tradevest', 'environment', 'Environment'],
		['tradevest', 'clientId', 'Client ID'],
		['tradevest', 'clientSecret', 'Client Secret'],
		['tradevest', 'tokenPath', 'Token Path'],
		['customTokenGrant', 'tokenUrl', 'Token URL'],
		['customTokenGrant', 'username', 'Username'],
		['customTokenGrant', 'password', 'Password'],
	])('%s: %s', async (name, field, label) => {
		await expectNamed((empty) => inputsOf(name, { [field]: empty }), label);
	});

	it.each([
		['baseUrl', 'Base URL'],
		['secretKey', 'Secret Key'],
		['investmentPlatformId', 'Investment Platform ID'],
	])('b2copySeamless: %s', async (field, label) => {
		await expectNamed((empty) => seamlessOf({ [field]: empty }), label);
	});

	it.each<[ProviderName, object, string]>([
		['tradevest', { environment: 'custom', authUrl: '' }, 'Auth URL'],
		['customTokenGrant', { grantType: 'clientCredentials', clientSecret: 's' }, 'Client ID'],
		['customTokenGrant', { grantType: 'clientCredentials', clientId: 'a' }, 'Client Secret'],
		['customTokenGrant', { clientAuthentication: 'header' }, 'Client ID'],
	])('%s, because of the choices made: %j', async (name, change, label) => {
		const refusal = await refusalOf(() => inputsOf(name, change));
		expect(refusal.message).toContain(`"${label}"`);
	});
});

describe('a form field that is not required may be empty', () => {
	it.each<[ProviderName, object, object]>([
		['tradevest', { scope: '' }, { scope: '' }],
		['tradevest', { environment: 'production', authUrl: '' }, { environment: 'production' }],
		[
			'customTokenGrant',
			{ clientId: '', clientSecret: '', scope: '' },
			{ clientId: '', clientSecret: '', scope: '' },
		],
		[
			'customTokenGrant',
			{ grantType: 'clientCredentials', clientAuthentication: 'none', clientId: 'a' },
			{ clientId: 'a' },
		],
	])('%s: %j', (name, change, inputs) => {
		expect(inputsOf(name, change)).toMatchObject(inputs);
	});

	it('b2copySeamless: Redirect URL and Secret Key Parameter', () => {
		expect(seamlessOf({ redirectUrl: '', secretKeyParameter: '' })).toMatchObject({
			redirectHost: '',
			secretKeyParameter: 'secret_key',
		});
	});
});

it('a login left in the form is no part of the client credentials grant', () => {
	const change = { grantType: 'clientCredentials', clientId: 'a', clientSecret: 'b' };
	const inputs = inputsOf('customTokenGrant', change);
	expect(inputs).not.toHaveProperty('username');
	expect(inputs).not.toHaveProperty('password');
});
