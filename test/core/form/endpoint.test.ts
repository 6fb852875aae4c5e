import { describe, expect, it } from '@jest/globals';
import { endpointOf } from '../../../core/form/endpoint';
import { readInputs } from '../../../core/form/inputs';
import { providers, resolve } from '../../../core/providers';
import { b2copySeamless } from '../../../core/seamless/provider';
import { forms } from '../forms.mjs';
import { refusalOf } from '../support';

type Name = keyof typeof forms;

function endpoint(name: Name, form: object = {}) {
	const full: Record<string, unknown> = { ...forms[name], ...form };
	const provider = name === 'b2copySeamless' ? b2copySeamless : resolve(providers[name]!, full);
	return endpointOf(provider, readInputs(provider, full), full.allowInsecureHttp === true).href;
}

describe('the documented token endpoint', () => {
	it.each<[Name, object, string]>([
		['b2copyBackOffice', {}, 'https://b2copy.example/api/v2/signin'],
		['b2copySeamless', {}, 'https://b2copy.example/api/v1/standalone/auth/getAuthUrl'],
		['sprykerGlue', {}, 'https://glue-backend.shop.example/token'],
		['voipex', {}, 'https://auth.voipex.io/token'],
		['tradevest', {}, 'https://b2b.auth.platform-test.tradevest.ai/oauth2/token'],
		[
			'tradevest',
			{ environment: 'pretest' },
			'https://b2b.auth.platform-pretest.tradevest.ai/oauth2/token',
		],
		[
			'tradevest',
			{ environment: 'production' },
			'https://b2b.auth.platform-prod.tradevest.ai/oauth2/token',
		],
		[
			'tradevest',
			{ environment: 'custom', authUrl: 'http://127.0.0.1:4010/tradevest' },
			'http://127.0.0.1:4010/tradevest/oauth2/token',
		],
		[
			'tradevest',
			{ tokenPath: '/connect/token' },
			'https://b2b.auth.platform-test.tradevest.ai/connect/token',
		],
		['customTokenGrant', {}, 'https://auth.example/oauth2/token'],
		[
			'customTokenGrant',
			{ tokenUrl: 'https://auth.example/token?tenant=1' },
			'https://auth.example/token?tenant=1',
		],
	])('of %s with %j', (name, form, href) => {
		expect(endpoint(name, form)).toBe(href);
	});
});

describe('what people paste is understood', () => {
	it.each<[Name, object, string]>([
		['b2copyBackOffice', { baseUrl: ' https://b2copy.example/ ' }, 'api/v2/signin'],
		['b2copyBackOffice', { baseUrl: 'https://b2copy.example/api/v2/signin' }, 'api/v2/signin'],
		['voipex', { authUrl: 'https://auth.voipex.io/token' }, 'token'],
	])('%s: %j', (name, form, path) => {
		const { origin } = new URL(endpoint(name));
		expect(endpoint(name, form)).toBe(`${origin}/${path}`);
	});
});

describe('what leads elsewhere is refused', () => {
	it.each<[Name, object, string, string]>([
		['b2copyBackOffice', { baseUrl: 'b2copy.example' }, 'invalid_configuration', 'Base URL'],
		['sprykerGlue', { baseUrl: 'https://a@evil.test' }, 'invalid_configuration', 'Base URL'],
		['voipex', { authUrl: 'http://auth.voipex.io' }, 'insecure_url', 'Auth URL'],
		['voipex', { authUrl: 'https://auth.voipex.io?a=1' }, 'invalid_configuration', 'Auth URL'],
		['tradevest', { tokenPath: '/../admin' }, 'invalid_configuration', 'Token Path'],
		['tradevest', { tokenPath: '//evil.test' }, 'invalid_configuration', 'Token Path'],
		['tradevest', { environment: 'constructor', authUrl: '' }, 'invalid_configuration', 'Auth URL'],
		['customTokenGrant', { tokenUrl: 'https://a.test/#b' }, 'invalid_configuration', 'Token URL'],
	])('%s: %j', async (name, form, errorCode, label) => {
		const refusal = await refusalOf(() => endpoint(name, form));
		expect(refusal).toMatchObject({ errorCode, message: expect.stringContaining(`"${label}"`) });
	});
});
