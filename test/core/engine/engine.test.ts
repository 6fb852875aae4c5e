import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../support';
import { HOUR, rejected, setUp, unable } from './support';

describe('a token', () => {
	it('comes from a sign-in, and from the cache while it is good', async () => {
		const { get, calls } = setUp();
		expect(await get()).toMatchObject({ source: 'grant', token: { accessToken: 'token 1' } });
		expect(await get()).toMatchObject({ source: 'cache', token: { accessToken: 'token 1' } });
		expect(calls).toEqual(['sign-in a']);
	});

	it('is never given to another key', async () => {
		const { get, grantOf, calls } = setUp();
		await get();
		expect((await get({}, grantOf('b'))).token.accessToken).toBe('token 2');
		expect((await get()).token.accessToken).toBe('token 1');
		expect(calls).toEqual(['sign-in a', 'sign-in b']);
	});

	it('is as old as the request for it, not as the response', async () => {
		const { get, held, pass } = setUp();
		const slow = held();
		const waiting = get();
		await pass(3);
		slow.release({ lifetime: 100 });
		await waiting;
		await pass(86.999);
		expect((await get()).source).toBe('cache');
		await pass(0.001);
		expect((await get()).source).toBe('grant');
	});
});

describe('callers at the same time are served by one sign-in', () => {
	it('and all get its token', async () => {
		const { get, held, calls } = setUp();
		const slow = held();
		const waiting = Promise.all(Array.from({ length: 100 }, async () => await get()));
		slow.release();
		const tokens = new Set((await waiting).map(({ token }) => token.accessToken));
		expect([...tokens]).toEqual(['token 1']);
		expect(calls).toEqual(['sign-in a']);
	});

	it('and all get its refusal', async () => {
		const { get, held, calls } = setUp();
		const slow = held();
		const waiting = Promise.allSettled([get(), get(), get()]);
		slow.refuse(rejected());
		for (const { status } of await waiting) expect(status).toBe('rejected');
		expect(calls).toHaveLength(1);
	});

	it('even if the cache has forgotten the key meanwhile', async () => {
		const { get, held, grantOf, calls } = setUp({ capacity: 1 });
		const slow = held();
		const first = get();
		await get({}, grantOf('b'));
		const second = get();
		slow.release();
		expect((await first).token).toEqual((await second).token);
		expect(calls).toEqual(['sign-in a', 'sign-in b']);
	});

	it('and a forced one joins it as well', async () => {
		const { get, held, calls } = setUp();
		const slow = held();
		const waiting = Promise.all([get(), get({ force: true })]);
		slow.release();
		await waiting;
		expect(calls).toHaveLength(1);
	});
});

describe('a good token is given out at once', () => {
	it('while somebody else forces a new one', async () => {
		const { get, held } = setUp();
		await get();
		const slow = held();
		const forced = get({ force: true });
		expect(await get()).toMatchObject({ source: 'cache', token: { accessToken: 'token 1' } });
		slow.release();
		expect((await forced).token.accessToken).toBe('token 2');
		expect((await get()).token.accessToken).toBe('token 2');
	});

	it('while another one is renewed', async () => {
		const { get, renew, held, pass } = setUp();
		const result = await get();
		await pass(60);
		const slow = held();
		const renewing = renew(result);
		expect((await get()).source).toBe('cache');
		slow.release();
		expect((await renewing)?.source).toBe('grant');
	});

	it('after a forced sign-in was rejected, and during the pause', async () => {
		const { get, next } = setUp();
		await get();
		next(rejected());
		await refusalOf(async () => await get({ force: true }));
		expect(await get()).toMatchObject({ source: 'cache', token: { accessToken: 'token 1' } });
	});
});

describe('a rejected login takes the token away', () => {
	it('only if an API had refused that very token', async () => {
		const { get, renew, next, pass } = setUp();
		const result = await get();
		await pass(60);
		next(rejected());
		await refusalOf(async () => await renew(result));
		expect((await refusalOf(get)).errorCode).toBe('sign_in_paused');
	});
});

describe('force', () => {
	it('obtains a new token, which everybody gets from then on', async () => {
		const { get } = setUp();
		await get();
		expect(await get({ force: true })).toMatchObject({
			source: 'grant',
			token: { accessToken: 'token 2' },
		});
		expect((await get()).token.accessToken).toBe('token 2');
	});

	it('that does not work is not covered up by the old token', async () => {
		const { get, next } = setUp();
		await get();
		next(unable());
		expect((await refusalOf(async () => await get({ force: true }))).errorCode).toBe(
			'provider_unavailable',
		);
	});
});

describe('the machine’s clock, set back,', () => {
	it('takes no token away, and lets none live longer', async () => {
		const { get, pass, step } = setUp();
		await get();
		step(-HOUR);
		expect((await get()).source).toBe('cache');
		await pass(3539.999);
		expect((await get()).source).toBe('cache');
		await pass(0.001);
		expect((await get()).source).toBe('grant');
	});

	it('ends no pause', async () => {
		const { get, next, step, calls } = setUp();
		next(rejected());
		await refusalOf(get);
		step(-0.001);
		expect((await refusalOf(get)).errorCode).toBe('sign_in_paused');
		expect(calls).toHaveLength(1);
	});

	it('shows in the times that are given out', async () => {
		const { get, step, now } = setUp();
		const { token } = await get();
		step(-HOUR);
		expect((await get()).token.obtainedAt).toBe(token.obtainedAt - HOUR * 1000);
		expect((await get({ force: true })).token.obtainedAt).toBe(now());
	});

	it('and forward ends the token early, and no more', async () => {
		const { get, step, calls } = setUp();
		await get();
		step(1000 * HOUR);
		expect((await get()).source).toBe('grant');
		expect((await get()).source).toBe('cache');
		expect(calls).toHaveLength(2);
	});
});

describe('ten thousand keys', () => {
	it('are remembered, and of more those that were used longest ago are not', async () => {
		const { engine, get, grantOf } = setUp();
		for (let key = 0; key <= 10_000; key++) await get({}, grantOf(String(key)));
		expect(engine.size).toBe(10_000);
		expect((await get({}, grantOf('1'))).source).toBe('cache');
		expect((await get({}, grantOf('0'))).source).toBe('grant');
	});
});
