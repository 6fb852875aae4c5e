import { describe, expect, it } from '@jest/globals';
import { readInputs, secretsOf } from '../../../core/form/inputs';
import { providers, resolve } from '../../../core/providers';
import { b2copySeamless } from '../../../core/seamless/provider';
import { forms } from '../forms.mjs';
import { refusalOf } from '../support';

type Name = keyof typeof forms;

function inputsOf(name: Name, form: object = {}) {
	const full: Record<string, unknown> = { ...forms[name], ...form };
	const provider = name === 'b2copySeamless' ? b2copySeamless : resolve(providers[name]!, full);
	return readInputs(provider, full);
}

describe('white space', () => {
	it('at both ends of an identifier goes', () => {
		expect(inputsOf('voipex', { username: ' \tuser@example.com\r\n' }).username).toBe(
			'user@example.com',
		);
	});

	it('belongs to a secret, but for the line breaks and tabs that come with pasting', () => {
		expect(inputsOf('voipex', { password: '\t a b \r\n' }).password).toBe(' a b ');
	});
});

describe('a value that is no text', () => {
	it.each([
		[12_345, '12345'],
		[0, '0'],
		['text', 'text'],
	])('%p is taken as %p', (password, taken) => {
		expect(inputsOf('voipex', { password }).password).toBe(taken);
	});

	it.each([undefined, null, true, {}, [], ['a'], NaN].slice(0, 6))(
		'%p counts as empty',
		async (password) => {
			expect(await refusalOf(() => inputsOf('voipex', { password }))).toMatchObject({
				errorCode: 'invalid_configuration',
				message: 'The field "Password" is empty.',
				description: 'Open the credential and fill in "Password".',
			});
		},
	);
});

describe('a field that is needed and empty is named', () => {
	it.each<[Name, string, string]>([
		['b2copyBackOffice', 'baseUrl', 'Base URL'],
		['b2copyBackOffice', 'email', 'Email'],
		['b2copyBackOffice', 'password', 'Password'],
		['b2copySeamless', 'baseUrl', 'Base URL'],
		['b2copySeamless', 'secretKey', 'Secret Key'],
		['b2copySeamless', 'investmentPlatformId', 'Investment Platform ID'],
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
		for (const empty of ['', '  ', undefined]) {
			const refusal = await refusalOf(() => inputsOf(name, { [field]: empty }));
			expect(refusal.message).toBe(`The field "${label}" is empty.`);
		}
	});
});

describe('a field that is not needed may be empty', () => {
	it.each<[Name, object]>([
		['b2copySeamless', { redirectUrl: '', secretKeyParameter: '' }],
		['tradevest', { scope: '' }],
		['tradevest', { environment: 'production', authUrl: '' }],
		['customTokenGrant', { clientId: '', clientSecret: '', scope: '' }],
	])('%s: %j', (name, form) => {
		expect(() => inputsOf(name, form)).not.toThrow();
	});
});

describe('what is needed depends on the choices made', () => {
	it.each<[Name, object, string]>([
		['tradevest', { environment: 'custom', authUrl: '' }, 'Auth URL'],
		['customTokenGrant', { grantType: 'clientCredentials', clientSecret: 's' }, 'Client ID'],
		['customTokenGrant', { grantType: 'clientCredentials', clientId: 'a' }, 'Client Secret'],
		['customTokenGrant', { clientAuthentication: 'header' }, 'Client ID'],
	])('%s: %j needs "%s"', async (name, form, label) => {
		const refusal = await refusalOf(() => inputsOf(name, form));
		expect(refusal.message).toBe(`The field "${label}" is empty.`);
	});

	it('a public client of the client credentials grant needs no secret', () => {
		const form = { grantType: 'clientCredentials', clientAuthentication: 'none', clientId: 'a' };
		expect(() => inputsOf('customTokenGrant', form)).not.toThrow();
	});

	it('a login is no part of the client credentials grant', () => {
		const form = { grantType: 'clientCredentials', clientId: 'a', clientSecret: 'b' };
		expect(inputsOf('customTokenGrant', form)).not.toHaveProperty('username');
	});
});

it('the secrets are the values of the secret fields', () => {
	const secrets = secretsOf(
		resolve(providers.tradevest!, {}),
		inputsOf('tradevest', { clientSecret: 'hidden' }),
	);
	expect(secrets).toEqual(['hidden']);
});

it('an empty secret is none: masking it would mask everything', () => {
	const provider = resolve(providers.customTokenGrant!, {});
	expect(secretsOf(provider, { password: '', clientSecret: '' })).toEqual([]);
});
