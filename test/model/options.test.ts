import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SprykerGlueApi } from '../../credentials/SprykerGlueApi.credentials';
import { VoipexApi } from '../../credentials/VoipexApi.credentials';
import { GetAuthToken } from '../../nodes/GetAuthToken/GetAuthToken.node';
import { useSandbox } from '../sandbox/support.mjs';
import { openSlowProvider, run } from './node.mjs';

/** The clock of this process, which from now on only the test moves. */
function frozenClock() {
	let time = Date.now();
	jest.spyOn(Date, 'now').mockImplementation(() => time);
	return {
		pass(seconds: number) {
			time += seconds * 1000;
		},
	};
}

describe('options of Get Auth Token that act', () => {
	const sandbox = useSandbox();
	const get = async (options = {}): Promise<Record<string, unknown>> => {
		const { items, hints } = await run(new GetAuthToken(), new SprykerGlueApi(), {
			provider: 'sprykerGlue',
			form: {
				baseUrl: sandbox.url('/spryker'),
				username: 'sonia@spryker.com',
				password: 'change123',
			},
			options,
		});
		return { ...items[0], hints };
	};

	/** The first of a test: an earlier sandbox may have had the same address. */
	const begin = async () => await get({ forceNewToken: true });

	it('without any, one sign-in serves all executions', async () => {
		const [first, second] = [await begin(), await get()];
		expect([first.source, second.source]).toEqual(['grant', 'cache']);
		expect(second.accessToken).toBe(first.accessToken);
		expect(await sandbox.counters('spryker.token')).toEqual({ requests: 1, granted: 1 });
	});

	it('forceNewToken signs in although there is a good token', async () => {
		const [first, second] = [await begin(), await get({ forceNewToken: true })];
		expect(second.source).toBe('grant');
		expect(second.accessToken).not.toBe(first.accessToken);
		expect((await get()).accessToken).toBe(second.accessToken);
	});

	it('minimumValidity renews a token that has less left, up to half its lifetime', async () => {
		await sandbox.control('lifetime', { spryker: 300 });
		const first = await begin();
		const clock = frozenClock();
		clock.pass(179);
		expect((await get({ minimumValidity: 120 })).source).toBe('cache');
		clock.pass(2);
		const second = await get({ minimumValidity: 120 });
		expect(second.source).toBe('grant');
		expect(second.accessToken).not.toBe(first.accessToken);
		expect(second.hints).toEqual([]);
	});

	it('minimumValidity leaves a token that has enough left', async () => {
		await sandbox.control('lifetime', { spryker: 300 });
		await begin();
		expect((await get({ minimumValidity: 200 })).source).toBe('cache');
	});

	it.each([300, 301, 86_400])(
		'a token of 300 seconds, asked to be good for %d, is given anyway, with a hint',
		async (minimumValidity) => {
			await sandbox.control('lifetime', { spryker: 300 });
			await begin();
			const { source, hints } = await get({ minimumValidity });
			expect(source).toBe('cache');
			expect(hints).toEqual([
				expect.stringMatching(/live for 300 seconds.+"Minimum Validity \(Seconds\)"/),
			]);
			expect(await sandbox.counters('spryker.token')).toEqual({ requests: 1, granted: 1 });
		},
	);
});

describe('waiting for one sign-in together', () => {
	let provider: Awaited<ReturnType<typeof openSlowProvider>>;
	beforeEach(async () => {
		provider = await openSlowProvider();
	});
	afterEach(async () => await provider.close());

	const token = { access_token: 'token-of-all', token_type: 'Bearer', expires_in: 3000 };
	const get = async (more = {}, cancelled?: AbortSignal) => {
		// An earlier provider may have had the same address.
		const options = { forceNewToken: true, ...more };
		const form = { authUrl: provider.url, clientId: 'api', username: 'u', password: 'password' };
		const execution = { provider: 'voipex', form, options, cancelled };
		return (await run(new GetAuthToken(), new VoipexApi(), execution)).items;
	};

	it('a cancelled execution stops waiting at once, and the others get the token', async () => {
		const cancel = new AbortController();
		const [cancelled, other] = [get({}, cancel.signal), get()];
		await provider.asked(1);
		cancel.abort();
		expect(await cancelled).toEqual([]);

		provider.answer(token);
		expect(await other).toEqual([expect.objectContaining({ accessToken: 'token-of-all' })]);
		expect(provider.count()).toBe(1);
	});

	it('who cancelled finds the token later', async () => {
		const cancel = new AbortController();
		const cancelled = get({}, cancel.signal);
		await provider.asked(1);
		cancel.abort();
		await cancelled;
		const other = get();
		provider.answer(token);
		expect(await other).toEqual([expect.objectContaining({ accessToken: 'token-of-all' })]);
		expect(provider.count()).toBe(1);
	});

	it('timeout ends the wait for a provider that does not answer', async () => {
		expect(await get({ timeout: 50 })).toEqual([
			{ error: expect.stringMatching(/longer than/), errorCode: 'timeout' },
		]);
	});

	it('who joins with less time stops waiting alone', async () => {
		frozenClock();
		const patient = get();
		await provider.asked(1);
		expect(await get({ timeout: 50 })).toEqual([expect.objectContaining({ errorCode: 'timeout' })]);

		provider.answer(token);
		expect(await patient).toEqual([expect.objectContaining({ accessToken: 'token-of-all' })]);
		expect(provider.count()).toBe(1);
	});

	it('who joins with more time does not share the timeout of whoever was first', async () => {
		const hasty = get({ timeout: 200 });
		const patient = [get(), get()];
		expect(await hasty).toEqual([expect.objectContaining({ errorCode: 'timeout' })]);

		await provider.asked(1);
		provider.answer(token);
		for (const items of await Promise.all(patient)) {
			expect(items).toEqual([expect.objectContaining({ accessToken: 'token-of-all' })]);
		}
		expect(provider.count()).toBe(1);
	});
});
