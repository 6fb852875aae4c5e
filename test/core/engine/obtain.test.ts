import { describe, expect, it } from '@jest/globals';
import type { ErrorCode } from '../../../core/errors';
import { refusalOf } from '../support';
import { away, HOUR, refusal, rejected, setUp } from './support';

describe('a rejected sign-in', () => {
	it.each<ErrorCode>(['credentials_rejected', 'two_factor_required', 'access_denied'])(
		'with %s is not repeated for 30 seconds',
		async (code) => {
			const { get, next, pass, calls } = setUp();
			next(refusal(code));
			expect((await refusalOf(get)).errorCode).toBe(code);
			pass(29.999);
			expect((await refusalOf(get)).errorCode).toBe('sign_in_paused');
			expect(calls).toHaveLength(1);
			pass(0.001);
			expect((await get()).source).toBe('grant');
		},
	);

	it('is explained with the first reason and the seconds left', async () => {
		const { get, next, pass } = setUp();
		next(rejected());
		await refusalOf(get);
		pass(10.5);
		const { message, description } = await refusalOf(get);
		expect(message).toContain('another 20 seconds. The last attempt ended with: It did not work.');
		expect(description).toContain('Check it.');
	});

	it('pauses its own key only: an edited credential is tried at once', async () => {
		const { get, next, grantOf } = setUp();
		next(rejected());
		await refusalOf(get);
		expect((await get({}, grantOf('edited'))).source).toBe('grant');
	});

	it('takes the token away: the login is no longer good', async () => {
		const { get, next } = setUp();
		await get();
		next(rejected());
		await refusalOf(async () => await get({ force: true }));
		expect((await refusalOf(get)).errorCode).toBe('sign_in_paused');
	});
});

describe('a sign-in that could not be processed', () => {
	it.each<ErrorCode>([
		'provider_unavailable',
		'timeout',
		'tls_failure',
		'redirect_refused',
		'malformed_response',
		'invalid_configuration',
		'rate_limited',
	])('with %s may be tried again at once', async (code) => {
		const { get, next } = setUp();
		next(refusal(code));
		expect((await refusalOf(get)).errorCode).toBe(code);
		expect((await get()).source).toBe('grant');
	});

	it.each([
		[5, 5],
		[60, 60],
		[61, 60],
		[86_400, 60],
	])('and asks to wait %i seconds is paused for %i', async (retryAfter, pause) => {
		const { get, next, pass, calls } = setUp();
		next(refusal('rate_limited', { retryAfter }));
		await refusalOf(get);
		pass(pause - 0.001);
		expect((await refusalOf(get)).errorCode).toBe('sign_in_paused');
		expect(calls).toHaveLength(1);
		pass(0.001);
		expect((await get()).source).toBe('grant');
	});

	it('does not take away a token that is still good for others', async () => {
		const { get, next, pass } = setUp();
		await get();
		pass(1800);
		next(away());
		expect((await refusalOf(async () => await get({ minimumValidity: 3000 }))).errorCode).toBe(
			'provider_unavailable',
		);
		expect((await get()).source).toBe('cache');
	});
});

describe('the refresh grant', () => {
	it('comes before a sign-in, with the newest refresh token', async () => {
		const { get, refreshing, next, pass, calls } = setUp();
		next({ refreshToken: 'r1' }, { refreshToken: 'r2' });
		await get({}, refreshing);
		pass(HOUR);
		expect((await get({}, refreshing)).source).toBe('refresh');
		pass(HOUR);
		await get({}, refreshing);
		expect(calls).toEqual(['sign-in a', 'refresh r1', 'refresh r2']);
	});

	it('keeps the refresh token if none comes back', async () => {
		const { get, refreshing, next, pass, calls } = setUp();
		next({ refreshToken: 'r1' }, {});
		await get({}, refreshing);
		pass(HOUR);
		await get({}, refreshing);
		pass(HOUR);
		await get({}, refreshing);
		expect(calls).toEqual(['sign-in a', 'refresh r1', 'refresh r1']);
	});

	it('that is refused is followed by a sign-in, in the same flight', async () => {
		const { get, refreshing, next, pass, calls } = setUp();
		next({ refreshToken: 'r1' }, rejected(), { refreshToken: 'r2' });
		await get({}, refreshing);
		pass(HOUR);
		const both = await Promise.all([get({}, refreshing), get({}, refreshing)]);
		expect(both.map(({ source }) => source)).toEqual(['grant', 'grant']);
		expect(calls).toEqual(['sign-in a', 'refresh r1', 'sign-in a']);
	});

	it('that is refused drops its token, and the next one uses the new', async () => {
		const { get, refreshing, next, pass, calls } = setUp();
		next({ refreshToken: 'r1' }, rejected(), { refreshToken: 'r2' });
		await get({}, refreshing);
		pass(HOUR);
		await get({}, refreshing);
		pass(HOUR);
		await get({}, refreshing);
		expect(calls).toEqual(['sign-in a', 'refresh r1', 'sign-in a', 'refresh r2']);
	});

	it.each(['unsupported_grant_type', 'unauthorized_client'])(
		'that the provider does not know (%s) is not tried again',
		async (providerCode) => {
			const { get, refreshing, next, pass, calls } = setUp();
			next({ refreshToken: 'r1' }, refusal('invalid_configuration', { providerCode }), {
				refreshToken: 'r2',
			});
			await get({}, refreshing);
			pass(HOUR);
			await get({}, refreshing);
			pass(HOUR);
			await get({}, refreshing);
			expect(calls).toEqual(['sign-in a', 'refresh r1', 'sign-in a', 'sign-in a']);
		},
	);

	it('whose response was lost is not tried again: the token may be used up', async () => {
		const { get, refreshing, next, pass, calls } = setUp();
		next({ refreshToken: 'r1' }, away());
		await get({}, refreshing);
		pass(HOUR);
		await refusalOf(async () => await get({}, refreshing));
		expect((await get({}, refreshing)).source).toBe('grant');
		expect(calls).toEqual(['sign-in a', 'refresh r1', 'sign-in a']);
	});

	it('is not tried with a refresh token past its end', async () => {
		const { get, refreshing, next, pass, calls } = setUp();
		next({ refreshToken: 'r1', refreshLifetime: 2 * HOUR });
		await get({}, refreshing);
		pass(2 * HOUR);
		await get({}, refreshing);
		expect(calls).toEqual(['sign-in a', 'sign-in a']);
	});

	it('is not there for a provider without one', async () => {
		const { get, next, pass, calls } = setUp();
		next({ refreshToken: 'r1' });
		await get();
		pass(HOUR);
		await get();
		expect(calls).toEqual(['sign-in a', 'sign-in a']);
	});

	it('and the sign-in after it: if both are refused, the login is paused', async () => {
		const { get, refreshing, next, pass, calls } = setUp();
		next({ refreshToken: 'r1' }, rejected(), rejected());
		await get({}, refreshing);
		pass(HOUR);
		const code = async () => (await refusalOf(async () => await get({}, refreshing))).errorCode;
		expect(await code()).toBe('credentials_rejected');
		expect(await code()).toBe('sign_in_paused');
		expect(calls).toEqual(['sign-in a', 'refresh r1', 'sign-in a']);
	});

	it('renews a refused token as well', async () => {
		const { get, renew, refreshing, next, pass, calls } = setUp();
		next({ refreshToken: 'r1' });
		const { token } = await get({}, refreshing);
		pass(60);
		expect((await renew(token, refreshing))?.source).toBe('refresh');
		expect(calls).toEqual(['sign-in a', 'refresh r1']);
	});
});
