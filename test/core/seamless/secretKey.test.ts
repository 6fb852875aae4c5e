import { describe, expect, it } from '@jest/globals';
import { withSecretKey } from '../../../core/seamless/secretKey';
import { refusalOf, seamlessOf } from '../support';

const SECRET_KEY = 'Password1234!';
const seamless = seamlessOf();
const url = 'https://b2copy.example/api/v1/standalone/auth/getAuthUrl';
const post = { method: 'POST', url };
const asked = { account_id: '77632289', investment_platform_id: '1' };
const full = { ...asked, secret_key: SECRET_KEY };

describe('the secret key goes into the body', () => {
	it.each([
		['an object', asked, full],
		['text in JSON', JSON.stringify(asked), JSON.stringify(full)],
		['nothing yet', undefined, { secret_key: SECRET_KEY }],
	])('that is %s', (_, given, body) => {
		expect(withSecretKey(seamless, { ...post, body: given })).toEqual({
			...post,
			body,
			headers: { 'content-type': 'application/json' },
			followRedirect: false,
			followAllRedirects: false,
			disableFollowRedirect: true,
		});
	});

	it('under the other name, where the credential says so', () => {
		const other = seamlessOf({ secretKeyParameter: 'secrete_key' });
		expect(withSecretKey(other, { ...post, body: asked }).body).toEqual({
			...asked,
			secrete_key: SECRET_KEY,
		});
	});

	it('and replaces one that was there', () => {
		const { body } = withSecretKey(seamless, { ...post, body: { ...asked, secret_key: 'old' } });
		expect(body).toEqual(full);
	});

	it('of new options: the given ones, body and headers included, stay as they were', () => {
		const options = { ...post, body: { ...asked }, headers: { 'X-Own': '1' } };
		const before = structuredClone(options);
		const result = withSecretKey(seamless, options);
		expect(options).toEqual(before);
		expect(result).not.toBe(options);
		expect(result.headers).toEqual({ 'X-Own': '1', 'content-type': 'application/json' });
	});

	it('that is sent as JSON, in whatever case another type was given', () => {
		const headers = { 'Content-Type': 'text/plain', Accept: 'a/b' };
		expect(withSecretKey(seamless, { ...post, body: asked, headers }).headers).toEqual({
			Accept: 'a/b',
			'content-type': 'application/json',
		});
	});

	it('over a connection with a certificate that cannot be verified, if allowed', () => {
		const insecure = seamlessOf({ allowUnauthorizedCerts: true });
		expect(withSecretKey(insecure, post)).toMatchObject({
			skipSslCertificateValidation: true,
			rejectUnauthorized: false,
		});
	});
});

describe('a body that has no place for the secret key is refused', () => {
	it.each([
		['text', { body: 'account_id=1' }],
		['truncated JSON', { body: '{"a":' }],
		['a list', { body: [asked] }],
		['a list as text', { body: '[]' }],
		['a number', { body: 5 }],
		['bytes', { body: Buffer.from('{}') }],
		['a form', { body: new URLSearchParams('a=1') }],
		['the older form', { form: { a: '1' } }],
		['the older multipart form', { formData: { a: '1' } }],
	])('%s', async (_, options) => {
		const refusal = await refusalOf(() => withSecretKey(seamless, { ...post, ...options }));
		expect(refusal).toMatchObject({
			errorCode: 'invalid_configuration',
			message:
				'The request has a body that is not a JSON object, so the secret key has no place in it.',
			description: 'Set "Body Content Type" to JSON in the HTTP Request node.',
		});
	});
});
