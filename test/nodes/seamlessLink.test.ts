import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { NodeOperationError, sleep } from 'n8n-workflow';
import { B2copySeamlessLink } from '../../nodes/B2copySeamlessLink/B2copySeamlessLink.node';
import { fixtures } from '../fixtures.mjs';
import { n8n } from '../credentials/support';
import { b2copy, issued, link, logins, run } from './seamlessLink.support';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

describe('the link request of an item', () => {
	it('is the documented one, with the secret key put in on the way', async () => {
		const asked = b2copy(() => [200, issued('a')]);
		await run({ items: [{ login: '77632289' }] });
		expect(asked).toEqual([
			{ account_id: '77632289', investment_platform_id: '1', secret_key: 'Password1234!' },
		]);
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
});

describe('the output of B2COPY Seamless Link', () => {
	it('is the link, from the literal example response', async () => {
		b2copy(() => [200, fixtures.b2copySeamless.answer]);
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
});

describe('an item that cannot be sent', () => {
	it('over its own credential, which an expression gives it, lets the others go on', async () => {
		const asked = b2copy(({ account_id }) => [200, issued(account_id)]);
		const instance = n8n();
		const form = instance.stored.b2copySeamlessApi;
		instance.stored.b2copySeamlessApi = (item) => (item === 1 ? { ...form, secretKey: '' } : form);
		const { items } = await instance.execute(new B2copySeamlessLink(), {
			items: logins(3),
			parameters: { accountId: '={{ $json.login }}' },
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.errorCode ?? json.url)).toEqual([
			link('0'),
			'invalid_configuration',
			link('2'),
		]);
		expect(asked).toHaveLength(2);
	});

	it('over its parameters is found before any other is sent, and before one over its credential', async () => {
		const asked = b2copy(() => [200, issued('a')]);
		const items = [{ login: 1 }, { login: 'abc' }];
		await expect(run({ items }, { baseUrl: '' })).rejects.toMatchObject({
			name: NodeOperationError.name,
			context: { itemIndex: 1 },
			type: 'invalid_input',
		});
		await expect(run({ items })).rejects.toMatchObject({ type: 'invalid_input' });
		expect(asked).toEqual([]);
	});

	it.each<[object, object, string]>([
		[{ accountId: '' }, {}, 'invalid_input'],
		[{ investmentPlatformId: 'a b' }, {}, 'invalid_input'],
		[{ options: { maxConcurrency: 0 } }, {}, 'invalid_input'],
		[{ options: { retries: 11 } }, {}, 'invalid_input'],
		[{ options: { timeout: 0 } }, {}, 'invalid_input'],
		[{}, { baseUrl: 'http://b2copy.example' }, 'insecure_url'],
	])('for %j and %j', async (parameters, change, type) => {
		const asked = b2copy(() => [200, issued('a')]);
		await expect(run({ items: logins(1), parameters }, change)).rejects.toMatchObject({ type });
		expect(asked).toEqual([]);
	});
});

describe('a cancelled execution', () => {
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
		while (asked.length < 2) await sleep(5);
		// By then the pause has begun, mostly; the test holds either way.
		await sleep(100);
		controller.abort();
		await running;
		expect(asked.map(({ account_id }) => account_id).sort()).toEqual(['0', '1']);
	});

	it('starts nothing more, and gives the links it has', async () => {
		const controller = new AbortController();
		const asked = b2copy(({ account_id }) => {
			if (account_id === '1') controller.abort();
			return [200, issued(account_id)];
		});
		const items = await run({
			items: logins(5),
			parameters: { options: { maxConcurrency: 1 } },
			cancelled: controller.signal,
			onError: 'continueRegularOutput',
		});
		expect(asked).toHaveLength(2);
		expect(items.map(({ json }) => json.url ?? json)).toEqual([link('0')]);
	});

	it('ends while thousands of parameters are read: the last one is not even looked at', async () => {
		const controller = new AbortController();
		void sleep(0).then(() => controller.abort());
		const items = [...logins(5000), { login: 'abc' }];
		expect(await run({ items, cancelled: controller.signal })).toEqual([]);
	});
});
