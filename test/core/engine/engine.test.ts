import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../support';
import { HOUR, setUp, unable } from './support';

describe('a token', () => {
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

it('a long response is kept for a minute, and then until a token is wanted without it', async () => {
	const { get, next, pass, calls } = setUp();
	next({ hasLongResponse: true });
	const raw = { own: true, raw: true };
	await get();
	await pass(60);
	await get();
	expect((await get(raw)).source).toBe('cache');
	await pass(1);
	expect((await get(raw)).token.response).toBeDefined();
	await get();
	expect((await get({ own: true })).token.response).toBeUndefined();
	expect((await get(raw)).token.response).toBeDefined();
	expect(calls).toHaveLength(2);
});

describe('force', () => {
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

	it('and forward before is undone', async () => {
		const { get, step, calls } = setUp();
		await get();
		for (const seconds of [600, -300]) {
			step(seconds);
			await get();
		}
		expect(calls).toHaveLength(1);
	});
});
