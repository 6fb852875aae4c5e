import { describe, expect, it } from '@jest/globals';
import { prepareRequest } from '../../../core/request/encode';
import { exchangeOf, formOf, refusalOf } from '../support';

function write(change: object): string {
	const form = formOf('customTokenGrant', { clientId: 'app', ...change });
	const { provider, fields, inputs } = exchangeOf('customTokenGrant', form);
	return prepareRequest(provider, fields, inputs)().body;
}

const rows = (...names: string[]) => ({ parameter: names.map((name) => ({ name, value: 'x' })) });
const additional = (...names: string[]) => ({ additionalParameters: rows(...names) });
const secret = (...names: string[]) => ({ secretParameters: rows(...names) });
const login = (usernameParameter: string, passwordParameter: string) => ({
	usernameParameter,
	passwordParameter,
});
const json = { bodyFormat: 'json' };
const nested = { ...json, ...login('auth.user.name', 'auth.user.pw') };
const clientGrant = { grantType: 'clientCredentials', clientSecret: 'app-secret' };
const code = { oneTimeCodeSecret: 'JBSWY3DP' };
const way = (clientAuthentication: string) => ({ clientAuthentication });

describe('a parameter that is set twice is refused', () => {
	it.each<[name: string, field: string, other: string, change: object]>([
		['grant_type', 'Grant Type', 'Additional Parameters', {}],
		['client_id', 'Client ID', 'Additional Parameters', { clientId: '' }],
		['client_secret', 'Client Secret', 'Additional Parameters', way('header')],
		['refresh_token', 'Use Refresh Token', 'Additional Parameters', { useRefreshToken: false }],
		['auth', 'Username', 'Additional Parameters', nested],
		[
			'auth.user.name',
			'Username',
			'Secret Parameters',
			{ ...nested, ...secret('auth.user.name.a') },
		],
		['login', 'Username', 'Password', { ...json, ...login('login', 'login.pw') }],
		['client_id', 'Client ID', 'Username', login('client_id', 'password')],
		['totp', 'One-Time Code Parameter', 'Additional Parameters', code],
		[
			'password',
			'Password',
			'One-Time Code Parameter',
			{ ...code, oneTimeCodeParameter: 'password' },
		],
		[
			'auth',
			'One-Time Code Parameter',
			'Additional Parameters',
			{ ...json, ...code, oneTimeCodeParameter: 'auth.totp' },
		],
	])('%s, by "%s" and "%s" (%j)', async (name, field, other, change) => {
		const here = field === 'Additional Parameters' || other === 'Additional Parameters';
		const refusal = await refusalOf(() => write({ ...(here && additional('b', name)), ...change }));
		expect(refusal).toMatchObject({
			errorCode: 'invalid_configuration',
			message: `"${field}" and "${other}" set the parameter "${name}" twice.`,
		});
	});

	it('in JSON among the additional ones, too', async () => {
		const refusal = await refusalOf(() => write({ ...json, ...additional('a', 'a') }));
		expect(refusal.message).toMatch(/^"Additional Parameters" set /);
	});
});

describe('a name that leads nowhere is refused', () => {
	it.each<[name: string, field: string, change: object]>([
		['__proto__', 'Additional Parameters', additional('__proto__')],
		['a.__proto__.b', 'Additional Parameters', { ...json, ...additional('a.__proto__.b') }],
		['user.', 'Username', { ...json, usernameParameter: 'user.' }],
	])('"%s" in "%s"', async (name, field, change) => {
		expect(await refusalOf(() => write(change))).toMatchObject({
			errorCode: 'invalid_configuration',
			message: `"${field}" has a parameter that cannot be called "${name}".`,
		});
	});
});

describe('a parameter that the grant does not send may be an additional one', () => {
	it.each<[string, object]>([
		['audience', {}],
		['grant_type', { sendGrantType: false }],
		['username', { usernameParameter: 'email' }],
		// Tyk expects it beside the header.
		['client_id', { ...clientGrant, ...way('header') }],
	])('%s with %j', (name, change) => {
		expect(new URLSearchParams(write({ ...change, ...additional(name) })).get(name)).toBe('x');
	});

	it('twice in a form, as resource may (RFC 8707), and with dots as they are', () => {
		expect(write(additional('a', 'a.b', 'a', 'a..b'))).toMatch(/&a=x&a.b=x&a=x&a..b=x$/);
	});

	it('under the name of a field that is empty', () => {
		const body = write({ clientId: '', usernameParameter: 'client_id' });
		expect(new URLSearchParams(body).getAll('client_id')).toEqual(['user']);
	});
});
