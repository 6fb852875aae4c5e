import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../support';
import { away, HOUR, rejected, setUp } from './support';

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
		pass(3000);
		slow.release();
		await waiting;
		pass(539);
		expect((await get()).source).toBe('cache');
		pass(1);
		expect((await get()).source).toBe('grant');
	});

	it('is renewed a minute before its end', async () => {
		const { get, pass } = setUp();
		await get();
		pass(3539.999);
		expect((await get()).source).toBe('cache');
		pass(0.001);
		expect((await get()).source).toBe('grant');
	});

	it('with less left than the minimum validity is replaced, and no other', async () => {
		const { get, pass } = setUp();
		await get();
		pass(1800);
		expect((await get({ minimumValidity: 1799 })).source).toBe('cache');
		expect((await get({ minimumValidity: 1800 })).source).toBe('grant');
	});

	it('that cannot meet the minimum validity is given anyway, and not asked for again', async () => {
		const { get, pass, calls } = setUp();
		await get({ minimumValidity: 7200 });
		pass(3000);
		expect((await get({ minimumValidity: 7200 })).source).toBe('cache');
		expect(calls).toHaveLength(1);
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

	it('which is over once it has succeeded', async () => {
		const { get, calls } = setUp();
		await get();
		await get({ force: true });
		expect(calls).toHaveLength(2);
	});

	it('which is over once it has failed', async () => {
		const { get, next, calls } = setUp();
		next(away());
		expect((await refusalOf(get)).errorCode).toBe('provider_unavailable');
		expect((await get()).source).toBe('grant');
		expect(calls).toHaveLength(2);
	});

	it('which is over even if the grant throws before it gives a promise', async () => {
		const { engine, grant, get } = setUp();
		const throws = {
			...grant,
			signIn: (): never => {
				throw new Error('at once');
			},
		};
		await expect(engine.get(throws, { timeout: 1000 })).rejects.toThrow('at once');
		expect((await get()).source).toBe('grant');
	});

	it('but each key has its own', async () => {
		const { get, held, grantOf, calls } = setUp();
		const slow = held();
		const first = get();
		expect((await get({}, grantOf('b'))).source).toBe('grant');
		slow.release();
		await first;
		expect(calls).toEqual(['sign-in a', 'sign-in b']);
	});

	it('even if the cache has forgotten the key meanwhile', async () => {
		const { get, held, grantOf, calls } = setUp({ capacity: 1 });
		const slow = held();
		const first = get();
		await get({}, grantOf('b'));
		const second = get();
		slow.release();
		expect((await first).token).toBe((await second).token);
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

describe('a forced sign-in', () => {
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
		next(away());
		expect((await refusalOf(async () => await get({ force: true }))).errorCode).toBe(
			'provider_unavailable',
		);
		expect((await get()).source).toBe('cache');
	});

	it('does not break a pause', async () => {
		const { get, next, calls } = setUp();
		next(rejected());
		await refusalOf(get);
		const refused = await refusalOf(async () => await get({ force: true }));
		expect(refused.errorCode).toBe('sign_in_paused');
		expect(calls).toHaveLength(1);
	});
});

describe('who waits for a sign-in', () => {
	it('and is cancelled goes at once; the others get their token', async () => {
		const { get, held, calls } = setUp();
		const slow = held();
		const controller = new AbortController();
		const one = get({ cancelled: controller.signal });
		const other = get();
		controller.abort(new Error('cancelled'));
		await expect(one).rejects.toThrow('cancelled');
		slow.release();
		expect((await other).token.accessToken).toBe('token 1');
		expect(calls).toHaveLength(1);
	});

	it('and is the only one to be cancelled leaves the token to the next', async () => {
		const { get, held, calls } = setUp();
		const slow = held();
		const controller = new AbortController();
		const one = get({ cancelled: controller.signal });
		controller.abort(new Error('cancelled'));
		await expect(one).rejects.toThrow('cancelled');
		slow.release();
		expect((await get()).token.accessToken).toBe('token 1');
		expect(calls).toHaveLength(1);
	});

	it('longer than its own timeout is told so; the others wait on', async () => {
		const { get, held } = setUp();
		const slow = held();
		const other = get();
		expect(await refusalOf(async () => await get({ timeout: 5 }))).toMatchObject({
			errorCode: 'timeout',
			message: expect.stringMatching(/^The sign-in to VoIPEX took longer than .* seconds?\.$/),
		});
		slow.release();
		expect((await other).source).toBe('grant');
	});

	it('while another forces a new token keeps the good one if that does not work', async () => {
		const { get, held } = setUp();
		await get();
		const slow = held();
		const forced = get({ force: true });
		const other = get();
		slow.refuse(away());
		await expect(forced).rejects.toMatchObject({ errorCode: 'provider_unavailable' });
		expect(await other).toMatchObject({ source: 'cache', token: { accessToken: 'token 1' } });
	});
});

describe('a clock that is set', () => {
	it('back drops what was known: nobody can tell how old it is', async () => {
		const { get, pass } = setUp();
		await get();
		pass(-1);
		expect((await get()).source).toBe('grant');
	});

	it('back drops a pause as well', async () => {
		const { get, next, pass } = setUp();
		next(rejected());
		await refusalOf(get);
		pass(-HOUR);
		expect((await get()).source).toBe('grant');
	});

	it('back during a sign-in leaves its token no longer than it lives', async () => {
		const { get, held, pass } = setUp();
		const slow = held();
		const waiting = get();
		pass(-10 * HOUR);
		slow.release();
		await waiting;
		pass(3539);
		expect((await get()).source).toBe('cache');
		pass(1);
		expect((await get()).source).toBe('grant');
	});

	it('forward ends the token early, and no more', async () => {
		const { get, pass, calls } = setUp();
		await get();
		pass(1000 * HOUR);
		expect((await get()).source).toBe('grant');
		expect((await get()).source).toBe('cache');
		expect(calls).toHaveLength(2);
	});
});

describe('the engine', () => {
	it('remembers a thousand keys, and forgets the one used longest ago', async () => {
		const { engine, get, grantOf } = setUp();
		for (let key = 0; key <= 1000; key++) await get({}, grantOf(String(key)));
		expect(engine.size).toBe(1000);
		expect((await get({}, grantOf('1'))).source).toBe('cache');
		expect((await get({}, grantOf('0'))).source).toBe('grant');
	});
});
