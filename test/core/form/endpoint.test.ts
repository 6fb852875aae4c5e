import { describe, expect, it } from '@jest/globals';
import { addressHint, addressLabel } from '../../../core/form/endpoint';
import { createGrant } from '../../../core/createGrant';
import { b2copyBackOffice } from '../../../core/providers/b2copyBackOffice';
import type { Http } from '../../../core/request/http';
import { tokenCredentials, type ProviderName } from '../../../credentials/registry';
import { fixtures } from '../../fixtures.mjs';
import { exchangeOf, formOf, providerNames, refusalOf } from '../support';

const endpoint = (name: ProviderName, change: object = {}) =>
	exchangeOf(name, formOf(name, change)).url.href;
const custom = (authUrl: string) => ({ environment: 'custom', authUrl });

describe('the token endpoint', () => {
	const hostOf = (stage: string) => `https://b2b.auth.platform-${stage}.tradevest.ai`;
	const sandbox = 'http://127.0.0.1:4010/tradevest';
	const withQuery = 'https://auth.example/token?tenant=1';

	it.each(providerNames)('of %s is the documented one', (name) => {
		expect(endpoint(name)).toBe(fixtures[name].endpoint);
	});

	it.each<[ProviderName, object, string]>([
		['tradevest', { environment: 'pretest' }, `${hostOf('pretest')}/oauth2/token`],
		['tradevest', custom(sandbox), `${sandbox}/oauth2/token`],
		['tradevest', custom('https://auth.example/oauth2'), 'https://auth.example/oauth2/token'],
		['tradevest', { tokenPath: '/connect/token' }, `${hostOf('test')}/connect/token`],
		['customTokenGrant', { tokenUrl: withQuery }, withQuery],
	])('of %s with %j is %s', (name, change, href) => {
		expect(endpoint(name, change)).toBe(href);
	});

	it.each([
		[' https://b2copy.example/ ', ''],
		['https://b2copy.example/api/v2', ''],
		['https://b2copy.example/app/api', '/app'],
		['https://b2copy.example/xapi', '/xapi'],
	])('is understood as people paste it: %j', (baseUrl, path) => {
		const href = `https://b2copy.example${path}/api/v2/signin`;
		expect(endpoint('b2copyBackOffice', { baseUrl })).toBe(href);
	});

	it.each<[ProviderName, object, string, string]>([
		['b2copyBackOffice', { baseUrl: 'b2copy.example' }, 'invalid_configuration', 'Base URL'],
		['voipex', { authUrl: 'http://auth.voipex.io' }, 'insecure_url', 'Auth URL'],
		['tradevest', { tokenPath: '//evil.test' }, 'invalid_configuration', 'Token Path'],
		['customTokenGrant', { tokenUrl: 'https://a.test/#b' }, 'invalid_configuration', 'Token URL'],
		// Not in the list, and it hides "Auth URL".
		['tradevest', { environment: 'constructor' }, 'invalid_configuration', 'Environment'],
	])('of %s is refused with %j', async (name, change, errorCode, label) => {
		const refusal = await refusalOf(() => endpoint(name, change));
		expect(refusal).toMatchObject({ errorCode, message: expect.stringContaining(`"${label}"`) });
	});
});

describe('the address of something else at the same server', () => {
	it.each([
		['/api/v1/standalone/auth/getAuthUrl', ''],
		['/app/api/users', '/app'],
		['/?lang=en', ''],
	])('%s is refused with what to type', async (path, base) => {
		const baseUrl = `https://b2copy.example${path}`;
		expect(await refusalOf(() => endpoint('b2copyBackOffice', { baseUrl }))).toMatchObject({
			errorCode: 'invalid_configuration',
			message: expect.stringMatching(/^The URL in "Base URL" contains/),
			description: `Enter https://b2copy.example${base}.`,
		});
	});
});

describe('what is likely to be wrong with an address at which nobody takes the request', () => {
	it.each<[ProviderName, object]>([
		['b2copyBackOffice', { baseUrl: 'https://b2copy.example/api' }],
		['tradevest', custom('https://auth.example/path')],
		['customTokenGrant', { tokenUrl: 'https://auth.example/path' }],
	])('is not known for %s with %j', (name, change) => {
		const { provider, fields, inputs } = exchangeOf(name, formOf(name, change));
		expect(addressHint(provider.endpoint, fields, inputs)).toBeUndefined();
	});

	it.each([
		[404, ''],
		[200, '<html></html>'],
		[403, '<html></html>'],
	])('is the path of a page, said after HTTP %i "%s"', async (status, body) => {
		const form = formOf('b2copyBackOffice', { baseUrl: 'https://b2copy.example/login' });
		const { properties } = new tokenCredentials.b2copyBackOffice();
		const http: Http = async () => ({ status, body, headers: {} });
		const grant = createGrant(b2copyBackOffice, properties, form, http);
		expect((await refusalOf(() => grant.signIn(1000))).description).toContain(
			'"Base URL" is usually just the host. Try https://b2copy.example.',
		);
	});
});

it.each<[ProviderName, object, string]>([
	['tradevest', custom('https://a.example'), '"Environment", "Auth URL" and "Token Path"'],
])('messages about the address of %s with %j name %s', (name, change, label) => {
	const { provider, fields } = exchangeOf(name, formOf(name, change));
	expect(addressLabel(provider.endpoint, fields)).toBe(label);
});
