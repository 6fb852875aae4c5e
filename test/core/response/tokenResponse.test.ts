import { describe, expect, it } from '@jest/globals';
import { processTokenResponse } from '../../../core/response/tokenResponse';
import { fixtures } from '../../fixtures.mjs';
import { exchangeOf, process, providerNames, refusalOf, responseOf } from '../support';

const WITHOUT_TOKEN = 'without a token';

describe.each(providerNames)('a good response of %s', (name) => {
	const good = fixtures[name].minimal;
	const labels = ['text/plain', 'text/html; charset=UTF-8', 'application/vnd.xmlfoo+json'];

	it.each([
		...[200, 201, 299].map((status) => [`HTTP ${status}`, { status }] as const),
		...labels.map((contentType) => [contentType, { contentType }] as const),
		['fields that nobody knows', { text: JSON.stringify({ ...good('abc'), more: { a: '<b>' } }) }],
		['an empty error', { text: JSON.stringify({ ...good('abc'), error: '' }) }],
	])('may have %s', (_, rest) => {
		expect(process(name, responseOf(good('abc'), rest)).accessToken).toBe('abc');
	});

	it('may hold any visible ASCII character in the token, up to 65,000 of them', () => {
		const token = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).join('');
		expect(process(name, responseOf(good(token))).accessToken).toBe(token);
		const longest = 'a'.repeat(65_000);
		expect(process(name, responseOf(good(longest))).accessToken).toBe(longest);
	});
});

describe.each(providerNames)('%s: what is no response of a token endpoint is refused', (name) => {
	const { address } = exchangeOf(name).exchange;
	const page = '<!DOCTYPE html><title>Sign in</title>';

	it.each([
		['a page that claims to be JSON', responseOf(page), 'a web page'],
		['XML', responseOf('<?xml version="1.0"?><a/>', { contentType: 'text/xml' }), 'XML'],
		['JSON that claims to be HTML', responseOf('{}', { contentType: 'text/html' }), WITHOUT_TOKEN],
		['an empty body', responseOf('', { status: 204 }), 'other than JSON'],
		['a text in JSON', responseOf('"abc"'), WITHOUT_TOKEN],
		['a token of null', responseOf(fixtures[name].minimal(null)), WITHOUT_TOKEN],
	])('%s', async (_, response, what) => {
		const refusal = await refusalOf(() => process(name, response));
		expect(refusal.errorCode).toBe('malformed_response');
		expect(refusal.message).toContain(what);
		const isCustom = name === 'customTokenGrant' && /XML|without/.test(what);
		expect(refusal.description).toContain(isCustom ? 'ocumentation' : address);
	});
});

const issued = (body: object) => process('voipex', responseOf({ access_token: 'abc', ...body }));

describe('the type of a token', () => {
	const url = 'urn:ietf:params:oauth:token-type:jwt';
	const types = ['BEARER', 'Bearer ', 'bearer_token', 'JWT', 'Token', url, '', null, 1, { a: 1 }];
	it.each(types)('is taken for Bearer: %j', (type) => {
		expect(issued({ token_type: type }).accessToken).toBe('abc');
	});

	it.each(['MAC', 'PoP', 'DPoP', 'N_A', 'n/a', 'hawk', ' dpop '])(
		'needs more than the token: %j',
		async (type) => {
			expect(await refusalOf(() => issued({ token_type: type }))).toMatchObject({
				errorCode: 'malformed_response',
				message: expect.stringContaining('not a Bearer token'),
				loginProcessed: true,
			});
		},
	);
});

it('a token may be too long for any header', async () => {
	expect(await refusalOf(() => issued({ access_token: 'a'.repeat(65_001) }))).toMatchObject({
		errorCode: 'malformed_response',
		message: expect.stringContaining('65001 characters'),
		loginProcessed: true,
	});
});

describe('a response is checked in a fixed order', () => {
	it.each([
		['the status before all', { status: 503, text: '<p>' }, 'at the moment'],
		['a complaint before the token', { text: '{"error":"x","access_token":"a b"}' }, 'refused'],
		['the token before its type', { text: '{"access_token":"a b","token_type":"mac"}' }, 'be sent'],
	])('%s', async (_, rest, words) => {
		const { message } = await refusalOf(() => process('voipex', responseOf({}, rest)));
		expect(message).toContain(words);
	});
});

describe('what a response holds beside the token is left out where it is not usable', () => {
	it.each([
		['a refresh token that is a number', { refresh_token: 5 }],
		['a scope that is a list', { scope: ['a'] }],
		['a negative life of the refresh token', { refresh_expires_in: -1 }],
	])('%s', (_, more) => {
		const response = { access_token: 'abc', ...more };
		expect(issued(more)).toEqual({ accessToken: 'abc', lifetime: null, response });
	});
});

it('an error response names the wait, and never a secret that was just sent', async () => {
	const { provider, exchange } = exchangeOf('voipex');
	const secrets = [...exchange.secrets, 'the-refresh-token'];
	const body = { message: 'You sent the-refresh-token and voipex-password' };
	const response = responseOf(body, { status: 429, retryAfter: '7' });
	const refusal = await refusalOf(() =>
		processTokenResponse(provider, { ...exchange, secrets }, response),
	);
	expect(refusal).toMatchObject({ retryable: true, retryAfter: 7 });
	expect(refusal.message).not.toContain('You sent');
});
