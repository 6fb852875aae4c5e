import { describe, expect, it } from '@jest/globals';
import { readSeamless } from '../../../core/seamless/credential';
import { B2copySeamlessApi } from '../../../credentials/B2copySeamlessApi.credentials';
import { refusalOf, seamlessOf } from '../support';

describe('a B2COPY Seamless credential', () => {
	it('is read', () => {
		const { exchange, ...read } = seamlessOf({ redirectUrl: ' https://My4.Example/x ' });
		expect({ ...read, url: read.url.href }).toEqual({
			url: 'https://b2copy.example/api/v1/standalone/auth/getAuthUrl',
			investmentPlatformId: '1',
			redirectHost: 'my4.example',
			secretKey: 'Password1234!',
			secretKeyParameter: 'secret_key',
			insecureTls: false,
		});
		expect(exchange).toMatchObject({ address: '"Base URL"', secrets: ['Password1234!'] });
	});

	it('is read once, and anew after a change', () => {
		const { properties } = new B2copySeamlessApi();
		const form = {
			baseUrl: 'https://one.example',
			secretKey: 'Password1234!',
			investmentPlatformId: 1,
		};
		const first = readSeamless(properties, form);
		expect(readSeamless(properties, { ...form })).toBe(first);
		expect(readSeamless(properties, { ...form, secretKey: 'another' }).secretKey).toBe('another');
		expect(readSeamless(properties, form)).toEqual(first);
	});

	it.each([
		[{ baseUrl: '' }, 'invalid_configuration'],
		[{ investmentPlatformId: 'a b' }, 'invalid_input'],
		[{ redirectUrl: 'my.example' }, 'invalid_configuration'],
		[{ redirectUrl: 'https://a@my.example' }, 'invalid_configuration'],
		[{ redirectUrl: 'https://my.example\\@evil.test' }, 'invalid_configuration'],
		[{ allowedHttpRequestDomains: 'domains', allowedDomains: 'a.test' }, 'invalid_configuration'],
	])('is refused with %j', async (change, errorCode) => {
		expect(await refusalOf(() => seamlessOf(change))).toMatchObject({ errorCode });
	});

	it.each([
		[{ secretKeyParameter: 'secrete_key' }, { secretKeyParameter: 'secrete_key' }],
		[{ secretKeyParameter: 'anything else' }, { secretKeyParameter: 'secret_key' }],
		[{ redirectUrl: 'https://my.example/#/login' }, { redirectHost: 'my.example' }],
		[{ redirectUrl: 'https://MY.example:8443/a?b' }, { redirectHost: 'my.example:8443' }],
		[{ allowUnauthorizedCerts: true }, { insecureTls: true }],
	])('with %j has %j', (change, read) => {
		expect(seamlessOf(change)).toMatchObject(read);
	});
});
