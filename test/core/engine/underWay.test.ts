import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../support';
import { rejected, setUp, unable, unreachable } from './support';

describe('a renewal that meets a broken connection', () => {
	it('is tried again after the short pause', async () => {
		const { get, renew, next, pass, calls } = setUp();
		const result = await get();
		await pass(60);
		next(unreachable());
		const renewing = renew(result);
		await pass(1);
		expect((await renewing)?.token.accessToken).toBe('token 3');
		expect(calls).toHaveLength(3);
	});
});

describe('a refresh that is of no use', () => {
	it('is not followed by a sign-in, if a test was rejected meanwhile', async () => {
		const { get, test, refreshing, next, held, pass, calls } = setUp();
		next({ refreshToken: 'r1', lifetime: 10 });
		await get({}, refreshing);
		await pass(10);
		const slow = held();
		const refused = refusalOf(async () => await get({}, refreshing));
		next(rejected());
		await refusalOf(async () => await test(refreshing));
		slow.refuse(unable());
		expect((await refused).errorCode).toBe('sign_in_paused');
		expect(calls).toEqual(['sign-in a', 'refresh r1', 'sign-in a']);
	});

	it('leaves the sign-in the rest of the time', async () => {
		const { get, refreshing, next, held, pass } = setUp();
		next({ refreshToken: 'r1', lifetime: 10 });
		await get({}, refreshing);
		await pass(10);
		const limits: number[] = [];
		const slow = held();
		const measuring = {
			...refreshing,
			signIn: async (limit: number) => {
				limits.push(limit);
				return await refreshing.signIn(limit);
			},
		};
		const waiting = get({ timeout: 45_000 }, measuring);
		await pass(20);
		slow.refuse(unable());
		await waiting;
		expect(limits).toEqual([25_000]);
	});
});

describe('a credential test during a pause', () => {
	it('joins one that is under way', async () => {
		const { get, test, next, held, calls } = setUp();
		next(rejected());
		await refusalOf(get);
		const slow = held();
		const both = Promise.all([test(), test()]);
		slow.release();
		expect((await both).map(({ token }) => token.accessToken)).toEqual(['token 2', 'token 2']);
		expect(calls).toHaveLength(2);
	});
});
