import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type IGetNodeParameterOptions,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import type { EndpointResponse } from '../../core/request/http';
import { B2copySeamlessApi } from '../../credentials/B2copySeamlessApi.credentials';
import { B2copySeamlessLink } from '../../nodes/B2copySeamlessLink/B2copySeamlessLink.node';
import { GetAuthToken } from '../../nodes/GetAuthToken/GetAuthToken.node';
import { answerWith, awkwardText, forAll, secret } from './arbitraries';
import { assertHeaders } from './cases.mjs';
import { expectSilent, expectWords, shownOf, TOKEN } from './oracle';

const seamless = new B2copySeamlessApi();

/** What may be in a field of a form or a parameter: expressions give anything that JSON can hold. */
const anything = fc.oneof(
	awkwardText(12),
	fc.constantFrom<unknown>(0, -1, 1.5, 1e20, true, false, [], {}, ['1'], { a: 1 }, '1', ' 7 '),
);

/** Right most of the time, so that a case gets past the first check. */
const mostly = <T>(...right: T[]) =>
	fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...right) }, { weight: 1, arbitrary: anything });

const onError = fc.constantFrom(
	...(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const),
);
const input = fc.array(fc.dictionary(awkwardText(5), awkwardText(5), { maxKeys: 2 }), {
	minLength: 1,
	maxLength: 3,
});
/** After these a node waits before it goes on, which is a matter of the tests with a clock. */
const BUSY = [429, 502, 503, 504];

/** n8n's helper as the provider behind it would have it: the answers in turn. */
function helperFor(answers: EndpointResponse[]) {
	let next = 0;
	return async ({ headers = {}, url, method, disableFollowRedirect }: IHttpRequestOptions) => {
		assertHeaders(headers);
		expect([method, disableFollowRedirect]).toEqual(['POST', true]);
		expect(new URL(url).host).toMatch(/^(host\.example|127\.0\.0\.1(:\d+)?)$/);
		const answer = answers[next++ % answers.length]!;
		const date = answer.date === undefined ? undefined : new Date(answer.date).toUTCString();
		return {
			statusCode: answer.status,
			headers: { 'content-type': answer.contentType, 'retry-after': answer.retryAfter, date },
			body: answer.text,
		};
	};
}

/** What one execution of a node has to work with. */
interface Execution {
	items: IDataObject[];
	parameters: Record<string, unknown>;
	form: ICredentialDataDecryptedObject;
	/** Stands for n8n's `helpers.httpRequest`. */
	httpRequest: (options: IHttpRequestOptions) => Promise<unknown>;
	onError: INode['onError'];
}

/** n8n's context of a node, as far as the package's nodes use it; anything else throws. */
function contextOf({ items, parameters, form, httpRequest, onError }: Execution) {
	const node = {
		...{ id: '1', name: 'Node under test', type: 'test', typeVersion: 1 },
		...{ position: [0, 0] as [number, number], parameters: {}, onError },
	};
	const context: Partial<IExecuteFunctions> = {
		getInputData: () => items.map((json) => ({ json })),
		getNode: () => node,
		continueOnFail: () => onError !== 'stopWorkflow',
		getExecutionCancelSignal: () => undefined,
		addExecutionHints: () => undefined,
		getNodeParameter: (
			name: string,
			_index: number,
			fallback?: unknown,
			options?: IGetNodeParameterOptions,
		) => (options?.rawExpressions ? '={{ }}' : (parameters[name] ?? fallback)) as never,
		getCredentials: async () => form as never,
		helpers: {
			httpRequest,
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) =>
				await httpRequest(await seamless.authenticate(form, options)),
		} as never,
	};
	return context as IExecuteFunctions;
}

/** Runs a node; what it gives or throws has to be as the contract says. */
async function checkRun(
	run: () => Promise<INodeExecutionData[][]>,
	items: IDataObject[],
	hidden: string,
	expectOutput: (json: IDataObject, input: IDataObject) => void,
) {
	const given = await run().catch((thrown: unknown) => {
		expect(thrown).toBeInstanceOf(NodeOperationError);
		const error = thrown as NodeOperationError;
		const { type: errorCode, message, description } = error;
		expectWords({ errorCode, message, description: String(description) });
		expect([...items.keys()]).toContain(error.context.itemIndex);
		expectSilent([hidden], shownOf(error));
		return undefined;
	});
	if (given === undefined) return;
	expect(given[0]).toHaveLength(items.length);
	for (const [index, { json, pairedItem, error }] of (given[0] ?? []).entries()) {
		expect(pairedItem).toEqual({ item: index });
		if ('errorCode' in json) {
			expect(Object.keys(json)).toEqual(['error', 'errorCode']);
			const { errorCode, error: message } = json;
			expectWords({ errorCode, message: String(message), description: 'in the error' });
			expectSilent([hidden], JSON.stringify(json));
			if (error) expectSilent([hidden], shownOf(error));
		} else expectOutput(json, items[index] ?? {});
	}
}

/** Runs a node with any form, parameters, items and answers, and checks all that comes of it. */
async function play<Given extends object>(
	node: GetAuthToken | B2copySeamlessLink,
	forms: (hidden: string) => fc.Arbitrary<object>,
	parameters: fc.Arbitrary<Given>,
	expectOutput: (json: IDataObject, input: IDataObject, given: Given) => void,
) {
	const answers = (hidden: string) => fc.array(answerWith([hidden]), { minLength: 1 });
	const world = secret.chain((hidden) =>
		fc.tuple(fc.constant(hidden), forms(hidden), answers(hidden)),
	);
	await forAll(0.1, [world, parameters, input, onError], async (played, given, items, mode) => {
		const [hidden, form, received] = played;
		const settled = received.filter(({ status }) => !BUSY.includes(status));
		fc.pre(settled.length > 0);
		const context = contextOf({
			items,
			parameters: given as Record<string, unknown>,
			form: form as never,
			httpRequest: helperFor(settled),
			onError: mode,
		});
		const run = async () => await node.execute.call(context);
		await checkRun(run, items, hidden, (json, from) => expectOutput(json, from, given));
	});
}

describe('Get Auth Token', () => {
	const rows = fc.array(fc.record({ name: anything, value: anything }));
	const forms = (hidden: string) =>
		fc.record({
			baseUrl: mostly('https://host.example', 'https://host.example/base'),
			authUrl: mostly('https://host.example', 'http://127.0.0.1:1'),
			tokenUrl: mostly('https://host.example/token', 'https://host.example/token?tenant=1'),
			email: mostly('a@host.example'),
			username: mostly('user'),
			password: fc.constant(hidden),
			clientId: mostly('client'),
			clientSecret: fc.constant(hidden),
			environment: mostly('custom'),
			tokenPath: mostly('/oauth2/token'),
			scope: mostly('', 'read write'),
			grantType: mostly('password', 'clientCredentials'),
			clientAuthentication: mostly('body', 'header', 'none'),
			bodyFormat: mostly('form', 'json'),
			accessTokenField: mostly('access_token', 'data.token'),
			additionalParameters: fc.oneof(anything, fc.record({ parameter: fc.oneof(anything, rows) })),
			allowedHttpRequestDomains: mostly('all'),
			allowUnauthorizedCerts: mostly(true, false),
			allowInsecureHttp: mostly(true, false),
		});
	const parameters = fc.record({
		provider: mostly('b2copyBackOffice', 'sprykerGlue', 'voipex', 'tradevest', 'customTokenGrant'),
		simplify: mostly(true, false),
		includeRefreshToken: mostly(true, false),
		options: fc.record(
			{
				forceNewToken: mostly(true, false),
				minimumValidity: mostly<unknown>(60, '30'),
				timeout: mostly<unknown>(30_000, 1500.5, '5000'),
				outputField: mostly('', 'auth', '__proto__'),
			},
			{ requiredKeys: [] },
		),
	});

	it('gives an item of the contract for each, or refuses with words and no secret', async () => {
		await play(new GetAuthToken(), forms, parameters, (json, from, { simplify, options }) => {
			const field = String(options.outputField ?? '').trim();
			const result = field === '' ? json : (json[field] as IDataObject);
			if (field !== '') expect(Object.keys(json)).toEqual(Object.keys({ ...from, [field]: 0 }));
			expectResult(result, simplify !== false);
			expect(Object.keys(Object.prototype)).toEqual([]);
		});
	});

	function expectResult(result: IDataObject, simplified: boolean) {
		expect(['grant', 'refresh', 'cache']).toContain(result.source);
		const whole = ['provider', 'source', 'response'];
		if (!simplified) return void expect(Object.keys(result)).toEqual(whole);
		expect(result.accessToken).toMatch(TOKEN);
		expect(result.tokenType).toBe('Bearer');
		expect(result.authorization).toBe(`Bearer ${String(result.accessToken)}`);
		if (result.expiresAt !== null) {
			expect(new Date(String(result.expiresAt)).toISOString()).toBe(result.expiresAt);
			expect(result.expiresIn).toBeGreaterThanOrEqual(0);
		}
		assertHeaders({ authorization: result.authorization });
	}
});

describe('B2COPY Seamless Link', () => {
	const forms = (hidden: string) =>
		fc.record({
			baseUrl: mostly('https://host.example', 'https://host.example/base'),
			secretKey: fc.constant(hidden),
			investmentPlatformId: mostly('1'),
			redirectUrl: mostly('', 'https://my.host.example', 'https://my.host.example/path'),
			secretKeyParameter: mostly('secret_key', 'secrete_key'),
			allowedHttpRequestDomains: mostly('all'),
		});
	const parameters = fc.record({
		accountId: mostly<unknown>('77632289', 77632289, ' 77632289 '),
		investmentPlatformId: mostly<unknown>('', '2', 2),
		options: fc.record(
			{
				includeInputFields: mostly(true, false),
				maxConcurrency: mostly<unknown>(50, 1, '2'),
				timeout: mostly<unknown>(30_000, 1500.5, '5000'),
				retries: fc.constantFrom<unknown>(0, '0', -1, 11, 'x', {}, '', []),
			},
			{ requiredKeys: ['retries'] },
		),
	});

	it('gives a safe link for each item, or refuses with words and no secret', async () => {
		await play(new B2copySeamlessLink(), forms, parameters, (json, from, { options }) => {
			const own = ['accountId', 'investmentPlatformId', 'url', 'host'];
			const kept = options.includeInputFields === true ? Object.keys(from) : [];
			expect(Object.keys(json).sort()).toEqual([...new Set([...kept, ...own])].sort());
			expect(json.accountId).toMatch(/^\d{1,20}$/);
			expect(json.url).toMatch(/^https:\/\/[^@]+$/i);
			expect(new URL(String(json.url)).host).toBe(json.host);
			assertHeaders({ location: json.url });
		});
	});
});
