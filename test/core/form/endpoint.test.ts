import { describe, expect, it } from '@jest/globals';
import { addressHint, addressLabel } from '../../../core/form/endpoint';
import { createGrant } from '../../../core/createGrant';
import { b2copyBackOffice } from '../../../core/providers/b2copyBackOffice';
import type { Http } from '../../../core/request/http';
import { tokenCredentials, type ProviderName } from '../../../credentials/registry';
import { exchangeOf, formOf, refusalOf, seamlessOf } from '../support';

const endpoint = (name: ProviderName, change: object = {}) =>
	exchangeOf(name, formOf(name, change)).url.href;

describe('the documented token endpoint', () => {
	const hostOf = (stage: string) => `https://b2b.auth.platform-${stage}.tradevest.ai`;
	const sandbox = 'http://127.0.0.1:4010/tradevest';
	const withQuery = 'https://auth.example/token?tenant=1';

	it.each<[ProviderName, object, string]>([
		['b2copyBackOffice', {}, 'https://b2copy.example/api/v2/signin'],
		['sprykerGlue', {}, 'https://glue-backend.shop.example/token'],
		['voipex', {}, 'https://auth.voipex.io/token'],
		['tradevest', {}, `${hostOf('test')}/oauth2/token`],
		['tradevest', { environment: 'pretest' }, `${hostOf('pretest')}/oauth2/token`],
		['tradevest', { environment: 'production' }, `${hostOf('prod')}/oauth2/token`],
		['tradevest', { environment: 'custom', authUrl: sandbox }, `${sandbox}/oauth2/token`],
		['tradevest', { tokenPath: '/connect/token' }, `${hostOf('test')}/connect/token`],
		['customTokenGrant', {}, 'https://auth.example/oauth2/token'],
		['customTokenGrant', { tokenUrl: withQuery }, withQuery],
	])('of %s with %j is %s', (name, change, href) => {
		expect(endpoint(name, change)).toBe(href);
	});

	it('of B2COPY Seamless is that of its links', () => {
		expect(seamlessOf().url.href).toBe('https://b2copy.example/api/v1/standalone/auth/getAuthUrl');
	});
});

describe('the token endpoint is understood as people paste it', () => {
	it.each([
		[' https://b2copy.example/ ', ''],
		['https://b2copy.example/api/v2/signin', ''],
		['https://b2copy.example/api/', ''],
		['https://b2copy.example/api/v2', ''],
		['https://b2copy.example/app/api', '/app'],
		['https://b2copy.example/xapi', '/xapi'],
	])('%j', (baseUrl, path) => {
		const href = `https://b2copy.example${path}/api/v2/signin`;
		expect(endpoint('b2copyBackOffice', { baseUrl })).toBe(href);
	});

	it('with a part of the path that people can change', () => {
		const authUrl = 'https://auth.example/oauth2';
		expect(endpoint('tradevest', { environment: 'custom', authUrl })).toBe(`${authUrl}/token`);
	});
});

describe('a token endpoint that leads elsewhere is refused, by the name of the field', () => {
	it.each<[ProviderName, object, string, string]>([
		['b2copyBackOffice', { baseUrl: 'b2copy.example' }, 'invalid_configuration', 'Base URL'],
		['sprykerGlue', { baseUrl: 'https://a@evil.test' }, 'invalid_configuration', 'Base URL'],
		['voipex', { authUrl: 'http://auth.voipex.io' }, 'insecure_url', 'Auth URL'],
		['voipex', { authUrl: 'https://auth.voipex.io?a=1' }, 'invalid_configuration', 'Auth URL'],
		['tradevest', { tokenPath: '/../admin' }, 'invalid_configuration', 'Token Path'],
		['tradevest', { tokenPath: '//evil.test' }, 'invalid_configuration', 'Token Path'],
		['customTokenGrant', { tokenUrl: 'https://a.test/#b' }, 'invalid_configuration', 'Token URL'],
	])('of %s: %j', async (name, change, errorCode, label) => {
		const refusal = await refusalOf(() => endpoint(name, change));
		expect(refusal).toMatchObject({ errorCode, message: expect.stringContaining(`"${label}"`) });
	});

	it.each(['constructor', 'staging'])(
		'of tradevest: the environment %s, which is not in the list and hides "Auth URL"',
		async (environment) => {
			const refusal = await refusalOf(() => endpoint('tradevest', { environment, authUrl: '' }));
			expect(refusal).toMatchObject({
				errorCode: 'invalid_configuration',
				message: expect.stringContaining('"Environment"'),
			});
		},
	);
});

describe('the address of something else at the same server', () => {
	it.each<[string, string]>([
		['https://b2copy.example/api/v1/standalone/auth/getAuthUrl', 'https://b2copy.example'],
		['https://b2copy.example/api/v1', 'https://b2copy.example'],
		['https://b2copy.example/app/api/users', 'https://b2copy.example/app'],
		['https://b2copy.example/#/login', 'https://b2copy.example'],
		['https://b2copy.example/?lang=en', 'https://b2copy.example'],
	])('%s is refused with what to type: %s', async (baseUrl, base) => {
		expect(await refusalOf(() => endpoint('b2copyBackOffice', { baseUrl }))).toMatchObject({
			errorCode: 'invalid_configuration',
			message: expect.stringMatching(/^The URL in "Base URL" contains/),
			description: `Enter ${base}.`,
		});
	});

	it('is refused in B2COPY Seamless as well', async () => {
		const refusal = await refusalOf(() =>
			seamlessOf({ baseUrl: 'https://b2copy.example/api/v2/signin' }),
		);
		expect(refusal.description).toBe('Enter https://b2copy.example.');
	});
});

describe('what is likely to be wrong with an address at which nobody takes the request', () => {
	const hint = (name: ProviderName, change: object) => {
		const { provider, fields, inputs } = exchangeOf(name, formOf(name, change));
		return addressHint(provider.endpoint, fields, inputs);
	};

	it('is the path of a page that people see', () => {
		expect(hint('b2copyBackOffice', { baseUrl: 'https://b2copy.example/login' })).toBe(
			'"Base URL" is usually just the host. Try https://b2copy.example.',
		);
	});

	it.each<[ProviderName, object]>([
		['b2copyBackOffice', { baseUrl: 'https://b2copy.example' }],
		['b2copyBackOffice', { baseUrl: 'https://b2copy.example/api' }],
		['tradevest', { environment: 'custom', authUrl: 'https://auth.example/path' }],
		['customTokenGrant', { tokenUrl: 'https://auth.example/path' }],
	])('is not known for %s with %j', (name, change) => {
		expect(hint(name, change)).toBeUndefined();
	});

	it.each([
		[404, ''],
		[200, '<html></html>'],
		[403, '<html></html>'],
	])('is said after HTTP %i "%s"', async (status, body) => {
		const form = formOf('b2copyBackOffice', { baseUrl: 'https://b2copy.example/login' });
		const { properties } = new tokenCredentials.b2copyBackOffice();
		const http: Http = async () => ({ status, body, headers: {} });
		const grant = createGrant(b2copyBackOffice, properties, form, http);
		expect((await refusalOf(() => grant.signIn(1000))).description).toContain(
			'Try https://b2copy.example.',
		);
	});
});

describe('messages name the fields that make up the address', () => {
	const authUrl = 'https://auth.example';

	it.each<[ProviderName, object, string]>([
		['b2copyBackOffice', {}, '"Base URL"'],
		['tradevest', { environment: 'test' }, '"Environment" and "Token Path"'],
		['tradevest', { environment: 'custom', authUrl }, '"Environment", "Auth URL" and "Token Path"'],
	])('of %s with %j: %s', (name, change, label) => {
		const { provider, fields } = exchangeOf(name, formOf(name, change));
		expect(addressLabel(provider.endpoint, fields)).toBe(label);
	});
});
