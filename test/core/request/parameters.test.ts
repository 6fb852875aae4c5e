import { describe, expect, it } from '@jest/globals';
import { prepareRequest } from '../../../core/request/encode';
import { exchangeOf, formOf, refusalOf } from '../support';

function write(change: object, refreshToken?: string): string {
	const form = formOf('customTokenGrant', { clientId: 'app', ...change });
	const { provider, fields, inputs } = exchangeOf('customTokenGrant', form);
	return prepareRequest(provider, fields, inputs)(refreshToken).body;
}

const rows = (...names: string[]) => ({ parameter: names.map((name) => ({ name, value: 'x' })) });
const additional = (...names: string[]) => ({ additionalParameters: rows(...names) });
const secret = (...names: string[]) => ({ secretParameters: rows(...names) });
const json = { bodyFormat: 'json' };
const nested = { ...json, usernameParameter: 'auth.user.name', passwordParameter: 'auth.user.pw' };
const clientGrant = { grantType: 'clientCredentials', clientSecret: 'app-secret' };

describe('a parameter that has its own field is refused among the additional ones', () => {
	it.each<[name: string, field: string, change: object]>([
		['grant_type', 'Grant Type', {}],
		['username', 'Username', {}],
		['password', 'Password', {}],
		['email', 'Username', { usernameParameter: 'email' }],
		['secret', 'Password', { passwordParameter: 'secret' }],
		['client_id', 'Client ID', {}],
		['client_id', 'Client ID', { clientId: '' }],
		['client_id', 'Client ID', { clientAuthentication: 'none' }],
		['client_id', 'Client ID', clientGrant],
		['client_secret', 'Client Secret', {}],
		['client_secret', 'Client Secret', { clientAuthentication: 'header' }],
		['client_secret', 'Client Authentication', { clientAuthentication: 'none' }],
		['scope', 'Scope', {}],
		['refresh_token', 'Use Refresh Token', {}],
		['refresh_token', 'Use Refresh Token', { useRefreshToken: false }],
		['auth.user.name', 'Username', nested],
	])('%s: use "%s" (%j)', async (name, field, change) => {
		expect(
			await refusalOf(() => write({ ...additional('audience', name), ...change })),
		).toMatchObject({
			errorCode: 'invalid_configuration',
			message: `"${name}" already has its own field.`,
			description: `Remove it from "Additional Parameters" and use "${field}".`,
		});
	});

	it('and among the secret ones', async () => {
		expect((await refusalOf(() => write(secret('password')))).description).toBe(
			'Remove it from "Secret Parameters" and use "Password".',
		);
	});
});

describe('parameters that cannot both be sent are refused', () => {
	const twice = (name: string) => `The parameter "${name}" would be sent twice.`;
	const inJson = (one: string, other: string) =>
		`The parameters "${one}" and "${other}" cannot both be sent in JSON.`;
	const login = (username: string, password: string) => ({
		usernameParameter: username,
		passwordParameter: password,
	});

	it.each<[message: string, fields: string, change: object]>([
		[twice('a'), '"Additional Parameters"', { ...json, ...additional('a', 'a') }],
		[
			twice('a'),
			'"Additional Parameters" and "Secret Parameters"',
			{ ...json, ...additional('a'), ...secret('a') },
		],
		[twice('login'), '"Username" and "Password"', login('login', 'login')],
		[twice('client_id'), '"Client ID" and "Username"', login('client_id', 'password')],
		[inJson('auth.user.name', 'auth'), '"Username" and', { ...nested, ...additional('auth') }],
		[
			inJson('auth.user.name', 'auth.user.name.first'),
			'"Username" and "Secret Parameters"',
			{ ...nested, ...secret('auth.user.name.first') },
		],
		[inJson('a', 'a.b'), '"Additional', { ...json, ...additional('a'), ...secret('a.b') }],
		[
			inJson('login', 'login.pw'),
			'"Username" and "Password"',
			{ ...json, ...login('login', 'login.pw') },
		],
		[
			inJson('refresh_token', 'refresh_token.id'),
			'"Use Refresh Token" and',
			{ ...json, ...additional('refresh_token.id') },
		],
	])('%s See %s', async (message, fields, change) => {
		expect(await refusalOf(() => write(change))).toMatchObject({
			errorCode: 'invalid_configuration',
			message,
			description: expect.stringContaining(`see ${fields}`),
		});
	});
});

describe('a name that leads nowhere is refused', () => {
	it.each<[name: string, field: string, change: object]>([
		['__proto__', 'Additional Parameters', additional('__proto__')],
		['constructor', 'Secret Parameters', secret('constructor')],
		['a.__proto__.b', 'Additional Parameters', { ...json, ...additional('a.__proto__.b') }],
		['a..b', 'Additional Parameters', { ...json, ...additional('a..b') }],
		['user.', 'Username', { ...json, usernameParameter: 'user.' }],
	])('"%s": see "%s"', async (name, field, change) => {
		expect(await refusalOf(() => write(change))).toMatchObject({
			errorCode: 'invalid_configuration',
			message: `"${name}" cannot be the name of a parameter.`,
			description: expect.stringContaining(`see "${field}"`),
		});
	});
});

describe('a parameter that the grant does not send may be an additional one', () => {
	it.each<[string, object]>([
		['audience', {}],
		['grant_type', { sendGrantType: false }],
		['refresh_token', { sendGrantType: false }],
		['username', { usernameParameter: 'email' }],
		['username', clientGrant],
		// Tyk expects it beside the header.
		['client_id', { ...clientGrant, clientAuthentication: 'header' }],
	])('%s with %j', (name, change) => {
		expect(new URLSearchParams(write({ ...change, ...additional(name) })).get(name)).toBe('x');
	});

	it('side by side in JSON', () => {
		const change = { ...nested, ...additional('auth.user.domain', 'scope.project') };
		expect(JSON.parse(write(change))).toEqual({
			grant_type: 'password',
			client_id: 'app',
			auth: { user: { name: 'user', pw: 'custom-password', domain: 'x' } },
			scope: { project: 'x' },
		});
	});

	it('twice in a form, as resource may (RFC 8707), and with dots as they are', () => {
		expect(write(additional('a', 'a.b', 'a', 'a..b'))).toMatch(/&a=x&a.b=x&a=x&a..b=x$/);
	});

	it('below the refresh token, where none is used', () => {
		const change = { ...json, ...additional('refresh_token.id'), useRefreshToken: false };
		expect(write(change)).toContain('"refresh_token":{"id":"x"}');
	});

	it('under the name of a field that is empty', () => {
		const body = write({ clientId: '', usernameParameter: 'client_id' });
		expect(new URLSearchParams(body).getAll('client_id')).toEqual(['user']);
	});
});
