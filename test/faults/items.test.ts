import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { B2copySeamlessLink } from '../../nodes/B2copySeamlessLink/B2copySeamlessLink.node';
import { GetAuthToken } from '../../nodes/GetAuthToken/GetAuthToken.node';
import { contextOf } from '../fuzz/context';
import { faults, type Fault } from './faults.mjs';
import { formOf, isTried, scriptOf, services, type Service } from './services.mjs';
import { fakeDns, httpRequest, startWire } from './wire.mjs';

let wire: Awaited<ReturnType<typeof startWire>>;

beforeAll(async () => {
	wire = await startWire();
});
afterAll(async () => {
	await wire.close();
});
beforeEach(() => fakeDns(jest));

const getAuthToken = new GetAuthToken();
const seamlessLink = new B2copySeamlessLink();

/** Where a fault is not one of time, no answer takes this long. */
const PATIENCE = 20_000;
jest.setTimeout(PATIENCE);

/** One for each item, all known to the sandbox. */
const ACCOUNTS = ['77632289', '77632301', '77632302'];

/** A busy provider slows the items that follow down, which is a matter of the tests with a clock. */
const slowsDown = ({ name }: Fault) => /HTTP (429|50[234])/.test(name);

/** What a second try can change is tried again, after a pause of a second or two. */
const heals = ({ name }: Fault, { kind }: Service) =>
	kind === 'token' && /^connection reset|HTTP 50[234]$/.test(name);

describe.each(services.filter(({ refreshAfter }) => refreshAfter === undefined))(
	'$name: three items, the second meets with a fault',
	(service) => {
		const given = faults
			.filter(({ expect: codes, place }) => service.kind in codes && place === undefined)
			.filter((fault) => service.kind === 'token' || !slowsDown(fault))
			.filter((fault) => isTried(fault, service));

		it.each(given)('$name', async (fault) => {
			const code = fault.expect[service.name] ?? fault.expect[service.kind];
			const expected = heals(fault, service) ? 'good answer' : code;
			const script = scriptOf(fault, service, wire.target);
			const [first, second, third] = await run(service, script, fault.timeout ?? PATIENCE);
			await wire.reset();

			// The secret key is the same for all clients: refused for one, it is not sent again.
			const refused = service.kind === 'link' && expected === 'credentials_rejected';
			const after = refused ? expected : 'good answer';
			expect([first, second, third].map(codeOf)).toEqual(['good answer', expected, after]);
		});
	},
);

let runs = 0;

/** Each item has a credential of its own: for the package, another host is another login. */
async function run(service: Service, broken: object, timeout: number) {
	const serial = runs++;
	const { kind, name } = service;
	const port = new URL(wire.sandbox).port;
	const parameters = (item: number): Record<string, unknown> => ({
		provider: name,
		accountId: ACCOUNTS[item],
		options: { timeout: item === 1 ? timeout : PATIENCE, maxConcurrency: 1, retries: 0 },
	});
	// The fault lasts from the second item's first request to the third's, however late a request arrives.
	let scripted = -1;
	let isReady: Promise<unknown> = Promise.resolve();
	const context = contextOf({
		items: [{}, {}, {}],
		parameter: (parameter, item) => parameters(item)[parameter],
		credential: (item) =>
			kind === 'link'
				? formOf(service, wire.sandbox)
				: formOf(service, `http://item-${item}-of-${serial}.localhost:${port}`),
		httpRequest: async (options) => {
			const item = itemOf(options);
			if (item > scripted) {
				scripted = item;
				const faults = item === 1 ? [broken] : [];
				isReady = isReady.then(async () => await wire.script({ [service.endpoint]: faults }));
			}
			await isReady;
			return (await httpRequest(options)) as unknown;
		},
		onError: 'continueRegularOutput',
	});
	const node = kind === 'link' ? seamlessLink : getAuthToken;
	const [output = []] = await node.execute.call(context);
	return output.map(({ json, pairedItem }, item) => {
		expect(pairedItem).toEqual({ item });
		return json;
	});
}

/** Which item a request is for, by its host or the account that it names. */
function itemOf({ url, body }: IHttpRequestOptions): number {
	const host = /^item-(\d)/.exec(new URL(url).hostname);
	return host ? Number(host[1]) : ACCOUNTS.findIndex((id) => JSON.stringify(body).includes(id));
}

const codeOf = (json: object | undefined = {}) =>
	'errorCode' in json
		? json.errorCode
		: 'accessToken' in json || 'url' in json
			? 'good answer'
			: 'nothing';
