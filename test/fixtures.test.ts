import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGrant } from '../core/createGrant';
import { createHttp } from '../core/n8n';
import { requestLink } from '../core/seamless/requestLink';
import { processLinkResponse } from '../core/seamless/linkResponse';
import { b2copySeamless } from '../core/seamless/provider';
import { readSeamless } from '../core/seamless/credential';
import { withSecretKey } from '../core/seamless/secretKey';
import { B2copySeamlessApi } from '../credentials/B2copySeamlessApi.credentials';
import { tokenCredentials } from '../credentials/registry';
import { startSandbox } from '../sandbox/sandbox.mjs';
import { exchangeOf, process, responseOf } from './core/support';
import { httpRequest } from './faults/wire.mjs';
import { fixtures, providerNames } from './fixtures.mjs';

const TIMEOUT = 10_000;

let sandbox: Awaited<ReturnType<typeof startSandbox>>;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
});
afterAll(async () => {
	await sandbox.close();
});

describe.each(providerNames)('the fixture of %s', (name) => {
	const { form, endpoint, answer, minimal, account } = fixtures[name];

	it('has a form that leads to its endpoint', () => {
		expect(exchangeOf(name, form).url.href).toBe(endpoint);
	});

	it('has an example answer with a token, and a least one', () => {
		expect(process(name, responseOf(answer))).toHaveProperty('accessToken');
		expect(process(name, responseOf(minimal('abc')))).toMatchObject({ accessToken: 'abc' });
	});

	it('has an account that the sandbox knows', async () => {
		const Credential = tokenCredentials[name];
		const { properties } = new Credential();
		const http = createHttp(httpRequest);
		const grant = createGrant(Credential.definition, properties, account(sandbox.url), http);
		expect(await grant.signIn(TIMEOUT)).toHaveProperty('accessToken');
	});
});

describe('the fixture of b2copySeamless', () => {
	const { form, endpoint, answer, minimal, account } = fixtures.b2copySeamless;
	const { properties } = new B2copySeamlessApi();

	it('has a form that leads to its endpoint', () => {
		expect(readSeamless(properties, form).url.href).toBe(endpoint);
	});

	it('has an example answer with a link, and a least one', () => {
		const exchange = { service: b2copySeamless, address: '"Base URL"', secrets: [] };
		expect(processLinkResponse(exchange, responseOf(answer), '')).toHaveProperty('url');
		const url = 'https://my.host.example/abc';
		expect(processLinkResponse(exchange, responseOf(minimal(url)), '')).toMatchObject({ url });
	});

	it('has an account that the sandbox knows', async () => {
		const seamless = readSeamless(properties, account(sandbox.url));
		const http = createHttp(async (options) => await httpRequest(withSecretKey(seamless, options)));
		const asked = { accountId: '77632289', investmentPlatformId: '1', timeout: TIMEOUT };
		expect(await requestLink(http, seamless, asked)).toMatchObject({ host: seamless.redirectHost });
	});
});
