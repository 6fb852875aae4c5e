import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sleep } from 'n8n-workflow';
import nock from 'nock';
import { readSeamless } from '../../core/seamless/credential';
import { B2copySeamlessApi } from '../../credentials/B2copySeamlessApi.credentials';
import { B2copySeamlessLink } from '../../nodes/B2copySeamlessLink/B2copySeamlessLink.node';
import { formOf } from '../core/support';
import { n8n } from '../credentials/support';
import { b2copy, issued, link, logins, run } from './seamlessLink.support';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

const onError = 'continueRegularOutput';

/** The node, with credentials that count how often their secret key is read. */
function countReads() {
	let count = 0;
	const counting = <T extends object>(form: T) =>
		new Proxy(form, {
			get(target, name, receiver): unknown {
				if (name === 'secretKey') count++;
				return Reflect.get(target, name, receiver);
			},
		});
	const node = new B2copySeamlessLink();
	const { execute } = node;
	node.execute = async function () {
		const given = this.getCredentials.bind(this);
		this.getCredentials = async (...words) => counting(await given<object>(...words)) as never;
		return await execute.call(this);
	};
	return {
		node,
		reads: () => count,
		/** How many reads it takes to read one form. */
		readsOfOne() {
			const before = count;
			readSeamless(new B2copySeamlessApi().properties, counting(formOf('b2copySeamless')));
			return count - before;
		},
	};
}

/** The bodies of link requests that are serialised from now on. */
function serialised() {
	const bodies: unknown[] = [];
	const { stringify } = JSON;
	jest.spyOn(JSON, 'stringify').mockImplementation((...given: unknown[]) => {
		if (Object.hasOwn(Object(given[0]), 'account_id')) bodies.push(given[0]);
		return stringify(...(given as Parameters<typeof stringify>));
	});
	return bodies;
}

describe('each item', () => {
	it.each([
		[7, 1, 'once'],
		[1, 3, 'three times'],
	])(
		'of %i with one credential that is read once, tried %i times, has its body serialised %s',
		async (count, tries) => {
			const { node, reads, readsOfOne } = countReads();
			const bodies = serialised();
			b2copy((_, index) => (index < tries - 1 ? [503] : [200, issued('a')]));
			await n8n().execute(node, {
				items: logins(count),
				parameters: { accountId: '={{ $json.login }}' },
			});
			// Each is compared with the one before, by one look at each field.
			expect(reads()).toBe(readsOfOne() + count);
			expect(bodies).toHaveLength(count * tries);
		},
	);

	it('about account 0 is one like all others', async () => {
		const asked = b2copy(({ account_id }) => [200, issued(account_id)]);
		const [item] = await run({ items: [{ login: '0' }] });
		expect(item?.json).toMatchObject({ accountId: '0', url: link('0') });
		expect(asked).toHaveLength(1);
	});
});

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
		nock('https://other.example')
			.persist()
			.post('/api/v1/standalone/auth/getAuthUrl')
			.reply(200, issued('a'));
		const instance = n8n();
		const form = instance.stored.b2copySeamlessApi;
		instance.stored.b2copySeamlessApi = (item) =>
			item < 10 ? form : { ...form, baseUrl: 'https://other.example' };
		const { items } = await instance.execute(new B2copySeamlessLink(), {
			items: logins(20),
			parameters: {
				accountId: '={{ $json.login }}',
				options: { retries: 0, maxConcurrency: 2 },
			},
			onError,
		});
		expect(items.map(({ json }) => json.errorCode ?? json.url)).toEqual(
			Array.from({ length: 20 }, (_, item) => (item < 10 ? 'rate_limited' : link('a'))),
		);
		expect(asked.length).toBeLessThan(10);
	}, 60_000);
});

it('a secret key that one address refuses is still sent to another', async () => {
	b2copy(() => [401]);
	nock('https://other.example').post('/api/v1/standalone/auth/getAuthUrl').reply(200, issued('a'));
	const instance = n8n();
	const form = instance.stored.b2copySeamlessApi;
	instance.stored.b2copySeamlessApi = (item) =>
		item === 0 ? form : { ...form, baseUrl: 'https://other.example' };
	const { items } = await instance.execute(new B2copySeamlessLink(), {
		items: logins(2),
		parameters: { accountId: '={{ $json.login }}', options: { maxConcurrency: 1 } },
		onError,
	});
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

it('an item that was under way when the execution was cancelled is none', async () => {
	const controller = new AbortController();
	b2copy(({ account_id }) => {
		if (account_id === '1') controller.abort();
		return [200, issued(account_id)];
	});
	const items = await run({
		items: logins(3),
		parameters: { options: { maxConcurrency: 1 } },
		cancelled: controller.signal,
		onError,
	});
	expect(items.map(({ json }) => json.url ?? json)).toEqual([link('0')]);
});
