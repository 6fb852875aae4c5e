import { describe, expect, it } from '@jest/globals';
import type { ErrorCode } from '../../../core/errors';
import { refusalOf } from '../support';
import { failure, rejected, setUp, unable, unanswered, unreachable } from './support';

/** An engine whose login was just rejected. */
async function paused(setting?: Parameters<typeof setUp>[0]) {
	const opened = setUp(setting);
	opened.next(rejected());
	await refusalOf(opened.get);
	/** How long the pause lasts yet, in seconds. */
	const remaining = async () => (await refusalOf(opened.get)).retryAfter!;
	return { ...opened, remaining };
}

describe('a failed sign-in pauses its login', () => {
	it.each<ErrorCode>(['credentials_rejected', 'provider_unavailable', 'malformed_response'])(
		'with %s, 200 items make one sign-in',
		async (code) => {
			const { get, next, calls } = setUp();
			next(failure(code, { status: 400 }));
			expect((await refusalOf(get)).errorCode).toBe(code);
			for (let item = 1; item < 200; item++) {
				expect((await refusalOf(get)).errorCode).toBe('sign_in_paused');
			}
			expect(calls).toHaveLength(1);
		},
	);

	it('and no other: an edited credential is tried at once', async () => {
		const { get, grantOf } = await paused();
		expect((await get({}, grantOf('edited'))).source).toBe('grant');
	});

	it('until the pause ends', async () => {
		const { get, pass, remaining } = await paused();
		const seconds = await remaining();
		await pass(seconds - 0.001);
		expect((await refusalOf(get)).errorCode).toBe('sign_in_paused');
		await pass(0.001);
		expect((await get()).source).toBe('grant');
	});

	it('for longer each time, and from the start again after a success', async () => {
		const { get, next, pass, remaining } = await paused();
		const first = await remaining();
		next(rejected());
		await pass(first);
		await refusalOf(get);
		expect(await remaining()).toBe(2 * first);
		await pass(2 * first);
		await get();
		next(rejected());
		await refusalOf(async () => await get({ force: true }));
		expect((await refusalOf(async () => await get({ force: true }))).retryAfter).toBe(first);
	});

	it('whatever else a request holds: a wrong password is sent five times in 15 minutes', async () => {
		const { get, grantOf, next, pass, calls } = setUp();
		next(...Array.from({ length: 20 }, rejected));
		for (let request = 0; request < 20; request++) {
			await refusalOf(async () => await get({}, grantOf(`scope ${request}`, 'login')));
			await pass(45);
		}
		expect(calls).toHaveLength(5);
	});

	it('even if others needed the place of its key meanwhile', async () => {
		const { get, grantOf, remaining } = await paused({ capacity: 1 });
		const seconds = await remaining();
		for (let key = 0; key < 5; key++) await get({}, grantOf(String(key)));
		expect(await remaining()).toBe(seconds);
	});
});

it('an unforeseen error pauses like a refusal: the provider may have processed the login', async () => {
	const { get, next } = setUp();
	const { remaining } = await paused();
	next(new RangeError('Maximum call stack size exceeded'));
	expect(await refusalOf(get)).toMatchObject({ loginProcessed: true });
	expect((await refusalOf(get)).retryAfter).toBe(await remaining());
});

describe('a short pause after a broken connection', () => {
	it('is waited out, and nobody notices a blip of two seconds', async () => {
		const { get, next, pass, calls } = setUp();
		next(unreachable(), unreachable());
		const waiting = Promise.all([get(), get(), get()]);
		await pass(3);
		for (const { token } of await waiting) expect(token.accessToken).toBe('token 3');
		expect(calls).toHaveLength(3);
	});

	it('is waited out by those who come during it', async () => {
		const { get, next, pass, calls } = setUp();
		next(unreachable());
		const first = get();
		await pass(0.5);
		const second = get();
		await pass(0.5);
		expect((await first).token).toEqual((await second).token);
		expect(calls).toHaveLength(2);
	});

	it('ends in the reason once the login is spared', async () => {
		const { get, next, pass, calls } = setUp();
		next(unanswered(), unanswered(), unanswered());
		const refused = refusalOf(get);
		await pass(3);
		expect((await refused).errorCode).toBe('provider_unavailable');
		expect((await refusalOf(get)).errorCode).toBe('sign_in_paused');
		expect(calls).toHaveLength(3);
	});

	it('is not waited out by callers with less time than that', async () => {
		const { get, next, calls } = setUp();
		next(unreachable());
		const refused = await refusalOf(async () => await get({ timeout: 1000 }));
		expect(refused.errorCode).toBe('provider_unavailable');
		expect(calls).toHaveLength(1);
	});

	it('is not waited out by callers that are cancelled', async () => {
		const { get, next, pass } = setUp();
		next(unreachable());
		const controller = new AbortController();
		const cancelled = get({ cancelled: controller.signal });
		await pass(0.5);
		controller.abort(new Error('cancelled'));
		await expect(cancelled).rejects.toThrow('cancelled');
	});

	it('is not there after a failure that a second try cannot change', async () => {
		const { get, next } = setUp();
		next(unable());
		await refusalOf(get);
		expect((await refusalOf(get)).errorCode).toBe('sign_in_paused');
	});
});

describe('a credential test', () => {
	it('signs in although there is a good token', async () => {
		const { get, test } = setUp();
		await get();
		expect((await test()).source).toBe('grant');
	});

	it('signs in with the login itself, although a refresh is in flight', async () => {
		const { get, test, refreshing, next, held, pass, calls } = setUp();
		next({ refreshToken: 'r1', lifetime: 10 });
		await get({}, refreshing);
		await pass(10);
		const slow = held();
		const refresh = get({}, refreshing);
		expect((await test(refreshing)).source).toBe('grant');
		slow.release();
		await refresh;
		expect(calls).toEqual(['sign-in a', 'refresh r1', 'sign-in a']);
	});

	it('tries during a pause, and its success frees everybody', async () => {
		const { get, test } = await paused();
		expect((await test()).source).toBe('grant');
		expect((await get()).source).toBe('cache');
		expect((await get({ force: true })).source).toBe('grant');
	});

	it('tries during a pause every ten seconds at the most', async () => {
		const { test, next, pass, calls } = await paused();
		next(rejected(), rejected());
		expect((await refusalOf(test)).errorCode).toBe('credentials_rejected');
		await pass(9.999);
		expect((await refusalOf(test)).errorCode).toBe('sign_in_paused');
		expect(calls).toHaveLength(2);
		await pass(0.001);
		expect((await refusalOf(test)).errorCode).toBe('credentials_rejected');
	});

	it('joins one that has begun during a pause', async () => {
		const { test, held, calls } = await paused();
		const slow = held();
		const both = Promise.all([test(), test()]);
		slow.release();
		expect((await both).map(({ token }) => token.accessToken)).toEqual(['token 2', 'token 2']);
		expect(calls).toHaveLength(2);
	});
});

describe('two grants of one login, of which one has a refresh token', () => {
	/** The password was changed, and refresh tokens live on. */
	async function open() {
		const opened = setUp();
		const { next, get, refreshing, grantOf } = opened;
		next({ lifetime: 60, refreshToken: 'one' });
		await get({}, refreshing);
		const other = grantOf('b', 'a');
		next(rejected());
		await refusalOf(async () => await get({}, other));
		return { ...opened, other };
	}

	it('it is refreshed while the other waits', async () => {
		const { get, refreshing, pass, next, other } = await open();
		await pass(31);
		next(rejected());
		await refusalOf(async () => await get({}, other));
		await pass(25);
		expect((await get({}, refreshing)).source).toBe('refresh');
	});

	it('and a refresh does not end the pause of the login', async () => {
		const { get, refreshing, pass, next, other, calls } = await open();
		await pass(56);
		await get({}, refreshing);
		next(rejected());
		await refusalOf(async () => await get({}, other));
		await pass(45);
		const refusal = await refusalOf(async () => await get({}, other));
		expect([refusal.errorCode, calls.length]).toEqual(['sign_in_paused', 4]);
	});

	it('a refresh that is refused is not followed by the password', async () => {
		const { get, refreshing, pass, next, other, calls } = await open();
		await pass(31);
		next(rejected());
		await refusalOf(async () => await get({}, other));
		await pass(25);
		next(rejected());
		const refusal = await refusalOf(async () => await get({}, refreshing));
		expect([refusal.errorCode, calls.at(-1)]).toEqual(['sign_in_paused', 'refresh one']);
	});
});
