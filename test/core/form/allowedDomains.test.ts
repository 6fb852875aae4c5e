import { describe, expect, it } from '@jest/globals';
import { assertAllowedDomain } from '../../../core/form/allowedDomains';
import { refusalOf } from '../support';

function check(allowedDomains: unknown, url: string) {
	assertAllowedDomain({ allowedHttpRequestDomains: 'domains', allowedDomains }, new URL(url));
}

describe('Allowed Domains let a host pass that is listed', () => {
	it.each([
		['auth.example', 'https://auth.example/token'],
		['other.example, auth.example', 'https://auth.example'],
		[' AUTH.example ', 'https://auth.EXAMPLE'],
		['auth.example.', 'https://auth.example'],
		['auth.example', 'https://auth.example:8443'],
		['*.example', 'https://auth.example'],
		['*.example', 'https://a.b.example'],
	])('%s covers %s', (list, url) => {
		expect(() => check(list, url)).not.toThrow();
	});
});

describe('Allowed Domains refuse any other host', () => {
	it.each([
		['', 'https://auth.example'],
		[undefined, 'https://auth.example'],
		['*', 'https://auth.example'],
		['auth.example', 'https://auth.example.evil.test'],
		['*.auth.example', 'https://auth.example'],
		['*.auth.example', 'https://evilauth.example'],
	])('%s does not cover %s', async (list, url) => {
		expect(await refusalOf(() => check(list, url))).toMatchObject({
			errorCode: 'invalid_configuration',
			message: expect.stringContaining('"Allowed Domains"'),
		});
	});
});

it.each([undefined, 'all', 'none'])(
	'Allowed Domains count only for "domains", not for %p',
	(choice) => {
		const form = { allowedHttpRequestDomains: choice, allowedDomains: 'other.example' };
		expect(() => assertAllowedDomain(form, new URL('https://auth.example'))).not.toThrow();
	},
);
