import { describe, expect, it } from '@jest/globals';
import { refusalOf, seamlessOf } from '../support';

describe('a B2COPY Seamless credential', () => {
	it('is read', () => {
		const read = seamlessOf({ redirectUrl: ' https://My4.Example/x ' });
		expect({ ...read, url: read.url.href }).toEqual({
			url: 'https://b2copy.example/api/v1/standalone/auth/getAuthUrl',
			address: '"Base URL"',
			investmentPlatformId: '1',
			redirectHost: 'my4.example',
			secretKey: 'Password1234!',
			secretKeyParameter: 'secret_key',
			insecureTls: false,
		});
	});

	it.each([
		[{ baseUrl: '' }, 'invalid_configuration'],
		[{ baseUrl: 'http://b2copy.example' }, 'insecure_url'],
		[{ baseUrl: 'https://good@evil.test' }, 'invalid_configuration'],
		[{ secretKey: '' }, 'invalid_configuration'],
		[{ investmentPlatformId: 'a b' }, 'invalid_input'],
		[{ redirectUrl: 'my.example' }, 'invalid_configuration'],
		[{ redirectUrl: 'http://my.example' }, 'invalid_configuration'],
		[{ redirectUrl: 'https://a@my.example' }, 'invalid_configuration'],
		[{ redirectUrl: 'https://my.example\\@evil.test' }, 'invalid_configuration'],
		[{ allowedHttpRequestDomains: 'domains', allowedDomains: 'a.test' }, 'invalid_configuration'],
	])('is refused with %j', async (change, errorCode) => {
		const refusal = await refusalOf(() => seamlessOf(change));
		expect(refusal.errorCode).toBe(errorCode);
	});

	it.each([
		['secret_key', 'secret_key'],
		['secrete_key', 'secrete_key'],
		['anything else', 'secret_key'],
		['', 'secret_key'],
	])('with Secret Key Parameter %j sends the key as %s', (secretKeyParameter, name) => {
		expect(seamlessOf({ secretKeyParameter }).secretKeyParameter).toBe(name);
	});

	it.each([
		['', ''],
		['https://my.example', 'my.example'],
		['https://MY.example:8443/a?b', 'my.example:8443'],
		['https://my.example?a=b', 'my.example'],
	])('with Redirect URL %j accepts links to %j', (redirectUrl, host) => {
		expect(seamlessOf({ redirectUrl }).redirectHost).toBe(host);
	});

	it('accepts a certificate that cannot be verified only if it says so', () => {
		expect(seamlessOf({ allowUnauthorizedCerts: true }).insecureTls).toBe(true);
		expect(seamlessOf({ allowUnauthorizedCerts: 'true' }).insecureTls).toBe(false);
	});
});
