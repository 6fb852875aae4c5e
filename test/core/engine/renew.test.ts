import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../support';
import { setUp, unable } from './support';

describe('the token that an API refused', () => {
	it('is replaced once it is five seconds old', async () => {
		const { get, renew, pass } = setUp();
		const result = await get();
		await pass(4.999);
		expect(await renew(result)).toBeUndefined();
		await pass(0.001);
		expect(await renew(result)).toMatchObject({
			source: 'grant',
			token: { accessToken: 'token 2' },
		});
	});

	it('is not renewed but exchanged where a newer one is there already', async () => {
		const { get, renew, calls } = setUp();
		const result = await get();
		await get({ force: true });
		expect(await renew(result)).toMatchObject({
			source: 'cache',
			token: { accessToken: 'token 2' },
		});
		expect(calls).toHaveLength(2);
	});

	it('by fifty callers at once is renewed once', async () => {
		const { get, renew, pass, calls } = setUp();
		const result = await get();
		await pass(60);
		const renewed = await Promise.all(Array.from({ length: 50 }, async () => await renew(result)));
		expect(new Set(renewed.map((one) => one?.token.accessToken))).toEqual(new Set(['token 2']));
		expect(calls).toHaveLength(2);
	});

	it('is no reason to give it again, if the provider issues the very same one', async () => {
		const { get, renew, next, pass } = setUp();
		const result = await get();
		await pass(60);
		next({ accessToken: result.token.accessToken });
		expect(await renew(result)).toBeUndefined();
	});

	it('stays in use for others if the renewal does not work', async () => {
		const { get, renew, next, pass } = setUp();
		const result = await get();
		await pass(60);
		next(unable());
		expect((await refusalOf(async () => await renew(result))).errorCode).toBe(
			'provider_unavailable',
		);
		expect((await get()).source).toBe('cache');
	});

	it('is not renewed during a pause, which spends no renewal', async () => {
		const { get, renew, test, next, pass, calls } = setUp();
		const result = await get();
		await pass(60);
		next(unable());
		await refusalOf(test);
		expect((await refusalOf(async () => await renew(result))).errorCode).toBe('sign_in_paused');
		expect(calls).toHaveLength(2);
		await pass(2);
		expect((await renew(result))?.source).toBe('grant');
	});

	it('has to wait for the interval, ended or not', async () => {
		const { get, renew, next, pass, calls } = setUp();
		next({ lifetime: 1 }, { lifetime: 1 });
		const first = await get();
		await pass(1);
		const second = await renew(first);
		await pass(1);
		expect(await renew(second!)).toBeUndefined();
		expect(calls).toHaveLength(2);
	});

	it('heals at once when it is revoked after it has worked', async () => {
		const { get, renew, pass, calls } = setUp();
		const result = await get({ reports: true });
		await pass(60);
		const refused = await get({ reports: true });
		expect((await renew(refused))?.source).toBe('grant');
		expect(result.token.accessToken).toBe(refused.token.accessToken);
		expect(calls).toHaveLength(2);
	});
});
