import { describe, expect, it } from '@jest/globals';
import { judge } from '../../../core/response/tokenResponse';
import { readInputs } from '../../../core/form/inputs';
import { providers, resolve } from '../../../core/providers';
import type { EndpointResponse } from '../../../core/request/http';
import {
	b2copyBackOfficeExample,
	sprykerGlueExample,
	tradevestExample,
	voipexExample,
} from '../examples.mjs';
import { forms } from '../forms.mjs';
import { responseOf, jwtOf, refusalOf } from '../support';

type Name = Exclude<keyof typeof forms, 'b2copySeamless'>;
const names = Object.keys(providers) as Name[];

function judged(
	name: Name,
	answer: EndpointResponse,
	form: Record<string, unknown> = {},
	sent?: string[],
) {
	const full = { ...forms[name], ...form };
	const provider = resolve(providers[name]!, full);
	return judge(provider, readInputs(provider, full), answer, sent);
}

/** A good answer of each provider, with the token given. */
const goodOf: Record<Name, (token: unknown) => object> = {
	b2copyBackOffice: (token) => ({ '2faRequired': false, accessToken: { token } }),
	customTokenGrant: (token) => ({ access_token: token }),
	sprykerGlue: (token) => ({ access_token: token }),
	tradevest: (token) => ({ access_token: token }),
	voipex: (token) => ({ access_token: token }),
};

describe('the literal example answer of', () => {
	it('B2COPY Back Office', () => {
		expect(judged('b2copyBackOffice', responseOf(b2copyBackOfficeExample))).toEqual({
			accessToken: b2copyBackOfficeExample.accessToken.token,
			refreshToken: b2copyBackOfficeExample.refreshToken.token,
			lifetime: 36_000,
			response: b2copyBackOfficeExample,
		});
	});

	it('Spryker Glue', () => {
		expect(judged('sprykerGlue', responseOf(sprykerGlueExample))).toEqual({
			accessToken: sprykerGlueExample.access_token,
			refreshToken: sprykerGlueExample.refresh_token,
			// Its JWT lives a few hundredths of a second less than `expires_in` says.
			lifetime: expect.closeTo(28_799.98, 2),
			response: sprykerGlueExample,
		});
	});

	it('VoIPEX', () => {
		expect(judged('voipex', responseOf(voipexExample))).toEqual({
			accessToken: '*****',
			refreshToken: '*****',
			lifetime: 3000,
			refreshLifetime: 7200,
			scope: 'profile email',
			response: voipexExample,
		});
	});

	it('Tradevest', () => {
		expect(judged('tradevest', responseOf(tradevestExample))).toEqual({
			accessToken: 'an-access-token',
			lifetime: 3600,
			response: tradevestExample,
		});
	});
});

describe('every success shape', () => {
	const snake = {
		token_type: 'Bearer',
		expires_in: 28_800,
		access_token: 'abc',
		refresh_token: 'def',
	};
	const camel = { tokenType: 'Bearer', expiresIn: 28_800, accessToken: 'abc', refreshToken: 'def' };

	it.each([
		['one object, snake_case', snake],
		['one object, camelCase', camel],
		['an array, snake_case', [snake]],
		['an array, camelCase', [camel]],
		['JSON:API, snake_case', { data: { type: 'tokens', attributes: snake } }],
		['JSON:API, camelCase', { data: { type: 'tokens', attributes: camel } }],
		['a JSON:API list, snake_case', { data: [{ type: 'tokens', attributes: snake }] }],
		['a JSON:API list, camelCase', { data: [{ type: 'tokens', attributes: camel }] }],
		['a lifetime as text', { ...snake, expires_in: '28800' }],
	])('of Spryker Glue: %s', (_, answer) => {
		expect(judged('sprykerGlue', responseOf(answer, { status: 201 }))).toEqual({
			accessToken: 'abc',
			refreshToken: 'def',
			lifetime: 28_800,
			response: answer,
		});
	});

	it('of Spryker Glue: the fractional times of its tokens', () => {
		const token = jwtOf({ iat: 1_699_347_834.5, nbf: 1_699_347_834.5, exp: 1_699_376_634.25 });
		const issued = judged('sprykerGlue', responseOf({ access_token: token }));
		expect(issued.lifetime).toBe(28_799.75);
	});

	it('of B2COPY Back Office: real times', () => {
		const answer = {
			'2faRequired': false,
			accessToken: {
				token: 'abc',
				createdAt: '2024-01-01T00:00:00+00:00',
				expiresAt: '2024-01-01T10:00:00+00:00',
			},
			refreshToken: { token: 'def' },
		};
		expect(judged('b2copyBackOffice', responseOf(answer))).toEqual({
			accessToken: 'abc',
			refreshToken: 'def',
			lifetime: 36_000,
			response: answer,
		});
	});

	it.each([
		['the standard one', { expires_in: 600 }, {}, 600],
		['a token alone', {}, {}, null],
		['a nested token', {}, { accessTokenField: 'data.token' }, null],
		['a nested lifetime', { meta: { ttl: '60' } }, { expiresInField: 'meta.ttl' }, 60],
	])('of a custom token endpoint: %s', (_, more, form, lifetime) => {
		const answer = { access_token: 'abc', data: { token: 'abc' }, ...more };
		expect(judged('customTokenGrant', responseOf(answer), form)).toEqual({
			accessToken: 'abc',
			lifetime,
			response: answer,
		});
	});

	it('of a custom token endpoint: the end of the token by the clock of the provider', () => {
		const date = Date.UTC(2031, 4, 1, 12);
		const answer = responseOf({ access_token: 'abc', until: '2031-05-01T12:10:00Z' }, { date });
		expect(judged('customTokenGrant', answer, { expiresInField: 'until' }).lifetime).toBe(600);
	});

	it('of Keycloak: a refresh token whose life it gives as zero is one without end', () => {
		const answer = { access_token: 'abc', refresh_token: 'def', refresh_expires_in: 0 };
		const issued = judged('voipex', responseOf(answer));
		expect(issued.refreshToken).toBe('def');
		expect(issued).not.toHaveProperty('refreshLifetime');
	});
});

describe.each(names)('%s, a good answer', (name) => {
	const good = goodOf[name];

	it.each([200, 201, 202, 299])('HTTP %i', (status) => {
		expect(judged(name, responseOf(good('abc'), { status })).accessToken).toBe('abc');
	});

	it('need not say that it is JSON', () => {
		const answer = responseOf(good('abc'), { contentType: 'text/plain' });
		expect(judged(name, answer).accessToken).toBe('abc');
	});

	it('may hold fields that nobody knows', () => {
		expect(judged(name, responseOf({ ...good('abc'), further: { a: 1 } })).accessToken).toBe('abc');
	});

	it('may hold any visible ASCII character in the token, up to 15,000 of them', () => {
		const token = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).join('');
		expect(judged(name, responseOf(good(token))).accessToken).toBe(token);
		const longest = 'a'.repeat(15_000);
		expect(judged(name, responseOf(good(longest))).accessToken).toBe(longest);
	});

	it('is judged by its token even if it also speaks of an error', () => {
		expect(judged(name, responseOf({ ...good('abc'), error: '' })).accessToken).toBe('abc');
	});
});

describe.each(names)('%s, a token that no header can carry', (name) => {
	it.each([
		['a line break', 'abc\r\nx-injected: 1'],
		['a line feed at the end', 'abc\n'],
		['a space', 'abc def'],
		['a tab', 'abc\tdef'],
		['a control character', 'abc\u0000'],
		['a letter beyond ASCII', 'abcé'],
		['an emoji', 'abc😀'],
		['15,001 characters', 'a'.repeat(15_001)],
		['nothing', ''],
		['a number', 12_345],
		['a boolean', true],
		['an object', { value: 'abc' }],
		['an array', ['abc']],
	])('%s', async (_, token) => {
		const refusal = await refusalOf(() => judged(name, responseOf(goodOf[name](token))));
		expect(refusal.errorCode).toBe('malformed_response');
		expect(refusal.message).toMatch(/issued a token that cannot be sent in a header\.$/);
	});
});

describe.each(names)('%s, an answer that is no answer of a token endpoint', (name) => {
	const page = '<!DOCTYPE html><title>Sign in</title>';

	it.each([
		['a web page', responseOf(page, { contentType: 'text/html; charset=utf-8' }), 'a web page'],
		['a page that claims to be JSON', responseOf(page), 'a web page'],
		['XML', responseOf('<?xml version="1.0"?><a/>', { contentType: 'text/xml' }), 'a web page'],
		['JSON that claims to be HTML', responseOf('{}', { contentType: 'text/html' }), 'a web page'],
		['an empty body', responseOf(''), 'did not answer with JSON'],
		['truncated JSON', responseOf('{"access_token":"ab'), 'did not answer with JSON'],
		['text', responseOf('OK', { contentType: 'text/plain' }), 'did not answer with JSON'],
		['HTTP 204', responseOf('', { status: 204 }), 'did not answer with JSON'],
		['null', responseOf('null'), 'answered without a token'],
		['a number', responseOf('1'), 'answered without a token'],
		['a text in JSON', responseOf('"abc"'), 'answered without a token'],
		['a boolean', responseOf('true'), 'answered without a token'],
		['an empty array', responseOf('[]'), 'answered without a token'],
		['an empty object', responseOf('{}'), 'answered without a token'],
		['a token of null', responseOf(goodOf[name](null)), 'answered without a token'],
		[
			'a token in the prototype',
			responseOf('{"__proto__":{"access_token":"a"}}'),
			'without a token',
		],
	])('%s', async (_, answer, what) => {
		const refusal = await refusalOf(() => judged(name, answer));
		expect(refusal.errorCode).toBe('malformed_response');
		expect(refusal.message).toContain(what);
		expect(refusal.description).toMatch(/"(Base URL|Auth URL|Token URL|Access Token Field)"/);
	});
});

describe.each(names)('%s, a good status and no token where it is looked for', (name) => {
	it.each([
		['in a message', '3f2cdeadbeef12345678', { code: 'OK', message: '3f2cdeadbeef12345678' }],
		['in a short message', 'secret-token', { code: 'OK', message: 'secret-token' }],
		['in a list', 'secret-token', ['secret-token']],
		['in a detail', jwtOf({}), { detail: jwtOf({}) }],
	])('does not quote what may be the token %s', async (_, token, body) => {
		const refusal = await refusalOf(() => judged(name, responseOf(body)));
		expect(refusal.errorCode).toBe('malformed_response');
		expect(`${refusal.message} ${refusal.description}`).not.toContain(token);
	});
});

describe('the type of the token', () => {
	it.each(['Bearer', 'bearer', 'BEARER', undefined, null])('%p is a bearer token', (type) => {
		const answer = responseOf({ access_token: 'abc', token_type: type });
		expect(judged('voipex', answer).accessToken).toBe('abc');
	});

	it.each(['mac', 'DPoP', 'N_A', '', 1, { a: 1 }])('%p is not', async (type) => {
		const answer = responseOf({ access_token: 'abc', token_type: type });
		expect(await refusalOf(() => judged('voipex', answer))).toMatchObject({
			errorCode: 'malformed_response',
			message: 'VoIPEX issued a token that is not a Bearer token.',
		});
	});
});

describe('what the answer holds beside the token is dropped where it is not usable', () => {
	it.each([
		['a refresh token with a line break', { refresh_token: 'a\nb' }],
		['a refresh token that is a number', { refresh_token: 5 }],
		['a scope that is a list', { scope: ['a'] }],
		['an empty scope', { scope: '' }],
		['a negative life of the refresh token', { refresh_expires_in: -1 }],
	])('%s', (_, more) => {
		const answer = { access_token: 'abc', ...more };
		expect(judged('voipex', responseOf(answer))).toEqual({
			accessToken: 'abc',
			lifetime: null,
			response: answer,
		});
	});
});

describe('every refusal', () => {
	const rejected = 'credentials_rejected';
	const configuration = 'invalid_configuration';

	it.each<[Name, number, unknown, string, string]>([
		// B2COPY Back Office: 2FA as its sibling B2CORE answers, and any of the usual error bodies.
		[
			'b2copyBackOffice',
			200,
			{ '2faRequired': true, '2faDetails': { token: 't', provider: 'google', expiresAt: 'x' } },
			'two_factor_required',
			'This Back Office user has two-factor authentication on, so it cannot sign in here.',
		],
		[
			'b2copyBackOffice',
			401,
			{ message: 'Invalid credentials.' },
			rejected,
			'B2COPY Back Office refused the sign-in. It said: "Invalid credentials."',
		],
		[
			'b2copyBackOffice',
			422,
			{ errors: { email: ['The email must be a valid email address.'] } },
			rejected,
			'B2COPY Back Office refused the sign-in. It said: "email: The email must be a valid email address."',
		],
		[
			'b2copyBackOffice',
			400,
			{ error: 'Bad login' },
			rejected,
			'B2COPY Back Office refused the sign-in. It said: "Bad login".',
		],
		['b2copyBackOffice', 401, '', rejected, 'B2COPY Back Office refused the sign-in.'],
		[
			'b2copyBackOffice',
			200,
			{ status: 401, message: 'Wrong password' },
			rejected,
			'B2COPY Back Office refused the sign-in. It said: "Wrong password".',
		],
		// Spryker Glue: an array, JSON:API, or the standard.
		[
			'sprykerGlue',
			400,
			[
				{
					status: 400,
					code: 'invalid_grant',
					message: 'The user credentials were incorrect.',
				},
			],
			rejected,
			'Spryker Glue refused the sign-in. It said: "The user credentials were incorrect."',
		],
		[
			'sprykerGlue',
			401,
			{ errors: [{ detail: 'Failed to authenticate user.', status: 401, code: '003' }] },
			rejected,
			'Spryker Glue refused the sign-in. It said: "Failed to authenticate user."',
		],
		[
			'sprykerGlue',
			400,
			{ errors: [{ message: 'Wrong login', status: 400, code: 'invalid_grant' }] },
			rejected,
			'Spryker Glue refused the sign-in. It said: "Wrong login".',
		],
		[
			'sprykerGlue',
			401,
			{ error: 'invalid_grant', error_description: 'Wrong login' },
			rejected,
			'Spryker Glue refused the sign-in. It said: "Wrong login".',
		],
		[
			'sprykerGlue',
			400,
			[{ status: 400, code: 'unsupported_grant_type', message: 'Not supported.' }],
			configuration,
			'This Glue application does not offer the password grant for Back Office users. It said: "Not supported."',
		],
		[
			'sprykerGlue',
			200,
			[{ status: 400, code: 'invalid_grant', message: 'Wrong login' }],
			rejected,
			'Spryker Glue refused the sign-in. It said: "Wrong login".',
		],
		// VoIPEX: as Keycloak means them.
		[
			'voipex',
			401,
			{ error: 'invalid_grant', error_description: 'Invalid user credentials' },
			rejected,
			'VoIPEX refused the sign-in: wrong password, locked account or one-time code. It said: "Invalid user credentials".',
		],
		[
			'voipex',
			400,
			{ error: 'invalid_grant', error_description: 'Account is not fully set up' },
			rejected,
			'This VoIPEX account has to complete its set-up first. It said: "Account is not fully set up".',
		],
		[
			'voipex',
			400,
			{ error: 'unauthorized_client', error_description: 'Client not allowed' },
			configuration,
			'VoIPEX does not let this client sign in with a password. It said: "Client not allowed".',
		],
		[
			'voipex',
			401,
			{ error: 'invalid_client', error_description: 'Invalid client' },
			rejected,
			'VoIPEX does not know this client. It said: "Invalid client".',
		],
		[
			'voipex',
			401,
			{ error: 'unauthorized_client', error_description: 'Invalid client secret' },
			rejected,
			'VoIPEX does not know this client. It said: "Invalid client secret".',
		],
		[
			'voipex',
			400,
			{ error: 'invalid_grant', error_description: 'Token is not active' },
			rejected,
			'VoIPEX refused the sign-in. It said: "Token is not active".',
		],
		// Tradevest: five bare codes with HTTP 400.
		[
			'tradevest',
			400,
			{ error: 'invalid_client' },
			rejected,
			'Tradevest refused the sign-in. It said: "invalid_client".',
		],
		[
			'tradevest',
			400,
			{ error: 'invalid_grant' },
			rejected,
			'Tradevest refused the sign-in. It said: "invalid_grant".',
		],
		[
			'tradevest',
			400,
			{ error: 'unauthorized_client' },
			rejected,
			'Tradevest does not let this client obtain tokens. It said: "unauthorized_client".',
		],
		[
			'tradevest',
			400,
			{ error: 'invalid_request' },
			configuration,
			'Tradevest cannot process this sign-in. It said: "invalid_request".',
		],
		[
			'tradevest',
			400,
			{ error: 'unsupported_grant_type' },
			configuration,
			'Tradevest does not know the client credentials grant at this address. It said: "unsupported_grant_type".',
		],
		// A custom token endpoint: the standard, and logins of their own kind.
		[
			'customTokenGrant',
			400,
			{ error: 'slow_down' },
			'rate_limited',
			'auth.example has had too many sign-ins and asks to wait. It said: "slow_down".',
		],
		[
			'customTokenGrant',
			401,
			{ success: false, message: 'Nope' },
			rejected,
			'auth.example refused the sign-in. It said: "Nope".',
		],
		[
			'customTokenGrant',
			200,
			{ error: 'invalid_grant', error_description: 'Wrong login' },
			rejected,
			'auth.example refused the sign-in. It said: "Wrong login".',
		],
		[
			'customTokenGrant',
			200,
			{ success: false, message: 'Wrong login' },
			'malformed_response',
			'auth.example did not answer with a token. It said: "Wrong login".',
		],
	])('of %s: HTTP %i %j', async (name, status, body, errorCode, message) => {
		const refusal = await refusalOf(() => judged(name, responseOf(body, { status })));
		expect(refusal).toMatchObject({ errorCode, message });
		expect(refusal.description).toMatch(/^[A-Z].+\.$/);
	});
});

describe.each(names)('%s, a status that speaks for itself', (name) => {
	it.each([
		[301, 'redirect_refused'],
		[302, 'redirect_refused'],
		[307, 'redirect_refused'],
		[308, 'redirect_refused'],
		[400, 'credentials_rejected'],
		[401, 'credentials_rejected'],
		[403, 'access_denied'],
		[404, 'invalid_configuration'],
		[405, 'invalid_configuration'],
		[407, 'provider_unavailable'],
		[408, 'provider_unavailable'],
		[415, 'invalid_configuration'],
		[421, 'provider_unavailable'],
		[422, 'credentials_rejected'],
		[425, 'provider_unavailable'],
		[429, 'rate_limited'],
		[451, 'provider_unavailable'],
		[500, 'provider_unavailable'],
		[502, 'provider_unavailable'],
		[503, 'provider_unavailable'],
		[504, 'provider_unavailable'],
	])('HTTP %i is %s, whatever the body', async (status, errorCode) => {
		for (const body of ['', '<html></html>', '{}', '[]', 'null', '{"access_token":"abc"}']) {
			const refusal = await refusalOf(() => judged(name, responseOf(body, { status })));
			expect({ body, errorCode: refusal.errorCode }).toEqual({ body, errorCode });
			expect(refusal.message).toMatch(/^[A-Z]?.+\.$/);
			expect(refusal.description).toMatch(/\.$/);
		}
	});
});

describe('a busy provider', () => {
	it.each([429, 502, 503, 504])(
		'HTTP %i may be asked again, after the wait it names',
		async (status) => {
			const answer = responseOf('', { status, retryAfter: '7' });
			expect(await refusalOf(() => judged('voipex', answer))).toMatchObject({
				retryable: true,
				retryAfter: 7,
			});
		},
	);

	it.each([400, 401, 403, 404, 500])('HTTP %i is not asked again', async (status) => {
		const refusal = await refusalOf(() => judged('voipex', responseOf('', { status })));
		expect(refusal).not.toHaveProperty('retryable');
	});
});

describe('what a provider says', () => {
	it.each([
		['the password', 'voipex-password', []],
		['the refresh token just sent', 'the-refresh-token', ['the-refresh-token']],
	])('never shows %s', async (_, secret, sent) => {
		const body = { error: 'invalid_grant', error_description: `You sent ${secret}` };
		const answer = responseOf(body, { status: 401 });
		const refusal = await refusalOf(() => judged('voipex', answer, {}, sent));
		expect(refusal.message).toContain('It said: "You sent ***"');
	});

	it('shows the codes of the standard, but nothing that looks like a token', async () => {
		const description = 'unsupported_grant_type for 3f2cdeadbeef12345678';
		const answer = responseOf({ error_description: description }, { status: 400 });
		const refusal = await refusalOf(() => judged('voipex', answer));
		expect(refusal.message).toContain('It said: "unsupported_grant_type for ***"');
	});

	it('is cut to 300 characters', async () => {
		const body = { error: 'invalid_grant', error_description: 'x'.repeat(5000) };
		const refusal = await refusalOf(() => judged('voipex', responseOf(body, { status: 401 })));
		expect(refusal.message).toContain(`"${'x'.repeat(299)}…"`);
	});

	it('is not quoted where it is a web page', async () => {
		const answer = responseOf('<h1>Bad Gateway</h1>', { status: 502, contentType: 'text/html' });
		expect(await refusalOf(() => judged('voipex', answer))).toMatchObject({
			message: 'VoIPEX cannot process the sign-in at the moment (HTTP 502).',
			description: 'Try again later. If it persists, ask the provider.',
		});
	});

	it('keeps its own code for the engine', async () => {
		const answer = responseOf({ error: 'unsupported_grant_type' }, { status: 400 });
		expect(await refusalOf(() => judged('voipex', answer))).toMatchObject({
			errorCode: 'invalid_configuration',
			providerCode: 'unsupported_grant_type',
		});
	});
});
