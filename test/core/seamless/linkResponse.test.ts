import { describe, expect, it } from '@jest/globals';
import type { EndpointResponse } from '../../../core/request/http';
import { processLinkResponse } from '../../../core/seamless/linkResponse';
import { b2copySeamless } from '../../../core/seamless/provider';
import { b2copySeamlessExample } from '../examples.mjs';
import { quotedIn, refusalOf, responseOf } from '../support';

const exchange = { service: b2copySeamless, address: '"Base URL"', secrets: ['Password1234!'] };
const process = (response: EndpointResponse, host = '') =>
	processLinkResponse(exchange, response, host);
const responseWith = (url: unknown) => responseOf({ status: 200, data: { url } });

describe('a link is passed on', () => {
	it('from the literal example response', () => {
		expect(process(responseOf(b2copySeamlessExample))).toEqual({
			url: 'https://my4.b2copy-demo.com/f5f9470def7b9b9b96b2427a6ebbd8c2',
			host: 'my4.b2copy-demo.com',
		});
	});

	it.each([
		['a port', 'https://my.example:8443/abc', 'my.example:8443'],
		['a longer path', 'https://my.example/a/b/c', 'my.example'],
		['a query and a fragment', 'https://my.example/abc?x=1#y', 'my.example'],
		['an @ in the path', 'https://my.example/a@b', 'my.example'],
		['a punycode host', 'https://xn--mnchen-3ya.example/abc', 'xn--mnchen-3ya.example'],
	])('with %s', (_, url, host) => {
		expect(process(responseWith(url))).toEqual({ url, host });
	});

	it.each([
		['the standard port', 'https://my.example:443/abc', 'https://my.example/abc'],
		['capitals in the host', 'HTTPS://My.Example/AbC', 'https://my.example/AbC'],
		['dots in the path', 'https://my.example/a/../abc', 'https://my.example/abc'],
	])('but in canonical form, with %s', (_, url, canonical) => {
		expect(process(responseWith(url))).toEqual({ url: canonical, host: 'my.example' });
	});

	it.each([
		['no status in the body', { data: { url: 'https://my.example/abc' } }],
		['the status as text', { status: '200', data: { url: 'https://my.example/abc' } }],
		['the status in meta', { meta: { status: 200 }, data: { url: 'https://my.example/abc' } }],
	])('from a response with %s', (_, body) => {
		expect(process(responseOf(body, { status: 201 })).url).toBe('https://my.example/abc');
	});
});

describe('a link that could do harm is refused, and never quoted', () => {
	it.each([
		['http', 'http://my.example/abc'],
		['javascript', 'javascript:alert(1)'],
		['data', 'data:text/html,abc'],
		['no scheme', '//my.example/abc'],
		['a path only', '/abc'],
		['user info', 'https://my.example@evil.test/abc'],
		['empty user info', 'https://@evil.test/abc'],
		['a password', 'https://user:pass@my.example/abc'],
		['no path', 'https://my.example'],
		['an empty path', 'https://my.example/'],
		['an empty path and a query', 'https://my.example/?abc'],
		['no host', 'https:///abc'],
		['a backslash', 'https://my.example\\@evil.test/abc'],
		['a line break', 'https://my.example/abc\r\nSet-Cookie: a=b'],
		['a space', 'https://my.example/a b'],
		['white space in front', ' https://my.example/abc'],
		['a letter that only looks like ASCII', 'https://my.ехample/abc'],
		['a control character', 'https://my.example/\u0000abc'],
		['a quotation mark, which ends an attribute', 'https://my.example/abc"onmouseover=alert(1)'],
		['an apostrophe, which ends an attribute', "https://my.example/abc'onmouseover=alert(1)"],
		['an angle bracket', 'https://my.example/abc<script>alert(1)</script>'],
		['4,097 characters', `https://my.example/${'a'.repeat(4097 - 19)}`],
	])('%s', async (_, url) => {
		const refusal = await refusalOf(() => process(responseWith(url)));
		expect(refusal.errorCode).toBe('link_rejected');
		expect(`${refusal.message} ${refusal.description}`).not.toMatch(/abc|evil|alert/);
	});
});

describe('a link to the host of the Redirect URL is passed on', () => {
	it.each([
		['https://my.example/abc', 'my.example'],
		['https://my.example:8443/abc', 'my.example:8443'],
	])('%s belongs to %s', (url, host) => {
		expect(process(responseWith(url), host)).toEqual({ url: new URL(url).href, host });
	});

	it.each([
		['another host', 'https://evil.test/abc'],
		['a subdomain', 'https://a.my.example/abc'],
		['the parent', 'https://example/abc'],
		['the name with something behind it', 'https://my.example.evil.test/abc'],
		['a trailing dot', 'https://my.example./abc'],
		['another port', 'https://my.example:8443/abc'],
	])('but not one to %s', async (_, url) => {
		expect(await refusalOf(() => process(responseWith(url), 'my.example'))).toMatchObject({
			errorCode: 'link_rejected',
			message: 'B2COPY responded with a link to another host than my.example.',
			description:
				'No client was sent there. Compare "Redirect URL" in the credential with System > Settings > Side Auth in the Back Office.',
		});
	});
});

describe('a response without a link is refused', () => {
	it.each([
		['an empty object', '{}'],
		['no url', '{"status":200,"data":{}}'],
		['a url of null', '{"status":200,"data":{"url":null}}'],
		['a url that is no text', '{"status":200,"data":{"url":5}}'],
		['an empty url', '{"status":200,"data":{"url":""}}'],
		['a list', '[]'],
		['a url in the prototype', '{"__proto__":{"data":{"url":"https://my.example/abc"}}}'],
	])('%s', async (_, body) => {
		expect(await refusalOf(() => process(responseOf(body)))).toMatchObject({
			errorCode: 'malformed_response',
			message: 'B2COPY responded without a link.',
			providerCode: 'no_link',
		});
	});

	it.each(['', 'OK', '<html></html>', '{"status":200', 'null', '"https://my.example/abc"'])(
		'%j, which is not even an object in JSON',
		async (body) => {
			expect(await refusalOf(() => process(responseOf(body)))).toMatchObject({
				errorCode: 'malformed_response',
				message: 'B2COPY responded with something other than JSON, for example a web page.',
			});
		},
	);
});

/** The key is where the Back Office shows it, and saving other settings there empties it. */
const COPY_KEY =
	'Copy "Secret Key" again from the Back Office (System > Settings > Side Auth). It is emptied there when other settings on that page are saved: if it is empty, enter a new one and save.';
const OTHER_SPELLING =
	'Copy "Secret Key" again from the Back Office (System > Settings > Side Auth). If it is right, choose the other spelling in "Secret Key Parameter".';
const CHECK_ACCOUNT =
	'Check that the account exists, and that "Investment Platform ID" names the platform it belongs to.';

describe('a link beside a complaint is refused', () => {
	it.each([{ success: false }, { error: 'No such account.' }, { errors: ['No such account.'] }])(
		'%j',
		async (complaint) => {
			const body = { data: { url: 'https://my.example/abc' }, ...complaint };
			const refusal = await refusalOf(() => process(responseOf(body)));
			expect(refusal.errorCode).toBe('link_rejected');
		},
	);
});

describe('what people read when B2COPY issues no link', () => {
	const KEY = /the secret key/;
	const ACCOUNT = /no link for this client account/;
	it.each([
		[401, '', 'credentials_rejected', '', KEY, COPY_KEY],
		[403, '', 'credentials_rejected', '', KEY, COPY_KEY],
		[
			422,
			{ message: 'The secret key field is required.' },
			'credentials_rejected',
			'The secret key field is required.',
			KEY,
			OTHER_SPELLING,
		],
		[
			422,
			{ message: 'No such account.' },
			'link_rejected',
			'No such account.',
			ACCOUNT,
			CHECK_ACCOUNT,
		],
		[400, '', 'link_rejected', '', ACCOUNT, CHECK_ACCOUNT],
		[404, '', 'invalid_configuration', '', /HTTP 404/, '"Base URL"'],
		[405, '', 'invalid_configuration', '', /HTTP 405/, '"Base URL"'],
		[302, '', 'redirect_refused', '', /HTTP 302/, '"Base URL"'],
		[429, '', 'rate_limited', '', /link requests/, 'in a minute'],
		[503, '', 'provider_unavailable', '', /HTTP 503/, 'later'],
	])('HTTP %i %j is %s: %s', async (status, body, code, quoted, words, advice) => {
		const refusal = await refusalOf(() => process(responseOf(body, { status })));
		const { errorCode, message, description } = refusal;
		expect({ errorCode, quoted: quotedIn(message) }).toEqual({ errorCode: code, quoted });
		expect(message).toMatch(words);
		expect(description).toContain(advice);
	});
});

describe('a refusal of a link request', () => {
	it.each([
		[401, 'credentials_rejected'],
		[403, 'credentials_rejected'],
		[400, 'link_rejected'],
		[404, 'link_rejected'],
		[422, 'link_rejected'],
		[429, 'rate_limited'],
		[500, 'provider_unavailable'],
		[503, 'provider_unavailable'],
	])('by status %i in the body of HTTP 200', async (status, errorCode) => {
		const body = { status, meta: { status }, data: { url: 'https://my.example/abc' } };
		expect((await refusalOf(() => process(responseOf(body)))).errorCode).toBe(errorCode);
	});

	it.each([
		[422, 'The secret key field is required.'],
		[422, 'Unknown parameter: secret_key'],
		[400, 'Wrong secrete_key'],
	])(
		'by HTTP %i that says "%s" is one of the key, and names its spelling',
		async (status, message) => {
			const refusal = await refusalOf(() => process(responseOf({ message }, { status })));
			expect(refusal.errorCode).toBe('credentials_rejected');
			expect(refusal.description).toBe(OTHER_SPELLING);
		},
	);

	it.each([
		{ message: 'The given data was invalid.', errors: { secret_key: ['It is required.'] } },
		{ errors: { secret_key: ['The field is required.'] } },
	])('by the field %j is one of the key', async (body) => {
		const refusal = await refusalOf(() => process(responseOf(body, { status: 422 })));
		expect(refusal.errorCode).toBe('credentials_rejected');
	});

	it('does not show the secret key, even if B2COPY does', async () => {
		const response = responseOf({ message: 'Key Password1234! is wrong' }, { status: 401 });
		const refusal = await refusalOf(() => process(response));
		expect(refusal.message).not.toContain('Key');
	});

	it.each([429, 502, 503, 504])('by HTTP %i may be asked again', async (status) => {
		const response = responseOf('', { status, retryAfter: '3' });
		expect(await refusalOf(() => process(response))).toMatchObject({
			retryable: true,
			retryAfter: 3,
		});
	});
});
