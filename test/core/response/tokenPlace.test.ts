import { describe, expect, it } from '@jest/globals';
import { findToken } from '../../../core/response/tokenPlace';
import { formOf, jwtOf, process, quotedIn, refusalOf, responseOf } from '../support';

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
		['plain text', 'abc.def'],
		['plain text with a line break behind it', 'abc.def\r\n'],
		['digits, however many', '12345678901234567890', '12345678901234567890'],
		['digits that are hexadecimal by chance', '123456e7', '123456e7'],
		['text that calls itself a Bearer token', 'Bearer abc.def'],
		['text with a word that would refuse', 'sess:fail-over:12345678', 'sess:fail-over:12345678'],
		['text that ends with such a word', 'token_error-77', 'token_error-77'],
	])('is %s', (_, text, accessToken = 'abc.def') => {
		expect(processed('$', text)).toMatchObject({ accessToken, lifetime: null });
	});

	it('counts where its server calls all text a page', () => {
		const rest = { contentType: 'text/html; charset=UTF-8' };
		expect(processed('$', '1|abc', rest)).toMatchObject({ accessToken: '1|abc' });
	});

	it('has its lifetime from a JWT', () => {
		const iat = DATE / 1000;
		expect(processed('$', jwtOf({ iat, exp: iat + 600 }))).toMatchObject({ lifetime: 600 });
	});

	it.each([
		['nothing', '', ''],
		['an object', '{"token":"abc"}', ''],
		['a small number', '401', ''],
		['null', 'null', ''],
		['a page', '<html>Sign in</html>', ''],
		['words', 'Invalid login', 'Invalid login'],
		['words as a JSON string', '"Wrong password."', 'Wrong password.'],
		['a word that says no', 'ERROR', 'ERROR'],
		['a word that says no and a number', 'ERROR:101', 'ERROR:101'],
		['a name that says no', 'InvalidCredentials', 'InvalidCredentials'],
		['a code that says no', 'ACCESS_DENIED', 'ACCESS_DENIED'],
		['no', 'No.', 'No.'],
		['an error in JSON', '{"error":"no"}', 'no'],
	])('is not %s', async (_, text, quoted) => {
		const { message, loginProcessed } = await refusalOf(() => processed('$', text));
		expect({ quoted: quotedIn(message), loginProcessed }).toEqual({ quoted, loginProcessed: true });
	});
});

describe('a token in a field', () => {
	it('may be written as JSONPath begins', () => {
		const body = { data: { token: 'abc' } };
		expect(processed('$.data.token', body)).toMatchObject({ accessToken: 'abc' });
	});

	it('may be a number that JSON has not rounded', async () => {
		expect(processed('sid', '{"sid":1234567890}')).toMatchObject({ accessToken: '1234567890' });
		for (const sid of ['12345678901234567890', '1', '-123456', '1.5']) {
			const refusal = await refusalOf(() => processed('sid', `{"sid":${sid}}`));
			expect(refusal.errorCode).toBe('malformed_response');
		}
	});
});

describe('a token in a header', () => {
	const headers = { 'x-subject-token': 'abc', authorization: 'Bearer def', many: ['one', 'two'] };

	it.each([
		['header:X-Subject-Token', 'abc'],
		['header: x-subject-token ', 'abc'],
		['header:Authorization', 'def'],
		['header:Many', 'one'],
	])('%s', (field, accessToken) => {
		const body = { token: { expires_at: '2026-01-01T00:10:00Z' } };
		const change = { expiresInField: 'token.expires_at' };
		expect(processed(field, body, { headers }, change)).toMatchObject({
			accessToken,
			lifetime: 600,
			response: body,
		});
	});

	it.each(['', '<html></html>', 'OK'])('whatever the body is: %j', (body) => {
		expect(processed('header:X-Subject-Token', body, { headers })).toMatchObject({
			accessToken: 'abc',
		});
	});

	it('that is missing is said', async () => {
		const refusal = await refusalOf(() => processed('header:X-Other', '{}', { headers }));
		expect(refusal).toMatchObject({ errorCode: 'malformed_response', loginProcessed: true });
		expect(refusal.errorCode).toBe('malformed_response');
	});
});

describe('a token in a cookie', () => {
	const headers = { 'set-cookie': ['lang=de; Path=/', 'sid=abc; Max-Age=900; HttpOnly'] };

	it('is found among several, with its lifetime', () => {
		expect(processed('cookie:sid', { message: 'Logged In' }, { headers })).toMatchObject({
			accessToken: 'abc',
			lifetime: 900,
		});
	});

	it('that is missing is said', async () => {
		const refusal = await refusalOf(() => processed('cookie:SID', {}, { headers }));
		expect(refusal.errorCode).toBe('malformed_response');
	});

	it('that is missing beside a text that says no is a refusal, as of qBittorrent', async () => {
		const refusal = await refusalOf(() => processed('cookie:sid', 'Fails.', {}));
		expect(refusal).toMatchObject({
			errorCode: 'credentials_rejected',
			message: expect.stringContaining('"Fails."'),
		});
	});

	it('does not count beside a text about a wrong login', async () => {
		const refusal = await refusalOf(() => processed('cookie:sid', 'Invalid password', { headers }));
		expect(refusal).toMatchObject({ errorCode: 'credentials_rejected' });
	});

	it('counts beside any other text', () => {
		expect(processed('cookie:sid', 'No new mail.', { headers }).accessToken).toBe('abc');
	});

	it('does not count beside a complaint', async () => {
		const refusal = await refusalOf(() => processed('cookie:sid', { error: 'no' }, { headers }));
		expect(refusal).toMatchObject({ errorCode: 'credentials_rejected' });
	});
});

describe('a cookie of a response', () => {
	const LATER = 'Thu, 01 Jan 2026 01:00:00 GMT';

	it.each<[string, unknown, object]>([
		['alone', 'sid=abc', { token: 'abc' }],
		['with attributes', 'sid=abc; Path=/; HttpOnly; Secure', { token: 'abc' }],
		['among several', ['a=1; Path=/', 'sid=abc', 'b=2'], { token: 'abc' }],
		['in one line', `a=1; Expires=${LATER}; Path=/, sid=abc, b=2`, { token: 'abc' }],
		['with a = in it', 'sid=a=b==; Path=/', { token: 'a=b==' }],
		['with quotes, which are part of it', 'sid="abc"', { token: '"abc"' }],
		['of which the last counts', ['sid=old', 'sid=new'], { token: 'new' }],
		['that was deleted and set anew', ['sid=; Max-Age=0', 'sid=new'], { token: 'new' }],
		['with its lifetime', 'sid=abc; Max-Age=900', { token: 'abc', lifetime: 900 }],
		['with its end', `sid=abc; expires=${LATER}`, { token: 'abc', lifetime: 3600 }],
		['with dashes', 'sid=a; Expires=Thu, 01-Jan-2026 01:00:00 GMT', { token: 'a', lifetime: 3600 }],
		['with both', `sid=a; Expires=${LATER}; Max-Age=60`, { token: 'a', lifetime: 60 }],
		['with an end that cannot be read', 'sid=abc; Expires=soon', { token: 'abc' }],
		['with spaces around', ' sid = abc ;path=/', { token: 'abc' }],
		[
			'cleared for an old path',
			['sid=abc; Path=/', 'sid=; Path=/old; Max-Age=0'],
			{ token: 'abc' },
		],
		['that is deleted', 'sid=abc; Max-Age=0', {}],
		['that ended long ago', 'sid=deleted; Expires=Thu, 01-Jan-1970 00:00:01 GMT', {}],
		['that ended, with one digit', 'sid=deleted; Expires=Thu, 1 Jan 1970 00:00:00 GMT', {}],
		['that ended, by another zone', 'sid=deleted; Expires=Thu, 01 Jan 1970 00:00:00 +0000', {}],
		['that is set and deleted', ['sid=abc', 'sid=; Max-Age=0'], {}],
		['set and deleted on a path', ['sid=abc; Path=/', 'sid=; Max-Age=0; path=/'], {}],
		['that is empty', 'sid=; Path=/', {}],
		['of another name', 'my-sid=abc', {}],
		['of a name in another case', 'SID=abc', {}],
		['in the attributes of another', 'a=b; sid=abc', {}],
		['where there is none', undefined, {}],
		['where there is no header at all', 7, {}],
	])('%s', (_, header, found) => {
		const response = responseOf('', { date: DATE, headers: { 'set-cookie': header } });
		expect(findToken(response, undefined, 'cookie:sid')).toEqual(found);
	});
});

describe('a token to be sent in a cookie', () => {
	it('may not hold what ends one', async () => {
		const change = { sendTokenAs: 'Cookie: sid={token}' };
		const refusal = await refusalOf(() =>
			processed('access_token', { access_token: 'a;b=c' }, {}, change),
		);
		expect(refusal.message).toContain('cookie');
	});
});

describe('the place of a token is checked before anything is sent', () => {
	it.each([
		['header:', 'The header name in "Access Token Field"'],
		['header:X Y', 'The header name in "Access Token Field"'],
		['cookie:', 'The cookie name in "Access Token Field"'],
		['cookie:a;b', 'The cookie name in "Access Token Field"'],
		['cookie:__proto__', 'The cookie name in "Access Token Field"'],
	])('%s', async (field, message) => {
		const refusal = await refusalOf(() => processed(field, {}));
		expect(refusal.errorCode).toBe('invalid_configuration');
		expect(refusal.message).toContain(message);
	});
});

describe('"Token Lifetime (Seconds)"', () => {
	it.each([
		['is used where the response tells none', {}, 900, 900],
		['caps what the response tells', { expires_in: 3600 }, 900, 900],
		['leaves a shorter one alone', { expires_in: 600 }, 900, 600],
		['is ten years at most', {}, 1e12, 315_360_000],
		['does nothing at 0', { expires_in: 3600 }, 0, 3600],
		['does nothing at 0 where the response tells none', {}, 0, null],
	])('%s', (_, body, tokenLifetime, lifetime) => {
		const response = { access_token: 'abc', ...body };
		expect(processed('', response, {}, { tokenLifetime })).toMatchObject({ lifetime });
	});
});
