import { jest } from '@jest/globals';
import nock from 'nock';
import { B2copyBackOfficeApi } from '../../credentials/B2copyBackOfficeApi.credentials';
import { B2copySeamlessApi } from '../../credentials/B2copySeamlessApi.credentials';
import { CustomTokenGrantApi } from '../../credentials/CustomTokenGrantApi.credentials';
import { SprykerGlueApi } from '../../credentials/SprykerGlueApi.credentials';
import { TradevestApi } from '../../credentials/TradevestApi.credentials';
import { VoipexApi } from '../../credentials/VoipexApi.credentials';
import { forms } from '../core/forms.mjs';
import { createN8n } from '../n8n.mjs';

const types = {
	b2copyBackOfficeApi: new B2copyBackOfficeApi(),
	b2copySeamlessApi: new B2copySeamlessApi(),
	customTokenGrantApi: new CustomTokenGrantApi(),
	sprykerGlueApi: new SprykerGlueApi(),
	tradevestApi: new TradevestApi(),
	voipexApi: new VoipexApi(),
};

/** Each token credential: its token endpoint, and what that answers. */
export const tokenCredentials = [
	{
		name: 'b2copyBackOfficeApi',
		endpoint: 'https://b2copy.example/api/v2/signin',
		answer: (token: string) => ({ '2faRequired': false, accessToken: { token } }),
	},
	{
		name: 'customTokenGrantApi',
		endpoint: 'https://auth.example/oauth2/token',
		answer: (token: string) => ({ access_token: token }),
	},
	{
		name: 'sprykerGlueApi',
		endpoint: 'https://glue-backend.shop.example/token',
		answer: (token: string) => ({ access_token: token }),
	},
	{
		name: 'tradevestApi',
		endpoint: 'https://b2b.auth.platform-test.tradevest.ai/oauth2/token',
		answer: (token: string) => ({ access_token: token }),
	},
	{
		name: 'voipexApi',
		endpoint: 'https://auth.voipex.io/token',
		answer: (token: string) => ({ access_token: token }),
	},
];

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

/** An address that gives these answers one after the other, the last one again and again. */
export function answering(
	url: string,
	method: string,
	...answers: Array<[status: number, body?: unknown, headers?: Record<string, string>]>
): Asked[] {
	const asked: Asked[] = [];
	const { origin, pathname } = new URL(url);
	nock(origin)
		.persist()
		.intercept(pathname, method)
		.reply(function (_uri, sent) {
			const headers = this.req.headers as Record<string, string>;
			const [status, answer = {}, further = {}] = answers[asked.length] ?? answers.at(-1)!;
			asked.push({ headers, body: typeof sent === 'string' ? sent : JSON.stringify(sent) });
			return [status, answer as nock.Body, further];
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
