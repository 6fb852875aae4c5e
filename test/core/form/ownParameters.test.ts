import { describe, expect, it } from '@jest/globals';
import { createGrant } from '../../../core/createGrant';
import { customTokenGrant } from '../../../core/providers/custom/customTokenGrant';
import { CustomTokenGrantApi } from '../../../credentials/CustomTokenGrantApi.credentials';
import { formOf, refusalOf } from '../support';

const { properties } = new CustomTokenGrantApi();

/** Signs in with these additional parameters, and gives the body that was sent. */
async function sent(names: string[], change: object): Promise<string> {
	const parameter = names.map((name) => ({ name, value: 'x' }));
	const form = formOf('customTokenGrant', {
		clientId: 'app',
		additionalParameters: { parameter },
		...change,
	});
	let body = '';
	const grant = createGrant(customTokenGrant, properties, form, async (request) => {
		body = String(request.body);
		return { status: 200, headers: {}, body: '{"access_token":"abc"}' };
	});
	await grant.signIn(1000);
	return body;
}

const OWN: Array<[name: string, field: string, change: object]> = [
	['grant_type', 'Grant Type', {}],
	['username', 'Username', {}],
	['password', 'Password', {}],
	['email', 'Username', { usernameParameter: 'email' }],
	['secret', 'Password', { passwordParameter: 'secret' }],
	['client_id', 'Client ID', {}],
	['client_id', 'Client ID', { clientAuthentication: 'none' }],
	['client_secret', 'Client Secret', {}],
	['client_secret', 'Client Secret', { clientAuthentication: 'header' }],
	['client_secret', 'Client Authentication', { clientAuthentication: 'none' }],
	['scope', 'Scope', {}],
	['refresh_token', 'Use Refresh Token', {}],
	['client_id', 'Client ID', { grantType: 'clientCredentials', clientSecret: 'app-secret' }],
];

describe('a parameter that the grant sends itself is refused among the additional ones', () => {
	it.each(OWN)('%s: use "%s" (%j)', async (name, field, change) => {
		let requests = 0;
		const parameter = [
			{ name: 'audience', value: 'x' },
			{ name, value: 'x' },
		];
		const form = formOf('customTokenGrant', {
			clientId: 'app',
			additionalParameters: { parameter },
			...change,
		});
		const refusal = await refusalOf(() =>
			createGrant(customTokenGrant, properties, form, async () => {
				requests++;
				return { status: 200, headers: {}, body: '{"access_token":"abc"}' };
			}),
		);
		expect(refusal).toMatchObject({
			errorCode: 'invalid_configuration',
			message: `"${name}" cannot be an additional parameter: the sign-in sends it itself.`,
			description: `Remove it there, and use "${field}" in the credential.`,
		});
		expect(requests).toBe(0);
	});
});

it('what would replace the refresh token in JSON is refused', async () => {
	const parameter = [{ name: 'refresh_token.id', value: 'x' }];
	const change = { bodyFormat: 'json', additionalParameters: { parameter } };
	const create = (more: object) =>
		createGrant(customTokenGrant, properties, formOf('customTokenGrant', more), async () => ({
			status: 200,
			headers: {},
		}));
	expect(await refusalOf(() => create(change))).toMatchObject({
		message:
			'"refresh_token.id" cannot be an additional parameter: the sign-in sends "refresh_token" itself.',
	});
	expect(() => create({ ...change, useRefreshToken: false })).not.toThrow();
});

describe('a parameter that the grant does not send is sent', () => {
	it.each<[string, object]>([
		['audience', {}],
		['grant_type', { sendGrantType: false }],
		['refresh_token', { sendGrantType: false }],
		['username', { usernameParameter: 'email' }],
		['username', { grantType: 'clientCredentials', clientSecret: 'app-secret' }],
		// Tyk wants it beside the header.
		['client_id', { clientAuthentication: 'header', clientSecret: 'app-secret' }],
	])('%s with %j', async (name, change) => {
		expect(new URLSearchParams(await sent([name], change)).get(name)).toBe('x');
	});
});

/** The message with which these parameters are refused, before anything is sent. */
async function refusedWith(change: object): Promise<string> {
	const form = formOf('customTokenGrant', change);
	const refusal = await refusalOf(() =>
		createGrant(customTokenGrant, properties, form, () => {
			throw new Error('Nothing is to be sent.');
		}),
	);
	expect(refusal.errorCode).toBe('invalid_configuration');
	return refusal.message;
}

const rows = (...names: string[]) => ({ parameter: names.map((name) => ({ name, value: 'x' })) });
const json = { bodyFormat: 'json' };
const nested = { ...json, usernameParameter: 'auth.user.name', passwordParameter: 'auth.user.pw' };

describe('parameters that are in each other’s way are refused', () => {
	it.each<[string, object]>([
		[
			'"password" cannot be a secret parameter: the sign-in sends it itself.',
			{ secretParameters: rows('password') },
		],
		[
			'"auth.user.name" cannot be an additional parameter: the sign-in sends it itself.',
			{ ...nested, additionalParameters: rows('auth.user.name') },
		],
		[
			'"auth" cannot be an additional parameter: the sign-in sends "auth.user.name" itself.',
			{ ...nested, additionalParameters: rows('auth') },
		],
		[
			'"auth.user.name.first" cannot be a secret parameter: the sign-in sends "auth.user.name" itself.',
			{ ...nested, secretParameters: rows('auth.user.name.first') },
		],
		[
			'The parameters "a" and "a.b" cannot both be sent in JSON.',
			{ ...json, additionalParameters: rows('a'), secretParameters: rows('a.b') },
		],
		['The parameter "a" is there twice.', { ...json, additionalParameters: rows('a', 'a') }],
		[
			'The fields "Username" and "Password" cannot both be sent: their parameters are called "login" and "login".',
			{ usernameParameter: 'login', passwordParameter: 'login' },
		],
		[
			'The fields "Username" and "Client ID" cannot both be sent: their parameters are called "client_id" and "client_id".',
			{ clientId: 'app', usernameParameter: 'client_id' },
		],
		[
			'The fields "Username" and "Password" cannot both be sent: their parameters are called "login" and "login.pw".',
			{ ...json, usernameParameter: 'login', passwordParameter: 'login.pw' },
		],
		['"__proto__" cannot be the name of a parameter.', { additionalParameters: rows('__proto__') }],
		['"constructor" cannot be the name of a parameter.', { secretParameters: rows('constructor') }],
		[
			'"a.__proto__.b" cannot be the name of a parameter.',
			{ ...json, additionalParameters: rows('a.__proto__.b') },
		],
		['"a..b" cannot be the name of a parameter.', { ...json, additionalParameters: rows('a..b') }],
		['"user." cannot be the name of a parameter.', { ...json, usernameParameter: 'user.' }],
	])('%s', async (message, change) => {
		expect(await refusedWith(change)).toBe(message);
	});
});

describe('parameters that are in nobody’s way are sent', () => {
	it('side by side in JSON', async () => {
		const body = await sent(['auth.user.domain', 'scope.project'], nested);
		expect(JSON.parse(body)).toEqual({
			grant_type: 'password',
			client_id: 'app',
			auth: { user: { name: 'user', pw: 'custom-password', domain: 'x' } },
			scope: { project: 'x' },
		});
	});

	it('with dots as they are in a form', async () => {
		const body = await sent(['a', 'a.b', 'a', 'a..b'], {});
		expect(body).toContain('&a=x&a.b=x&a=x&a..b=x');
	});

	it('under the name of a field that is empty', async () => {
		const body = await sent([], { clientId: '', usernameParameter: 'client_id' });
		expect(new URLSearchParams(body).get('client_id')).toBe('user');
	});
});
