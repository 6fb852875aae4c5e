import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { NodeOperationError, sleep } from 'n8n-workflow';
import { B2copySeamlessLink } from '../../nodes/B2copySeamlessLink/B2copySeamlessLink.node';
import { b2copySeamlessExample } from '../core/examples.mjs';
import { answering, n8n } from '../credentials/support';
import nock from 'nock';

const endpoint = 'https://b2copy.example/api/v1/standalone/auth/getAuthUrl';
const link = (token: string) => `https://my.example/${token}`;
const issued = (token: string) => ({ status: 200, data: { url: link(token) } });

interface Body {
	account_id: string;
	investment_platform_id: string;
	secret_key: string;
}

type Answer = [status: number, body?: object, headers?: Record<string, string>];

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

/** B2COPY, answering each request by what it holds and how many came before it. */
function b2copy(answer: (body: Body, index: number) => Answer | Promise<Answer>) {
	const asked: Body[] = [];
	nock('https://b2copy.example')
		.persist()
		.post('/api/v1/standalone/auth/getAuthUrl')
		.reply(async (_uri, sent) => {
			const body = sent as unknown as Body;
			const [status, json = {}, headers = {}] = await answer(body, asked.push(body) - 1);
			return [status, json as nock.Body, headers];
		});
	return asked;
}

type Execution = Parameters<ReturnType<typeof n8n>['execute']>[1] & object;

async function run(execution: Execution = {}, change: object = {}) {
	const parameters = { accountId: '={{ $json.login }}', ...execution.parameters };
	const instance = n8n({ b2copySeamlessApi: change });
	const { items } = await instance.execute(new B2copySeamlessLink(), { ...execution, parameters });
	return items;
}

const logins = (count: number) => Array.from({ length: count }, (_, login) => ({ login }));

describe('the request', () => {
	it('is the documented one, with the secret key put in on the way', async () => {
		const asked = b2copy(() => [200, issued('a')]);
		await run({ items: [{ login: '77632289' }] });
		expect(asked).toEqual([
			{ account_id: '77632289', investment_platform_id: '1', secret_key: 'Password1234!' },
		]);
	});

	it('has the secret key of its own item, where an expression gives it', async () => {
		const asked = b2copy(() => [200, issued('a')]);
		const instance = n8n();
		const form = instance.stored.b2copySeamlessApi;
		instance.stored.b2copySeamlessApi = (item) => ({ ...form, secretKey: `key-${item}` });
		await instance.execute(new B2copySeamlessLink(), {
			items: logins(2),
			parameters: { accountId: '={{ $json.login }}' },
		});
		expect(asked.map(({ secret_key }) => secret_key).sort()).toEqual(['key-0', 'key-1']);
	});

	it('names the platform of the item, else that of the credential', async () => {
		const asked = b2copy(() => [200, issued('a')]);
		await run(
			{
				items: [
					{ login: 1, platform: '7' },
					{ login: 2, platform: '' },
				],
				parameters: { investmentPlatformId: '={{ $json.platform }}' },
			},
			{ investmentPlatformId: '3' },
		);
		expect(asked.map((body) => body.investment_platform_id).sort()).toEqual(['3', '7']);
	});

	it('has the other name for the secret key, where the credential says so', async () => {
		const asked = b2copy(() => [200, issued('a')]);
		await run({ items: logins(1) }, { secretKeyParameter: 'secrete_key' });
		expect(asked).toEqual([
			{ account_id: '0', investment_platform_id: '1', secrete_key: 'Password1234!' },
		]);
	});
});

describe('the output', () => {
	it('is the link, from the literal example answer', async () => {
		b2copy(() => [200, b2copySeamlessExample]);
		expect(await run({ items: [{ login: '77632289', name: 'Ada' }] })).toEqual([
			{
				json: {
					accountId: '77632289',
					investmentPlatformId: '1',
					url: 'https://my4.b2copy-demo.com/f5f9470def7b9b9b96b2427a6ebbd8c2',
					host: 'my4.b2copy-demo.com',
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('keeps the fields of the item on request', async () => {
		b2copy(() => [200, issued('a')]);
		const [item] = await run({
			items: [{ login: 5, name: 'Ada', url: 'replaced' }],
			parameters: { options: { includeInputFields: true } },
		});
		expect(item?.json).toEqual({
			login: 5,
			name: 'Ada',
			accountId: '5',
			investmentPlatformId: '1',
			url: link('a'),
			host: 'my.example',
		});
	});

	it('has the order of the input, whatever comes first', async () => {
		const held: Array<() => void> = [];
		b2copy(async ({ account_id }) => {
			await new Promise<void>((resolve) => {
				held.push(resolve);
				if (held.length === 5) for (const release of [...held].reverse()) release();
			});
			return [200, issued(account_id)];
		});
		const items = await run({ items: logins(5) });
		expect(items.map(({ json, pairedItem }) => [json.url, pairedItem])).toEqual(
			[0, 1, 2, 3, 4].map((item) => [link(String(item)), { item }]),
		);
	});

	it('without items is empty', async () => {
		expect(await run({ items: [] })).toEqual([]);
	});
});

describe('items under way at once', () => {
	it.each([1, 3])('are %i at the most, and that many', async (maxConcurrency) => {
		let underWay = 0;
		let most = 0;
		let wave: Array<() => void> = [];
		b2copy(async ({ account_id }) => {
			most = Math.max(most, ++underWay);
			await new Promise<void>((resolve) => {
				wave.push(resolve);
				if (wave.length < maxConcurrency) return;
				for (const release of wave) release();
				wave = [];
			});
			underWay--;
			return [200, issued(account_id)];
		});
		const items = await run({ items: logins(6), parameters: { options: { maxConcurrency } } });
		expect(items).toHaveLength(6);
		expect(most).toBe(maxConcurrency);
	});
});

describe('an item that cannot be sent', () => {
	it('is found before any other is', async () => {
		const asked = b2copy(() => [200, issued('a')]);
		const reason: unknown = await run({ items: [{ login: 1 }, { login: 'abc' }] }).catch(
			(thrown: unknown) => thrown,
		);
		expect(reason).toBeInstanceOf(NodeOperationError);
		expect(reason).toMatchObject({
			message: '"Account ID" is not an MT login.',
			context: { itemIndex: 1 },
			type: 'invalid_input',
		});
		expect(asked).toEqual([]);
	});

	it.each<[object, object, string]>([
		[{ accountId: '' }, {}, 'invalid_input'],
		[{ investmentPlatformId: 'a b' }, {}, 'invalid_input'],
		[{ options: { maxConcurrency: 0 } }, {}, 'invalid_input'],
		[{ options: { retries: 11 } }, {}, 'invalid_input'],
		[{ options: { timeout: 0 } }, {}, 'invalid_input'],
		[{}, { baseUrl: '' }, 'invalid_configuration'],
		[{}, { baseUrl: 'http://b2copy.example' }, 'insecure_url'],
		[{}, { secretKey: '' }, 'invalid_configuration'],
		[{}, { redirectUrl: 'http://my.example' }, 'invalid_configuration'],
	])('for %j and %j', async (parameters, change, type) => {
		const asked = b2copy(() => [200, issued('a')]);
		await expect(run({ items: logins(1), parameters }, change)).rejects.toMatchObject({ type });
		expect(asked).toEqual([]);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'with %s lets the others go on',
		async (onError) => {
			const asked = b2copy(({ account_id }) => [200, issued(account_id)]);
			const items = await run({ items: [{ login: 1 }, { login: 'abc' }, { login: 3 }], onError });
			expect(items.map(({ json }) => json.errorCode ?? json.url)).toEqual([
				link('1'),
				'invalid_input',
				link('3'),
			]);
			expect(items[1]).toEqual({
				json: { error: '"Account ID" is not an MT login.', errorCode: 'invalid_input' },
				pairedItem: { item: 1 },
			});
			expect(asked).toHaveLength(2);
		},
	);
});

describe('a refusal', () => {
	it('stops the node at the item it is about, and starts no other', async () => {
		const asked = b2copy(({ account_id }) =>
			account_id === '1' ? [422, { message: 'No such account.' }] : [200, issued(account_id)],
		);
		await expect(
			run({ items: logins(5), parameters: { options: { maxConcurrency: 1 } } }),
		).rejects.toMatchObject({
			message: 'B2COPY issued no link for this client account. It said: "No such account."',
			description: expect.stringContaining('Investment Platform ID'),
			context: { itemIndex: 1 },
			type: 'link_rejected',
		});
		expect(asked.map((body) => body.account_id)).toEqual(['0', '1']);
	});

	it('is not tried again', async () => {
		const asked = b2copy(() => [422]);
		await run({ items: logins(1), onError: 'continueRegularOutput' });
		expect(asked).toHaveLength(1);
	});

	it.each([401, 403])(
		'of the secret key (%i) is asked for once, not for each client',
		async (status) => {
			const asked = b2copy(() => [status]);
			const items = await run({
				items: logins(10),
				parameters: { options: { maxConcurrency: 1 } },
				onError: 'continueRegularOutput',
			});
			expect(items.map(({ json }) => json)).toEqual(
				Array.from({ length: 10 }, () => ({
					error: 'B2COPY refused the secret key.',
					errorCode: 'credentials_rejected',
				})),
			);
			expect(asked).toHaveLength(1);
		},
	);

	it('with the secret key in it does not show it', async () => {
		b2copy(({ secret_key }) => [422, { message: `No: ${secret_key}` }]);
		const [item] = await run({ items: logins(1), onError: 'continueRegularOutput' });
		expect(item?.json.error).toContain('It said: "No: ***".');
	});
});

describe('an answer that a second try can change', () => {
	it.each([429, 502, 503, 504])('HTTP %i is tried again', async (status) => {
		const asked = b2copy((_, index) => (index === 0 ? [status] : [200, issued('a')]));
		const [item] = await run({ items: logins(1) });
		expect(item?.json.url).toBe(link('a'));
		expect(asked).toHaveLength(2);
	});

	it('a broken connection is tried again', async () => {
		nock('https://b2copy.example')
			.post('/api/v1/standalone/auth/getAuthUrl')
			.replyWithError(Object.assign(new Error('gone'), { code: 'ECONNRESET' }));
		b2copy(() => [200, issued('a')]);
		const [item] = await run({ items: logins(1) });
		expect(item?.json.url).toBe(link('a'));
	});

	it('is tried as often as the option says', async () => {
		const asked = b2copy(() => [503]);
		await expect(
			run({ items: logins(1), parameters: { options: { retries: 0 } } }),
		).rejects.toMatchObject({ type: 'provider_unavailable' });
		expect(asked).toHaveLength(1);
	});

	it.each([400, 404, 500])('HTTP %i is not', async (status) => {
		const asked = b2copy(() => [status]);
		await run({ items: logins(1), onError: 'continueRegularOutput' });
		expect(asked).toHaveLength(1);
	});
});

describe('a link', () => {
	it('to the host of the Redirect URL is accepted', async () => {
		b2copy(() => [200, issued('a')]);
		const [item] = await run({ items: logins(1) }, { redirectUrl: 'https://my.example/' });
		expect(item?.json.host).toBe('my.example');
	});

	it.each([
		['another host than the Redirect URL', 'https://evil.test/abc'],
		['plain http', 'http://my.example/abc'],
		['javascript', 'javascript:alert(1)'],
		['user info', 'https://my.example@evil.test/abc'],
		['no token', 'https://my.example/'],
	])('with %s is refused', async (_, url) => {
		b2copy(() => [200, { status: 200, data: { url } }]);
		const [item] = await run(
			{ items: logins(1), onError: 'continueRegularOutput' },
			{ redirectUrl: 'https://my.example' },
		);
		expect(item?.json.errorCode).toBe('link_rejected');
		expect(JSON.stringify(item)).not.toContain('abc');
	});

	it('is not asked for elsewhere when B2COPY redirects', async () => {
		const elsewhere = answering('https://evil.test/', 'POST', [200, issued('a')]);
		answering(endpoint, 'POST', [307, '', { location: 'https://evil.test/' }]);
		await expect(run({ items: logins(1) })).rejects.toMatchObject({ type: 'redirect_refused' });
		expect(elsewhere).toEqual([]);
	});
});

describe('a cancelled execution', () => {
	it('asks for nothing', async () => {
		const asked = b2copy(() => [200, issued('a')]);
		expect(await run({ items: logins(3), cancelled: AbortSignal.abort() })).toEqual([]);
		expect(asked).toEqual([]);
	});

	it('does not wait for the end of a pause, and asks for nothing after it', async () => {
		const controller = new AbortController();
		const asked = b2copy(({ account_id }) =>
			account_id === '0' ? [429, {}, { 'retry-after': '30' }] : [200, issued('a')],
		);
		const running = run({
			items: logins(3),
			parameters: { options: { maxConcurrency: 2 } },
			cancelled: controller.signal,
		});
		// Long enough for two answers; on a slower machine the third only starts after the end.
		await sleep(200);
		controller.abort();
		await running;
		expect(asked.map(({ account_id }) => account_id).sort()).toEqual(['0', '1']);
	});

	it('starts nothing more, and gives what it has', async () => {
		const controller = new AbortController();
		const asked = b2copy(({ account_id }) => {
			if (account_id === '1') controller.abort();
			return [200, issued(account_id)];
		});
		const items = await run({
			items: logins(5),
			parameters: { options: { maxConcurrency: 1 } },
			cancelled: controller.signal,
		});
		expect(asked).toHaveLength(2);
		expect(items[0]?.json.url).toBe(link('0'));
	});
});
