import { describe, expect, it } from '@jest/globals';
import type { EndpointResponse } from '../../../core/request/http';
import { processLinkResponse } from '../../../core/seamless/linkResponse';
import { b2copySeamless } from '../../../core/seamless/b2copySeamless';
import { fixtures } from '../../fixtures.mjs';
import { refusalOf, responseOf } from '../support';

const exchange = { service: b2copySeamless, address: '"Base URL"', secrets: ['Password1234!'] };
const process = (response: EndpointResponse, host = '') =>
	processLinkResponse(exchange, response, host);
const link = 'https://my.example/abc';
const withLink = (url: unknown, rest: object = { status: 200 }) =>
	responseOf({ ...rest, data: { url } });

it('a link is taken from the literal example response', () => {
	expect(process(responseOf(fixtures.b2copySeamless.answer))).toEqual({
		url: 'https://my4.b2copy-demo.com/f5f9470def7b9b9b96b2427a6ebbd8c2',
		host: 'my4.b2copy-demo.com',
	});
});

describe('a link is passed on in its canonical form', () => {
	it.each([
		['a port', 'https://my.example:8443/abc', undefined],
		['an @ in the path', 'https://my.example/a@b', undefined],
		['every character that a URI may have', `${link}-._~!$&()*+,;=:@/%20%22?a=b/?#c`, undefined],
		['capitals in scheme and host', 'HTTPS://My.Example/AbC', 'https://my.example/AbC'],
	])('with %s', (_, url, canonical = url) => {
		const { host } = new URL(canonical);
		expect(process(withLink(url))).toEqual({ url: canonical, host });
		expect(process(withLink(url), host).host).toBe(host);
	});
});

describe('a link that could do harm is refused, and never quoted', () => {
	const unsafe = async (url: string) => {
		const refusal = await refusalOf(() => process(withLink(url)));
		expect(refusal.errorCode).toBe('link_rejected');
		expect(`${refusal.message} ${refusal.description}`).not.toMatch(/abc|evil|alert/);
	};

	it.each([
		['no scheme', '//my.example/abc'],
		['user info', 'https://my.example@evil.test/abc'],
		['a password', 'https://user:pass@my.example/abc'],
		['an empty path', 'https://my.example/'],
		['no host', 'https:///abc'],
		['a backslash', 'https://my.example\\@evil.test/abc'],
		['a letter that only looks like ASCII', 'https://my.ехample/abc'],
		['a control character', 'https://my.example/\u0000abc'],
	])('%s', async (_, url) => {
		await unsafe(url);
	});

	it.each(['"', "'", '<', '>', '`', ' ', '\\', '{', '}', '|', '^', 'ü', '\t'])(
		'%j, with which it could end an attribute of a web page',
		async (character) => {
			await unsafe(`https://my.example/x${character}onmouseover=alert(1)`);
			await unsafe(`https://my.example/x?y=${character}`);
			await unsafe(`https://my.example/x#${character}`);
			await unsafe(`https://my.example${character}/x`);
		},
	);

	it.each([
		['another host', 'https://evil.test/abc'],
		['the name with something behind it', 'https://my.example.evil.test/abc'],
		['another port', 'https://my.example:8443/abc'],
	])('%s than that of the Redirect URL', async (_, url) => {
		const refusal = await refusalOf(() => process(withLink(url), 'my.example'));
		expect(refusal.errorCode).toBe('link_rejected');
		expect(refusal.message).toContain('my.example');
	});
});

it.each([
	['{"status":200,"data":{"url":null}}', 'no_link'],
	['<html></html>', ''],
	[`"${link}"`, ''],
])('%s holds no link: "%s"', async (body, providerCode) => {
	const refusal = await refusalOf(() => process(responseOf(body)));
	expect(refusal).toMatchObject({ errorCode: 'malformed_response', providerCode });
});

it('a link that only shares a word with the secret key is accepted', () => {
	const url = 'https://web.example/b2copy/login/f5f9470d';
	const secrets = { ...exchange, secrets: ['b2copy2024'] };
	expect(processLinkResponse(secrets, withLink(url), '').url).toBe(url);
});

describe('a link beside a failure is refused', () => {
	it.each([
		['success is false', { success: false }],
		['an error', { error: 'not_found' }],
		['errors by field', { errors: { account_id: ['No such account.'] } }],
		['a bad status', { status: 404 }],
		['a bad status in meta', { meta: { status: 500 } }],
	])('%s', async (_, failure) => {
		const refusal = await refusalOf(() => process(withLink(link, failure)));
		expect(['link_rejected', 'provider_unavailable']).toContain(refusal.errorCode);
		expect(refusal.message).not.toContain(link);
	});

	it.each([
		['the documented envelope', { status: 200, meta: { behaviours: [], status: 200 } }],
		['the status as text', { status: '200' }],
		['no error', { error: null, errors: null }],
		['a message with a code', { message: 'Created.', code: 'LINK_CREATED' }],
	])('but not with %s', (_, envelope) => {
		expect(process(withLink(link, envelope)).url).toBe(link);
	});
});

const no = (message: string) => ({ message });

/** The codes by status are in test/faults. */
describe('what B2COPY says when it issues no link', () => {
	it.each<[string, number, object, string]>([
		['no key', 422, no('The secret key field is required.'), 'credentials_rejected'],
		['another spelling', 400, no('Wrong secrete_key'), 'credentials_rejected'],
		['the field', 422, { errors: { secret_key: ['It is required.'] } }, 'credentials_rejected'],
	])('%s: HTTP %i %j is %s', async (_, status, body, errorCode) => {
		const refusal = await refusalOf(() => process(responseOf(body, { status })));
		expect(refusal.errorCode).toBe(errorCode);
		if ('message' in body) expect(refusal.message).toContain(`"${String(body.message)}"`);
	});

	it('busy may be asked again', async () => {
		const response = responseOf('', { status: 429, retryAfter: '3' });
		const refusal = await refusalOf(() => process(response));
		expect(refusal).toMatchObject({ retryable: true, retryAfter: 3 });
	});
});

describe('what people read', () => {
	it.each([
		[
			withLink('http://my.example/abc'),
			'B2COPY returned a link that is not safe to use: it is not a plain https link with a token.',
			'No client was sent there. Ask B2COPY to check the Redirect URL of this investment platform.',
		],
		[
			withLink('https://evil.test/abc'),
			'B2COPY returned a link to a host other than my.example.',
			'No client was sent there. Compare "Redirect URL" in the credential with System > Settings > Side Auth in the Back Office.',
		],
		[
			responseOf({}),
			'B2COPY returned no link.',
			expect.stringContaining('ask B2COPY what this address responds with'),
		],
		[
			responseOf(''),
			'B2COPY returned something other than JSON, for example a web page.',
			expect.stringContaining('ask B2COPY what this address responds with'),
		],
		[
			responseOf('', { status: 401 }),
			'B2COPY rejected the secret key.',
			'Copy "Secret Key" again from the Back Office (System > Settings > Side Auth); saving other settings there clears it. If it is correct, choose the other spelling in "Secret Key Parameter".',
		],
		[
			withLink('https://my.example/Password1234!'),
			'B2COPY returned a link that contains the secret key.',
			'No client was sent there. Enter a new key under Side Auth, and here.',
		],
		[
			responseOf('', { status: 422 }),
			'B2COPY issued no link for this client account.',
			'Check that the account exists and belongs to the platform in "Investment Platform ID".',
		],
	])('%#', async (response, message, description) => {
		const refusal = await refusalOf(() => process(response, 'my.example'));
		expect(refusal).toMatchObject({ description });
		expect(refusal.message.startsWith(message)).toBe(true);
	});
});
