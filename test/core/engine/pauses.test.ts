import { describe, expect, it } from '@jest/globals';
import type { ErrorCode } from '../../../core/errors';
import { refusalOf } from '../support';
import { failure, rejected, setUp, unable, unreachable } from './support';

describe('an answered failure pauses its key', () => {
	it.each<ErrorCode>([
		'credentials_rejected',
		'two_factor_required',
		'access_denied',
		'provider_unavailable',
		'redirect_refused',
		'malformed_response',
		'invalid_configuration',
		'rate_limited',
	])('with %s, 200 items make one sign-in', async (code) => {
		const { get, next, calls } = setUp();
		next(failure(code, { status: 400 }));
		expect((await refusalOf(get)).errorCode).toBe(code);
		for (let item = 1; item < 200; item++) {
			expect((await refusalOf(get)).errorCode).toBe('sign_in_paused');
		}
		expect(calls).toHaveLength(1);
	});

	it('and no other: an edited credential is tried at once', async () => {
		const { get, next, grantOf } = setUp();
		next(rejected());
		await refusalOf(get);
		expect((await get({}, grantOf('edited'))).source).toBe('grant');
	});

	it('until it ends, or another sign-in of the key works', async () => {
		const { get, next, pass, calls } = setUp();
		next(rejected());
		await refusalOf(get);
		await pass(29.999);
		expect((await refusalOf(get)).errorCode).toBe('sign_in_paused');
		await pass(0.001);
		expect((await get()).source).toBe('grant');
		expect(calls).toHaveLength(2);
	});

	it('for longer each time, and from the start again after a success', async () => {
		const { get, next, pass } = setUp();
		const pauseOf = async () => (await refusalOf(get)).retryAfter;
		next(rejected(), rejected());
		await refusalOf(get);
		expect(await pauseOf()).toBe(30);
		await pass(30);
		await refusalOf(get);
		expect(await pauseOf()).toBe(60);
		await pass(60);
		await get();
		next(rejected());
		await refusalOf(async () => await get({ force: true }));
		expect((await refusalOf(async () => await get({ force: true }))).retryAfter).toBe(30);
	});

	it('even if the cache has forgotten the key meanwhile', async () => {
		const { get, next, grantOf } = setUp({ capacity: 1 });
		next(rejected());
		await refusalOf(get);
		await get({}, grantOf('b'));
		expect((await refusalOf(get)).errorCode).toBe('sign_in_paused');
	});
});

it('something that nobody foresaw pauses like a refusal: who knows what the provider did', async () => {
	const { get, next, calls } = setUp();
	next(new RangeError('Maximum call stack size exceeded'));
	expect(await refusalOf(get)).toMatchObject({ loginProcessed: true, message: expect.any(String) });
	expect((await refusalOf(get)).retryAfter).toBe(30);
	expect(calls).toHaveLength(1);
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

	it('ends in the reason once the pauses grow long', async () => {
		const { get, next, pass, calls } = setUp();
		next(unreachable(), unreachable(), unreachable(), unreachable());
		const refused = refusalOf(get);
		await pass(7);
		expect((await refused).errorCode).toBe('provider_unavailable');
		expect((await refusalOf(get)).errorCode).toBe('sign_in_paused');
		expect(calls).toHaveLength(4);
	});

	it('is not waited out by who has less time than that', async () => {
		const { get, next, calls } = setUp();
		next(unreachable());
		const refused = await refusalOf(async () => await get({ timeout: 1000 }));
		expect(refused.errorCode).toBe('provider_unavailable');
		expect(calls).toHaveLength(1);
	});

	it('is not waited out by who is cancelled', async () => {
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
		const { get, test, calls } = setUp();
		await get();
		expect((await test()).source).toBe('grant');
		expect(calls).toHaveLength(2);
	});

	it('signs in with the login although there is a refresh token', async () => {
		const { get, test, refreshing, next, pass, calls } = setUp();
		next({ refreshToken: 'r1', lifetime: 10 });
		await get({}, refreshing);
		await pass(10);
		await test(refreshing);
		expect(calls).toEqual(['sign-in a', 'sign-in a']);
	});

	it('signs in with the login although a refresh is under way', async () => {
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
		const { get, test, next } = setUp();
		next(rejected());
		await refusalOf(get);
		expect((await test()).source).toBe('grant');
		expect((await get()).source).toBe('cache');
	});

	it('tries during a pause every ten seconds at the most', async () => {
		const { get, test, next, pass, calls } = setUp();
		next(rejected(), rejected(), rejected());
		await refusalOf(get);
		expect((await refusalOf(test)).errorCode).toBe('credentials_rejected');
		await pass(9.999);
		expect((await refusalOf(test)).errorCode).toBe('sign_in_paused');
		expect(calls).toHaveLength(2);
		await pass(0.001);
		expect((await refusalOf(test)).errorCode).toBe('credentials_rejected');
	});

	it('that fails for the network does not shorten the pause of the account', async () => {
		const { get, test, next } = setUp();
		next(rejected(), unreachable());
		await refusalOf(get);
		await refusalOf(test);
		expect((await refusalOf(get)).retryAfter).toBe(30);
	});
});
