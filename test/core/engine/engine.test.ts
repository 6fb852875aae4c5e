import { describe, expect, it } from '@jest/globals';
import { createEngine, type GetOptions, type Grant } from '../../../core/engine/engine';
import { tokenError, type ErrorCode, type TokenErrorDetails } from '../../../core/errors';
import type { TokenSet } from '../../../core/response/tokenResponse';
import { refusalOf } from '../support';

/** What the provider answers next: a token with these properties, or an error. */
type Scripted = Partial<TokenSet> | Error | Promise<Partial<TokenSet>>;

const HOUR = 3600;

/** An engine on a clock that only the test moves, and a provider that answers as scripted. */
function setUp({
	capacity,
	start = 1_000_000_000_000,
}: { capacity?: number; start?: number } = {}) {
	let time = start;
	let issued = 0;
	const engine = createEngine({ now: () => time, ...(capacity && { capacity }) });
	const calls: string[] = [];
	const script: Scripted[] = [];

	async function answer(call: string): Promise<TokenSet> {
		calls.push(call);
		const accessToken = `token ${++issued}`;
		const next = await (script.shift() ?? {});
		if (next instanceof Error) return await Promise.reject(next);
		return { accessToken, lifetime: HOUR, response: {}, ...next };
	}

	const grantOf = (key: string): Grant => ({
		key,
		title: 'VoIPEX',
		signIn: async () => await answer(`sign-in ${key}`),
	});
	const withRefresh = (key: string): Grant => ({
		...grantOf(key),
		refresh: async (refreshToken) => await answer(`refresh ${refreshToken}`),
	});
	const options: GetOptions = { timeout: 30_000 };
	const grant = grantOf('a');
	return {
		engine,
		calls,
		grant,
		grantOf,
		refreshing: withRefresh('a'),
		get: async (more: Partial<GetOptions> = {}, of = grant) =>
			await engine.get(of, { ...options, ...more }),
		renew: async (refused: Parameters<typeof engine.renew>[1], of = grant) =>
			await engine.renew(of, refused, options),
		/** What the provider answers to the next calls; after that it issues tokens of an hour. */
		next: (...scripted: Scripted[]) => script.push(...scripted),
		/** An answer that waits for the test. */
		held() {
			let release: (answer: Partial<TokenSet>) => void = () => undefined;
			let refuse: (reason: Error) => void = () => undefined;
			script.push(
				new Promise((resolve, reject) => {
					release = resolve;
					refuse = reject;
				}),
			);
			return {
				release: (answer = {}) => release(answer),
				refuse: (reason: Error) => refuse(reason),
			};
		},
		pass(seconds: number) {
			time += seconds * 1000;
		},
	};
}

const refusal = (errorCode: ErrorCode, details: TokenErrorDetails = {}) =>
	tokenError(errorCode, 'It did not work.', 'Check it.', details);
const rejected = () => refusal('credentials_rejected');
const away = () => refusal('provider_unavailable');

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

	it('is as old as the request for it, not as the answer', async () => {
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

describe('a token is good until its end less a margin', () => {
	it.each([
		['an hour: a minute', 3600, 3540],
		['ten minutes: a minute', 600, 540],
		['a hundred seconds: ten', 100, 90],
		['ten seconds: one', 10, 9],
		['a fraction', 28_799.75, 28_739.75],
	])('%s', async (_, lifetime, good) => {
		const { get, next, pass } = setUp();
		next({ lifetime });
		await get();
		pass(good - 0.001);
		expect((await get()).source).toBe('cache');
		pass(0.001);
		expect((await get()).source).toBe('grant');
	});

	it('without a known end it is good until it is refused', async () => {
		const { get, next, pass } = setUp();
		next({ lifetime: null });
		await get();
		pass(10 * 365 * 24 * HOUR);
		expect((await get()).source).toBe('cache');
	});
});

describe('minimum validity', () => {
	it('renews a token with less left', async () => {
		const { get, pass } = setUp();
		await get();
		pass(1800);
		expect((await get({ minimumValidity: 1799 })).source).toBe('cache');
		expect((await get({ minimumValidity: 1800 })).source).toBe('grant');
	});

	it('below the margin changes nothing', async () => {
		const { get, pass } = setUp();
		await get();
		pass(3539);
		expect((await get({ minimumValidity: 0 })).source).toBe('cache');
		pass(1);
		expect((await get({ minimumValidity: 0 })).source).toBe('grant');
	});

	it.each([3600, 7200, Number.MAX_SAFE_INTEGER])(
		'of %i, which no token can meet, is not asked of one',
		async (minimumValidity) => {
			const { get, pass, calls } = setUp();
			await get({ minimumValidity });
			pass(3000);
			expect((await get({ minimumValidity })).source).toBe('cache');
			expect(calls).toHaveLength(1);
		},
	);

	it('cannot be asked of a token without a known end', async () => {
		const { get, next } = setUp();
		next({ lifetime: null });
		await get();
		expect((await get({ minimumValidity: 1e9 })).source).toBe('cache');
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
		expect(await refusalOf(get)).toMatchObject({
			message:
				'Sign-in to VoIPEX is paused for another 20 seconds. The last attempt ended with: It did not work.',
			description:
				'Check it. The pause keeps the account from being locked; a changed credential is tried at once.',
		});
		pass(19);
		expect((await refusalOf(get)).message).toContain('another 1 second.');
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

	it('whose answer was lost is not tried again: the token may be used up', async () => {
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

describe('who waits', () => {
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

describe('the cache', () => {
	it('holds a thousand keys, and forgets the one used longest ago', async () => {
		const { engine, get, grantOf } = setUp();
		for (let key = 0; key <= 1000; key++) await get({}, grantOf(String(key)));
		expect(engine.size).toBe(1000);
		expect((await get({}, grantOf('1'))).source).toBe('cache');
		expect((await get({}, grantOf('0'))).source).toBe('grant');
	});
});
