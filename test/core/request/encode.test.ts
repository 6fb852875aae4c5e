import { describe, expect, it } from '@jest/globals';
import { prepareRequest } from '../../../core/request/encode';
import type { ProviderName } from '../../../credentials/registry';
import { exchangeOf, formOf } from '../support';

function encoded(name: ProviderName, change: object = {}, refreshToken?: string) {
	const { provider, fields, inputs } = exchangeOf(name, formOf(name, change));
	return prepareRequest(provider, fields, inputs)(refreshToken);
}

const custom = (change: object = {}, refreshToken?: string) =>
	encoded('customTokenGrant', change, refreshToken);
const jsonOf = (change: object) => JSON.parse(custom({ ...change, bodyFormat: 'json' }).body);
const parameters = (...parameter: object[]) => ({ additionalParameters: { parameter } });
const client = { clientId: 'app', clientSecret: 'app-secret' };
const form = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };

describe('the documented request', () => {
	const login = 'grant_type=password&username=user&password=custom-password';
	const tradevest = 'grant_type=client_credentials&client_id=partner&client_secret=partner-secret';
	const empty = parameters({ name: 'b', value: '' }, {});
	const audience = parameters({ name: 'audience', value: 'https://api.example' });

	it.each<[ProviderName, object, string]>([
		['sprykerGlue', {}, 'grant_type=password&username=sonia%40spryker.com&password=change123'],
		[
			'voipex',
			{},
			'grant_type=password&client_id=api&username=your%40email.com&password=voipex-password',
		],
		['tradevest', {}, tradevest],
		['tradevest', { scope: 'tradevest.api' }, `${tradevest}&scope=tradevest.api`],
		['customTokenGrant', {}, login],
		['customTokenGrant', { scope: '  ', clientId: '', ...empty }, login],
		['customTokenGrant', { sendGrantType: false }, 'username=user&password=custom-password'],
		['customTokenGrant', audience, `${login}&audience=https%3A%2F%2Fapi.example`],
		[
			'customTokenGrant',
			{ grantType: 'clientCredentials', ...client },
			'grant_type=client_credentials&client_id=app&client_secret=app-secret',
		],
		[
			'customTokenGrant',
			{ username: 'a&scope=admin', password: ':%+&= é' },
			'grant_type=password&username=a%26scope%3Dadmin&password=%3A%25%2B%26%3D+%C3%A9',
		],
	])('of %s with %j is a form', (name, change, body) => {
		expect(encoded(name, change)).toEqual({ method: 'POST', headers: form, body });
	});

	it('of B2COPY Back Office is JSON with a login, the password as text', () => {
		expect(encoded('b2copyBackOffice', { password: 123_456 })).toEqual({
			method: 'POST',
			headers: { accept: 'application/json', 'content-type': 'application/json' },
			body: '{"email":"username@example.com","password":"123456"}',
		});
	});
});

describe('parameters in JSON', () => {
	const login = { grant_type: 'password', username: 'user', password: 'custom-password' };

	const row = (name: string, value: unknown = 'x') => ({ name, value });

	it.each<[string, object[], object]>([
		[
			'without dots are side by side, with dots nest',
			[row('a'), row('b.c')],
			{ a: 'x', b: { c: 'x' } },
		],
		[
			'share what they have in common, and keep their types',
			[row('a.n', 1), row('a.yes', true), row('a.none', null), row('a.empty', ''), { name: 'a.b' }],
			{ a: { n: 1, yes: true, none: null, empty: '' } },
		],
		['numbered from 0 are a list', [row('a.1', 'y'), row('a.0')], { a: ['x', 'y'] }],
		['nest in a list', [row('a[0].b', 1), row('a[1].b', 2)], { a: [{ b: 1 }, { b: 2 }] }],
		['numbered otherwise are no list', [row('a.1'), row('a.2')], { a: { 1: 'x', 2: 'x' } }],
	])('%s', (_, rows, json) => {
		expect(jsonOf(parameters(...rows))).toEqual({ ...login, ...json });
	});

	it('are encoded, so that no value can add another', () => {
		const password = '","admin":true,"x":"';
		expect(jsonOf({ password })).toEqual({ ...login, password });
	});

	it('can have the names that the server uses', () => {
		const names = { usernameParameter: 'user.email', passwordParameter: 'user.pw' };
		const secretParameters = { parameter: [{ name: 'user.key', value: 'api-key\n' }] };
		expect(jsonOf({ ...names, secretParameters, sendGrantType: false })).toEqual({
			user: { email: 'user', pw: 'custom-password', key: 'api-key' },
		});
	});
});

it('numbers, booleans and lists are written as JSON has them in a form', () => {
	const values = [1, false, ['a'], null, undefined];
	const rows = values.map((value, index) => ({ name: `p${index}`, value }));
	expect(custom(parameters(...rows)).body).toMatch(
		/&password=custom-password&p0=1&p1=false&p2=%5B%22a%22%5D$/,
	);
});

describe('the client authenticates itself in exactly one way, for a refresh as for a sign-in', () => {
	const basic = 'Basic YXBwOmFwcC1zZWNyZXQ=';

	it.each([
		['body', 'client_id=app&client_secret=app-secret&', undefined],
		['header', '', basic],
		['none', 'client_id=app&', undefined],
	])('%s', (clientAuthentication, sent, authorization) => {
		const audience = parameters({ name: 'audience', value: 'a' });
		const change = { ...client, clientAuthentication, ...audience };
		const signIn = custom(change);
		const refresh = custom(change, 'a-refresh-token');
		expect(signIn.body).toBe(
			`grant_type=password&${sent}username=user&password=custom-password&audience=a`,
		);
		expect(refresh.body).toBe(
			`grant_type=refresh_token&${sent}refresh_token=a-refresh-token&audience=a`,
		);
		expect([signIn, refresh].map(({ headers }) => headers.authorization)).toEqual([
			authorization,
			authorization,
		]);
	});
});

describe('a one-time code', () => {
	const send = (change: object, refreshToken?: string) => {
		const form = formOf('customTokenGrant', { oneTimeCodeSecret: 'JBSWY3DP', ...change });
		const { provider, fields, inputs } = exchangeOf('customTokenGrant', form);
		return prepareRequest(provider, fields, inputs)(refreshToken, '012345').body;
	};

	it.each([
		[{}, 'grant_type=password&username=user&password=custom-password&totp=012345'],
		[
			{ bodyFormat: 'json', sendGrantType: false, oneTimeCodeParameter: 'auth.otp' },
			'{"username":"user","password":"custom-password","auth":{"otp":"012345"}}',
		],
		[
			{ grantType: 'clientCredentials', ...client },
			'grant_type=client_credentials&client_id=app&client_secret=app-secret',
		],
		[{ oneTimeCodeSecret: '' }, 'grant_type=password&username=user&password=custom-password'],
	])('is sent with the login where there is its secret: %j', (change, body) => {
		expect(send(change)).toBe(body);
	});

	it('is not sent with a refresh token', () => {
		expect(send({}, 'r1')).toBe('grant_type=refresh_token&refresh_token=r1');
	});
});

it('by GET the parameters are in the query, and there is no body', () => {
	expect(custom({ requestMethod: 'GET', bodyFormat: 'json', scope: 'a b' })).toEqual({
		method: 'GET',
		query: 'grant_type=password&username=user&password=custom-password&scope=a+b',
		body: '',
		headers: { accept: 'application/json', 'cache-control': 'no-store' },
	});
});

it.each([
	['form', 'application/x-www-form-urlencoded', 'username=user&password=custom-password'],
	['json', 'application/json', '{"username":"user","password":"custom-password"}'],
])('by PUT the parameters are in the body, as by POST: %s', (bodyFormat, type, body) => {
	expect(custom({ requestMethod: 'PUT', bodyFormat, sendGrantType: false })).toEqual({
		method: 'PUT',
		headers: { ...form, 'content-type': type },
		body,
	});
});

it('additional headers are sent, and may ask for another kind of response', () => {
	const header = [
		{ name: ' X-API-Key ', value: 'key\n' },
		{ name: 'Accept', value: 'text/plain' },
		{ name: 'Authorization', value: 'Basic abc' },
		{ name: 'X-Empty', value: '' },
		{},
	];
	expect(custom({ additionalHeaders: { header } }).headers).toEqual({
		'content-type': form['content-type'],
		Accept: 'text/plain',
		'X-API-Key': 'key',
		Authorization: 'Basic abc',
	});
});
