import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../support';
import { rejected, setUp, unreachable } from './support';

/** An engine whose login was just rejected. */
async function paused(setting?: Parameters<typeof setUp>[0]) {
	const opened = setUp(setting);
	opened.next(rejected());
	await refusalOf(opened.get);
	/** How long the pause lasts yet, in seconds. */
	const remaining = async () => (await refusalOf(opened.get)).retryAfter!;
	return { ...opened, remaining };
}

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
});

describe('a credential test', () => {
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
});

it('a grant with a refresh token is refreshed while another one of its login waits', async () => {
	const { next, get, refreshing, grantOf, pass } = setUp();
	next({ lifetime: 60, refreshToken: 'one' });
	await get({}, refreshing);
	for (const seconds of [31, 25]) {
		next(rejected());
		await refusalOf(async () => await get({}, grantOf('b', 'a')));
		await pass(seconds);
	}
	expect((await get({}, refreshing)).source).toBe('refresh');
});
