import { describe, expect, it } from '@jest/globals';
import { findToken } from '../../../core/response/tokenPlace';
import { formOf, process, quotedIn, refusalOf, responseOf } from '../support';

const DATE = Date.UTC(2026, 0, 1);

/** The token set, or the refusal, where the token is in this place. */
function processed(
	accessTokenField: string,
	body: unknown,
	rest: object = {},
	change: object = {},
) {
	const form = formOf('customTokenGrant', { accessTokenField, ...change });
	return process('customTokenGrant', responseOf(body, { date: DATE, ...rest }), form);
}

describe('a token that is the whole body', () => {
	it.each([
		['a JSON string', '"abc.def"'],
		['plain text with a line break behind it', 'abc.def\r\n'],
		['digits, however many', '12345678901234567890', '12345678901234567890'],
		['text that looks like a form', 'YWJj==', 'YWJj=='],
		['text with a word that would refuse', 'sess:fail-over:12345678', 'sess:fail-over:12345678'],
	])('is %s', (_, text, accessToken = 'abc.def') => {
		const rest = { contentType: 'text/html; charset=UTF-8' };
		expect(processed('$', text, rest)).toMatchObject({ accessToken, lifetime: null });
	});

	it.each([
		['nothing', '', ''],
		['a small number', '401', ''],
		['a page', '<html>Sign in</html>', ''],
		['words as a JSON string', '"Wrong password."', 'Wrong password.'],
		['a word that says no and a number', 'ERROR:101', 'ERROR:101'],
		['a code that says no', 'ACCESS_DENIED', 'ACCESS_DENIED'],
	])('is not %s', async (_, text, quoted) => {
		const { message, loginProcessed } = await refusalOf(() => processed('$', text));
		expect({ quoted: quotedIn(message), loginProcessed }).toEqual({ quoted, loginProcessed: true });
	});
});

it('a token in a field may be a number that JSON has not rounded', async () => {
	expect(processed('sid', '{"sid":1234567890}')).toMatchObject({ accessToken: '1234567890' });
	for (const sid of ['12345678901234567890', '1', '-123456', '1.5']) {
		const refusal = await refusalOf(() => processed('sid', `{"sid":${sid}}`));
		expect(refusal.errorCode).toBe('malformed_response');
	}
});

describe('the scheme before a token', () => {
	it.each([
		['Bearer abc', 'abc', 'Bearer'],
		['Zoho-oauthtoken 1000.ab', '1000.ab', 'Zoho-oauthtoken'],
		['Token expired', 'Token expired', undefined],
	])('of %j', (text, token, scheme) => {
		const response = responseOf({ token: text });
		expect(findToken(response, { token: text }, 'token')).toEqual({ token, scheme });
	});
});

describe('a token in a header', () => {
	const headers = { 'x-subject-token': 'abc', authorization: 'Bearer def', many: ['one', 'two'] };

	it.each([
		['header:X-Subject-Token', 'abc'],
		['header:Authorization', 'def'],
	])('%s', (field, accessToken) => {
		for (const body of [{}, '', '<html></html>', 'OK']) {
			expect(processed(field, body, { headers })).toMatchObject({ accessToken });
		}
	});
});

describe('a token in a cookie', () => {
	const headers = { 'set-cookie': ['lang=de; Path=/', 'sid=abc; Max-Age=900; HttpOnly'] };

	it.each([{ message: 'Logged In' }, 'No new mail.', '', '<?xml version="1.0"?><a/>'])(
		'is found among several, with its lifetime, beside %j',
		(body) => {
			const found = { accessToken: 'abc', lifetime: 900 };
			expect(processed('cookie:sid', body, { headers })).toMatchObject(found);
		},
	);

	it.each([
		['a text that says no, as of qBittorrent', 'Fails.', {}, 'credentials_rejected'],
		['a text about a wrong login', 'Invalid password', { headers }, 'credentials_rejected'],
	])('is none beside %s', async (_, body, rest, errorCode) => {
		expect(await refusalOf(() => processed('cookie:sid', body, rest))).toMatchObject({ errorCode });
	});

	it('may not hold what ends one', async () => {
		const change = { sendTokenAs: 'Cookie: sid={token}' };
		const { message } = await refusalOf(() => processed('t', { t: 'a;b=c' }, {}, change));
		expect(message).toContain('cookie');
	});
});

describe('a cookie of a response', () => {
	const LATER = 'Thu, 01 Jan 2026 01:00:00 GMT';

	it.each<[string, unknown, object]>([
		['with attributes', 'sid=abc; Path=/; HttpOnly; Secure', { token: 'abc' }],
		['in one line', `a=1; Expires=${LATER}; Path=/, sid=abc, b=2`, { token: 'abc' }],
		['with quotes, which are part of it', 'sid="abc"', { token: '"abc"' }],
		['of which the last counts', ['sid=old', 'sid=new'], { token: 'new' }],
		['with its end', `sid=abc; expires=${LATER}`, { token: 'abc', lifetime: 3600 }],
		['with dashes', 'sid=a; Expires=Thu, 01-Jan-2026 01:00:00 GMT', { token: 'a', lifetime: 3600 }],
		['cleared for an old path', ['sid=abc', 'sid=; Path=/old; Max-Age=0'], { token: 'abc' }],
		['that ended, by another zone', 'sid=deleted; Expires=Thu, 01 Jan 1970 00:00:00 +0000', {}],
		['set and deleted on a path', ['sid=abc; Path=/', 'sid=; Max-Age=0; path=/'], {}],
		['that is empty', 'sid=; Path=/', {}],
		['in the attributes of another', 'a=b; sid=abc', {}],
	])('%s', (_, header, found) => {
		const response = responseOf('', { date: DATE, headers: { 'set-cookie': header } });
		expect(findToken(response, undefined, 'cookie:sid')).toEqual(found);
	});
});

it.each([
	['header:X Y', 'The header name in "Access Token Field"'],
	['cookie:a;b', 'The cookie name in "Access Token Field"'],
	['cookie:__proto__', 'The cookie name in "Access Token Field"'],
])('%s is refused before anything is sent', async (field, message) => {
	expect(await refusalOf(() => processed(field, {}))).toMatchObject({
		errorCode: 'invalid_configuration',
		message: expect.stringContaining(message),
	});
});

it.each([
	['is used where the response tells none', {}, 900, 900],
	['caps what the response tells', { expires_in: 3600 }, 900, 900],
	['is ten years at most', {}, 1e12, 315_360_000],
	['does nothing at 0', { expires_in: 3600 }, 0, 3600],
])('"Token Lifetime (Seconds)" %s', (_, body, tokenLifetime, lifetime) => {
	const response = { access_token: 'abc', ...body };
	expect(processed('', response, {}, { tokenLifetime })).toMatchObject({ lifetime });
});
