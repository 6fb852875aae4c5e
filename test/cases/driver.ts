import { jest } from '@jest/globals';
import { LoadOptionsContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { createEngine } from '../../core/engine/engine';
import { createGrant } from '../../core/createGrant';
import { isTokenError } from '../../core/errors';
import { createHttp } from '../../core/n8n';
import { CustomTokenGrantApi } from '../../credentials/CustomTokenGrantApi.credentials';
import { createN8n } from '../n8n.mjs';
import { TOKEN, type Answer, type startServer } from './server.mjs';

export type Form = Record<string, unknown>;
export type Place = ReturnType<Awaited<ReturnType<typeof startServer>>['place']>;

export const issued: Answer = [200, { access_token: TOKEN }];

/** n8n's own HTTP helper, as credentials get it. */
const { httpRequest } = new LoadOptionsContext(
	{ expression: {} } as never,
	{ name: 'case', parameters: {} } as never,
	{} as never,
	'',
).helpers;

const credential = new CustomTokenGrantApi();
const standard = Object.fromEntries(
	credential.properties.map(({ name, default: value }) => [name, value]),
);

/** How a call ended: `ok`, or one of our codes and the words that a person reads. */
export interface Outcome {
	code: string;
	words: string;
}

const outcomeOf = async (call: () => Promise<unknown>): Promise<Outcome> =>
	await call().then(
		() => ({ code: 'ok', words: '' }),
		(reason: unknown) => {
			if (!isTokenError(reason)) throw reason;
			return { code: reason.errorCode, words: `${reason.message} ${reason.description}` };
		},
	);

/** Calls an API with a credential as n8n does; what the API says is not looked at. */
export async function call(
	type: Pick<CustomTokenGrantApi, 'preAuthentication' | 'authenticate'>,
	form: Form,
	options: IHttpRequestOptions,
): Promise<Outcome> {
	const filled = { ...form } as ICredentialDataDecryptedObject;
	return await outcomeOf(async () => {
		await type.preAuthentication.call({ helpers: { httpRequest } }, filled);
		const request = await type.authenticate(filled, options);
		await httpRequest(request).catch(() => undefined);
	});
}

/** Calls the API of a place with its login, and whatever else the form says. */
export const use = async (
	{ form, api: url }: Place,
	change: Form = {},
	method: 'GET' | 'POST' = 'GET',
) => await call(credential, { ...standard, ...form, ...change }, { method, url });

/** n8n with the Custom Token Grant credential of a place. */
export const n8nWith = ({ form }: Place, change: Form = {}) =>
	createN8n({ customTokenGrantApi: credential }, { customTokenGrantApi: { ...form, ...change } });

/** The machine's clock, which only the test moves. */
export function frozenClock() {
	let time = Date.UTC(2031, 4, 1, 12);
	jest.spyOn(Date, 'now').mockImplementation(() => time);
	return (seconds: number) => void (time += seconds * 1000);
}

/** An engine on the test's clock, which goes ahead when somebody sleeps; the requests are real. */
export function virtualEngine() {
	const pass = frozenClock();
	const now = () => Date.now();
	const sleep = async (milliseconds: number) => pass(milliseconds / 1000);
	const engine = createEngine({ now, sleep, random: () => 0.5 });
	async function ask(form: Form, how: 'get' | 'test' = 'get'): Promise<Outcome> {
		const { definition } = CustomTokenGrantApi;
		const filled = { ...standard, ...form };
		return await outcomeOf(async () => {
			const grant = createGrant(definition, credential.properties, filled, createHttp(httpRequest));
			await engine[how](grant, { timeout: 30_000 });
		});
	}
	/** Asks until a token comes or the minutes are over, and gives how each ask ended and when. */
	async function steadily(minutes: number, every: number, form: (ask: number) => Form) {
		const start = now();
		const outcomes: Array<Outcome & { minute: number }> = [];
		while (now() <= start + minutes * 60_000 && outcomes.at(-1)?.code !== 'ok') {
			const outcome = await ask(form(outcomes.length));
			outcomes.push({ ...outcome, minute: (now() - start) / 60_000 });
			pass(every);
		}
		return outcomes;
	}
	return { now, pass, ask, steadily };
}
