import { describe, expect, it } from '@jest/globals';
import { processLinkResponse } from '../../../core/seamless/linkResponse';
import type { EndpointResponse } from '../../../core/request/http';
import { b2copySeamlessExample } from '../examples.mjs';
import { responseOf, refusalOf } from '../support';

const judged = (answer: EndpointResponse, host = '') =>
	processLinkResponse(answer, host, ['Password1234!']);
const linkAnswer = (url: unknown) => responseOf({ status: 200, data: { url } });

describe('a link is passed on as it came', () => {
	it('from the literal example answer', () => {
		expect(judged(responseOf(b2copySeamlessExample))).toEqual({
			url: 'https://my4.b2copy-demo.com/f5f9470def7b9b9b96b2427a6ebbd8c2',
			host: 'my4.b2copy-demo.com',
		});
	});

	it.each([
		['a port', 'https://my.example:8443/abc', 'my.example:8443'],
		['the standard port', 'https://my.example:443/abc', 'my.example'],
		['capitals', 'HTTPS://My.Example/AbC', 'my.example'],
		['a longer path', 'https://my.example/a/b/c', 'my.example'],
		['a query and a fragment', 'https://my.example/abc?x=1#y', 'my.example'],
		['an @ in the path', 'https://my.example/a@b', 'my.example'],
		['a punycode host', 'https://xn--mnchen-3ya.example/abc', 'xn--mnchen-3ya.example'],
	])('with %s', (_, url, host) => {
		expect(judged(linkAnswer(url))).toEqual({ url, host });
	});

	it.each([
		['no status in the body', { data: { url: 'https://my.example/abc' } }],
		['the status as text', { status: '200', data: { url: 'https://my.example/abc' } }],
		['the status in meta', { meta: { status: 200 }, data: { url: 'https://my.example/abc' } }],
	])('from an answer with %s', (_, body) => {
		expect(judged(responseOf(body, { status: 201 })).url).toBe('https://my.example/abc');
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
		['4,097 characters', `https://my.example/${'a'.repeat(4097 - 19)}`],
	])('%s', async (_, url) => {
		const refusal = await refusalOf(() => judged(linkAnswer(url)));
		expect(refusal.errorCode).toBe('link_rejected');
		expect(`${refusal.message} ${refusal.description}`).not.toMatch(/abc|evil|alert/);
	});
});

describe('the host of the Redirect URL', () => {
	it.each([
		['https://my.example/abc', 'my.example'],
		['https://MY.example/abc', 'my.example'],
		['https://my.example:8443/abc', 'my.example:8443'],
	])('%s belongs to %s', (url, host) => {
		expect(judged(linkAnswer(url), host).url).toBe(url);
	});

	it.each([
		['another host', 'https://evil.test/abc'],
		['a subdomain', 'https://a.my.example/abc'],
		['the parent', 'https://example/abc'],
		['the name with something behind it', 'https://my.example.evil.test/abc'],
		['a trailing dot', 'https://my.example./abc'],
		['another port', 'https://my.example:8443/abc'],
	])('%s is refused', async (_, url) => {
		expect(await refusalOf(() => judged(linkAnswer(url), 'my.example'))).toMatchObject({
			errorCode: 'link_rejected',
			message: 'B2COPY answered with a link to another host than my.example.',
		});
	});
});

describe('an answer without a link', () => {
	it.each([
		['an empty object', '{}'],
		['no url', '{"status":200,"data":{}}'],
		['a url of null', '{"status":200,"data":{"url":null}}'],
		['a url that is no text', '{"status":200,"data":{"url":5}}'],
		['an empty url', '{"status":200,"data":{"url":""}}'],
		['a list', '[]'],
		['a url in the prototype', '{"__proto__":{"data":{"url":"https://my.example/abc"}}}'],
	])('%s', async (_, body) => {
		expect(await refusalOf(() => judged(responseOf(body)))).toMatchObject({
			errorCode: 'malformed_response',
			message: 'B2COPY answered without a link.',
			providerCode: 'no_link',
		});
	});

	it.each(['', 'OK', '<html></html>', '{"status":200', 'null', '"https://my.example/abc"'])(
		'%j is not even an object in JSON',
		async (body) => {
			expect(await refusalOf(() => judged(responseOf(body)))).toMatchObject({
				errorCode: 'malformed_response',
				message: 'B2COPY answered with something else than JSON, for example a web page.',
			});
		},
	);
});

describe('a refusal', () => {
	it.each([
		[401, '', 'credentials_rejected', 'B2COPY refused the secret key.'],
		[403, '', 'credentials_rejected', 'B2COPY refused the secret key.'],
		[
			422,
			{ message: 'No such account.' },
			'link_rejected',
			'B2COPY issued no link for this client account. It said: "No such account."',
		],
		[400, '', 'link_rejected', 'B2COPY issued no link for this client account.'],
		[
			404,
			'',
			'invalid_configuration',
			'B2COPY does not take a link request at this address (HTTP 404).',
		],
		[
			405,
			'',
			'invalid_configuration',
			'B2COPY does not take a link request at this address (HTTP 405).',
		],
		[
			302,
			'',
			'redirect_refused',
			'B2COPY redirects the link request to another address (HTTP 302). Nothing was sent there.',
		],
		[429, '', 'rate_limited', 'B2COPY has had too many link requests and asks to wait.'],
		[
			503,
			'',
			'provider_unavailable',
			'B2COPY cannot process the link request at the moment (HTTP 503).',
		],
	])('by HTTP %i %j', async (status, body, errorCode, message) => {
		const refusal = await refusalOf(() => judged(responseOf(body, { status })));
		expect(refusal).toMatchObject({ errorCode, message });
	});

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
		expect((await refusalOf(() => judged(responseOf(body)))).errorCode).toBe(errorCode);
	});

	it.each([
		[422, 'The secret key field is required.'],
		[422, 'Unknown parameter: secret_key'],
		[400, 'Wrong secrete_key'],
	])(
		'by HTTP %i that says "%s" is one of the key, and names its spelling',
		async (status, message) => {
			const refusal = await refusalOf(() => judged(responseOf({ message }, { status })));
			expect(refusal.errorCode).toBe('credentials_rejected');
			expect(refusal.description).toContain('"Secret Key Parameter"');
		},
	);

	it.each([
		{ message: 'The given data was invalid.', errors: { secret_key: ['It is required.'] } },
		{ errors: { secret_key: ['The field is required.'] } },
	])('by the field %j is one of the key', async (body) => {
		const refusal = await refusalOf(() => judged(responseOf(body, { status: 422 })));
		expect(refusal.errorCode).toBe('credentials_rejected');
	});

	it('says where the secret key is, and that saving empties it', async () => {
		const refusal = await refusalOf(() => judged(responseOf('', { status: 401 })));
		expect(refusal.description).toContain('System > Settings > Side Auth');
		expect(refusal.description).toContain('emptied');
	});

	it('does not show the secret key, even if B2COPY does', async () => {
		const answer = responseOf({ message: 'Key Password1234! is wrong' }, { status: 401 });
		const refusal = await refusalOf(() => judged(answer));
		expect(refusal.message).toContain('"Key *** is wrong"');
	});

	it.each([429, 502, 503, 504])('by HTTP %i may be asked again', async (status) => {
		const answer = responseOf('', { status, retryAfter: '3' });
		expect(await refusalOf(() => judged(answer))).toMatchObject({ retryable: true, retryAfter: 3 });
	});
});
