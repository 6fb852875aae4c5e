import { describe, expect, it } from '@jest/globals';
import type { ErrorCode } from '../../../core/errors';
import { refusalOf } from '../support';
import { failure, HOUR, setUp } from './support';

/** An engine with the refresh token r1, whose token has ended, and what the provider does next. */
async function open(...scripted: Parameters<ReturnType<typeof setUp>['next']>) {
	const opened = setUp();
	const { refreshing, next, pass } = opened;
	const get: typeof opened.get = async (more, of = refreshing) => await opened.get(more, of);
	next({ refreshToken: 'r1' }, ...scripted);
	await get();
	await pass(HOUR);
	return { ...opened, get };
}

describe('the refresh grant', () => {
	it('keeps the refresh token if none comes back', async () => {
		const { get, pass, calls } = await open({});
		await get();
		await pass(HOUR);
		await get();
		expect(calls).toEqual(['sign-in a', 'refresh r1', 'refresh r1']);
	});

	it.each<ErrorCode>([
		'credentials_rejected',
		'access_denied',
		'invalid_configuration',
		'provider_unavailable',
		'malformed_response',
		'redirect_refused',
	])('that ends with %s is followed by a sign-in, in the same flight', async (code) => {
		const { get, pass, calls } = await open(failure(code, { status: 400 }), { refreshToken: 'r2' });
		const both = await Promise.all([get(), get()]);
		expect(both.map(({ source }) => source)).toEqual(['grant', 'grant']);
		await pass(HOUR);
		await get();
		expect(calls).toEqual(['sign-in a', 'refresh r1', 'sign-in a', 'refresh r2']);
	});

	it.each<ErrorCode>(['timeout', 'rate_limited'])(
		'that ends with %s leaves no time, or no leave, for a sign-in',
		async (code) => {
			const { get, pass, calls } = await open(failure(code));
			const refused = await refusalOf(async () => await get({ timeout: 100 }));
			expect(refused.errorCode).toBe(code);
			await pass(HOUR);
			expect((await get()).source).toBe('grant');
			expect(calls).toEqual(['sign-in a', 'refresh r1', 'sign-in a']);
		},
	);

	it.each([
		[400, 'unsupported_grant_type', false],
		[400, 'unauthorized_client', false],
		[400, 'invalid_grant', true],
		[401, 'unauthorized_client', true],
	])('after HTTP %i %s is tried again: %s', async (status, providerCode, again) => {
		const refused = failure('invalid_configuration', { status, providerCode });
		const { get, pass, calls } = await open(refused, { refreshToken: 'r2' });
		await get();
		await pass(HOUR);
		await get();
		expect(calls.includes('refresh r2')).toBe(again);
	});

	it('is not tried with a refresh token past its end', async () => {
		const { get, refreshing, next, pass, calls } = setUp();
		next({ refreshToken: 'r1', refreshLifetime: 2 * HOUR });
		await get({}, refreshing);
		await pass(2 * HOUR);
		await get({}, refreshing);
		expect(calls).toEqual(['sign-in a', 'sign-in a']);
	});
});
