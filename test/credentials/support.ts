import { afterAll, jest } from '@jest/globals';
import nock from 'nock';
import type { ICredentialType, IHttpRequestMethods } from 'n8n-workflow';
import { B2copySeamlessApi } from '../../credentials/B2copySeamlessApi.credentials';
import { tokenCredentials as registry } from '../../credentials/registry';
import { forms } from '../core/forms.mjs';
import { fixtures, providerNames } from '../fixtures.mjs';
import { createN8n } from '../n8n.mjs';

// Jest gives each file its own nock, but all files of one process have the same node:http. One that is not
// restored stays below that of the next file, whose failing sockets then fail twice: the second error comes
// when nobody listens any more, and ends the process.
afterAll(() => nock.restore());

const types: Record<string, ICredentialType> = {
	b2copySeamlessApi: new B2copySeamlessApi(),
	...Object.fromEntries(
		Object.entries(registry).map(([provider, Credential]) => [`${provider}Api`, new Credential()]),
	),
};

/** Each token credential: its token endpoint, and the body with which that issues a token. */
export const tokenCredentials = providerNames.map((provider) => {
	const { endpoint, minimal: issue } = fixtures[provider];
	const base = new URL('/', endpoint).href;
	return {
		name: `${provider}Api`,
		endpoint,
		/** Where the request of the credential test goes. */
		tested: provider === 'customTokenGrant' ? endpoint : base,
		issue,
	};
});

let login = 0;

/**
 * n8n with all credentials filled in. Every one has a login of its own, because the process keeps
 * tokens from test to test as n8n keeps them from execution to execution.
 */
export function n8n(change: Record<string, object> = {}) {
	const own = `-${++login}`;
	const stored = Object.fromEntries(
		Object.entries(forms).map(([name, form]) => [
			`${name}Api`,
			{
				...form,
				...('email' in form && { email: form.email + own }),
				...('username' in form && { username: form.username + own }),
				...(name === 'tradevest' && { clientId: `partner${own}` }),
				...change[`${name}Api`],
			},
		]),
	);
	return createN8n(types, stored);
}

/** What one address was asked, in order. */
export interface Asked {
	headers: Record<string, string>;
	body: string;
}

/** An address that gives these responses one after the other, the last one again and again. */
export function responding(
	url: string,
	method: string,
	...responses: Array<[status: number, body?: unknown, headers?: Record<string, string>]>
): Asked[] {
	const asked: Asked[] = [];
	const { origin, pathname } = new URL(url);
	nock(origin)
		.persist()
		.intercept(pathname, method)
		.reply(function (_uri, sent) {
			const headers = this.req.headers as Record<string, string>;
			const [status, body = {}, further = {}] = responses[asked.length] ?? responses.at(-1)!;
			asked.push({ headers, body: typeof sent === 'string' ? sent : JSON.stringify(sent) });
			return [status, body as nock.Body, further];
		});
	return asked;
}

/** A clock that only the test moves. */
export function fakeClock() {
	let time = Date.UTC(2031, 4, 1, 12);
	jest.spyOn(Date, 'now').mockImplementation(() => time);
	return {
		pass(seconds: number) {
			time += seconds * 1000;
		},
	};
}

/** An address of the API that the token is for. */
export const api = 'https://api.example/orders';

/** The two ways in which nodes use a credential. */
export const paths = ['request', 'legacyRequest'] as const;

/** Each token credential, used in each of the two ways. */
export const everyUse = tokenCredentials.flatMap((row) => paths.map((path) => ({ ...row, path })));

/** Sends a request to the API with a credential. */
export async function send(
	instance: ReturnType<typeof n8n>,
	path: (typeof paths)[number],
	name: string,
	{ method = 'GET' as IHttpRequestMethods, headers = {} } = {},
): Promise<unknown> {
	if (path === 'request') return await instance.request(name, { url: api, method, headers });
	return await instance.legacyRequest(name, { uri: api, method, headers, json: true });
}
