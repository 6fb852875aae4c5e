import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../support';
import { away, rejected, setUp } from './support';

describe('the token that an API refused', () => {
	it('is replaced once it is ten seconds old', async () => {
		const { get, renew, pass } = setUp();
		const { token } = await get();
		pass(9.999);
		expect(await renew(token)).toBeUndefined();
		pass(0.001);
		expect(await renew(token)).toMatchObject({
			source: 'grant',
			token: { accessToken: 'token 2' },
		});
	});

	it('is replaced at most once a minute', async () => {
		const { get, renew, pass, calls } = setUp();
		const { token } = await get();
		pass(10);
		const second = await renew(token);
		pass(59.999);
		expect(await renew(second!.token)).toBeUndefined();
		expect(calls).toHaveLength(2);
		pass(0.001);
		expect((await renew(second!.token))?.token.accessToken).toBe('token 3');
	});

	it('is not renewed but exchanged where a newer one is there already', async () => {
		const { get, renew, calls } = setUp();
		const { token } = await get();
		await get({ force: true });
		expect(await renew(token)).toMatchObject({
			source: 'cache',
			token: { accessToken: 'token 2' },
		});
		expect(calls).toHaveLength(2);
	});

	it('by fifty callers at once is renewed once', async () => {
		const { get, renew, pass, calls } = setUp();
		const { token } = await get();
		pass(60);
		const renewed = await Promise.all(Array.from({ length: 50 }, async () => await renew(token)));
		expect(new Set(renewed.map((one) => one?.token.accessToken))).toEqual(new Set(['token 2']));
		expect(calls).toHaveLength(2);
	});

	it('is no reason to give it again, if the provider issues the very same one', async () => {
		const { get, renew, next, pass } = setUp();
		const { token } = await get();
		pass(60);
		next({ accessToken: token.accessToken });
		expect(await renew(token)).toBeUndefined();
	});

	it('stays in use for others if the renewal does not work', async () => {
		const { get, renew, next, pass } = setUp();
		const { token } = await get();
		pass(60);
		next(away());
		expect((await refusalOf(async () => await renew(token))).errorCode).toBe(
			'provider_unavailable',
		);
		expect((await get()).source).toBe('cache');
	});

	it('is not renewed during a pause', async () => {
		const { get, renew, next, pass, calls } = setUp();
		const { token } = await get();
		pass(60);
		next(rejected());
		await refusalOf(async () => await renew(token));
		expect((await refusalOf(async () => await renew(token))).errorCode).toBe('sign_in_paused');
		expect(calls).toHaveLength(2);
	});
});
