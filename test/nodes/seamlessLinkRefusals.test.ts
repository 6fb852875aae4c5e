import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sleep } from 'n8n-workflow';
import nock from 'nock';
import { B2copySeamlessLink } from '../../nodes/B2copySeamlessLink/B2copySeamlessLink.node';
import { n8n, responding } from '../credentials/support';
import { b2copy, issued, link, logins, run } from './seamlessLink.support';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

const onError = 'continueRegularOutput';
const path = '/api/v1/standalone/auth/getAuthUrl';

it('a refusal stops the node at the item it is about, and starts no other', async () => {
	const asked = b2copy(({ account_id }) =>
		account_id === '1' ? [422, { message: 'No such account.' }] : [200, issued(account_id)],
	);
	await expect(
		run({ items: logins(5), parameters: { options: { maxConcurrency: 1 } } }),
	).rejects.toMatchObject({
		message: expect.stringContaining('"No such account."'),
		context: { itemIndex: 1 },
		type: 'link_rejected',
	});
	expect(asked.map((body) => body.account_id)).toEqual(['0', '1']);
});

it('a refusal of the secret key is asked for once, not for each client', async () => {
	const asked = b2copy(() => [401]);
	const options = { maxConcurrency: 1 };
	const items = await run({ items: logins(10), parameters: { options }, onError });
	expect(items.map(({ json }) => json.errorCode)).toEqual(Array(10).fill('credentials_rejected'));
	expect(asked).toHaveLength(1);
});

it.each([
	[503, {}, 2],
	[503, { retries: 0 }, 1],
	[422, {}, 1],
])('HTTP %i with %j: asked %i times', async (status, options, times) => {
	const asked = b2copy((_, index) => (index === 0 ? [status] : [200, issued('a')]));
	const [item] = await run({ items: logins(1), parameters: { options }, onError });
	expect(asked).toHaveLength(times);
	expect('url' in item!.json).toBe(times === 2);
});

it('a link is not asked for elsewhere when B2COPY redirects', async () => {
	const elsewhere = responding('https://evil.test/', 'POST', [200, issued('a')]);
	const location = 'https://evil.test/';
	responding(`https://b2copy.example${path}`, 'POST', [307, '', { location }]);
	await expect(run({ items: logins(1) })).rejects.toMatchObject({ type: 'redirect_refused' });
	expect(elsewhere).toEqual([]);
});

/** Runs items of which those from `first` on go to another address, which has a link for each. */
async function runElsewhereFrom(first: number, count: number, options: object) {
	nock('https://other.example').persist().post(path).reply(200, issued('a'));
	const instance = n8n();
	const form = instance.stored.b2copySeamlessApi;
	instance.stored.b2copySeamlessApi = (item) =>
		item < first ? form : { ...form, baseUrl: 'https://other.example' };
	const parameters = { accountId: '={{ $json.login }}', options };
	const execution = { items: logins(count), parameters, onError } as const;
	return (await instance.execute(new B2copySeamlessLink(), execution)).items;
}

describe('a provider that stays busy', () => {
	it('is not asked for each of the items, and each has its refusal', async () => {
		const asked = b2copy(() => [429]);
		const items = await run({
			items: logins(200),
			parameters: { options: { retries: 0, maxConcurrency: 20 } },
			onError,
		});
		expect(items.map(({ json, pairedItem }) => [json.errorCode, pairedItem])).toEqual(
			items.map((_, item) => ['rate_limited', { item }]),
		);
		expect(items).toHaveLength(200);
		// Five clients in vain stop the rest; on a slow machine more of them are under way by then.
		expect(asked.length).toBeLessThan(100);
	}, 60_000);

	it('at one address does not stop the items of another', async () => {
		const asked = b2copy(() => [429]);
		const items = await runElsewhereFrom(10, 20, { retries: 0, maxConcurrency: 2 });
		expect(items.map(({ json }) => json.errorCode ?? json.url)).toEqual(
			Array.from({ length: 20 }, (_, item) => (item < 10 ? 'rate_limited' : link('a'))),
		);
		expect(asked.length).toBeLessThan(10);
	}, 60_000);
});

it('a secret key that one address refuses is still sent to another', async () => {
	b2copy(() => [401]);
	const items = await runElsewhereFrom(1, 2, { maxConcurrency: 1 });
	expect(items.map(({ json }) => json.errorCode ?? json.url)).toEqual([
		'credentials_rejected',
		link('a'),
	]);
});

it('items that wait when another fails are asked for no more, and it is that one that is named', async () => {
	let isHeld = () => {};
	const held = new Promise<void>((resolve) => (isHeld = resolve));
	const asked = b2copy(async ({ account_id }) => {
		if (account_id === '0') {
			isHeld();
			return [429, {}, { 'retry-after': '2' }];
		}
		await held;
		// Long enough for the response to item 0; on a slower machine fewer items wait.
		await sleep(account_id === '1' ? 200 : 400);
		return account_id === '1' ? [200, issued('a')] : [422, { message: 'No such account.' }];
	});
	await expect(
		run({ items: logins(5), parameters: { options: { maxConcurrency: 3 } } }),
	).rejects.toMatchObject({ type: 'link_rejected', context: { itemIndex: 2 } });
	expect(asked.map(({ account_id }) => account_id).sort()).toEqual(['0', '1', '2']);
});
