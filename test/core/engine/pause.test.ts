import { describe, expect, it } from '@jest/globals';
import { isBrief, mayTest, pauseAfter, signInPaused, type Pause } from '../../../core/engine/pause';
import type { ErrorCode, TokenErrorDetails } from '../../../core/errors';
import { failure, rejected, unable, unanswered, unreachable } from './support';

const busy = failure('provider_unavailable', { retryable: true, status: 503 });

/** The pauses of a login whose sign-ins end like this, each one when the last pause has ended. */
function pausesAfter(...reasons: Array<ReturnType<typeof failure>>) {
	let pause: Pause | undefined;
	return reasons.map((reason) => {
		const now: number = pause?.until ?? 0;
		pause = pauseAfter(reason, pause, now);
		return { ...pause, seconds: (pause.until - now) / 1000 };
	});
}

/** The last of them. */
const lastOf = (...reasons: Parameters<typeof pausesAfter>) => pausesAfter(...reasons).at(-1)!;

// The one place that binds how long the pauses are.
it.each([
	['refused', rejected(), [30, 60, 120, 240, 480, 900, 900]],
	['other', unable(), [1, 2, 4, 8, 16, 30, 30]],
])('a pause of the kind "%s" doubles', (kind, reason, seconds) => {
	const pauses = pausesAfter(...seconds.map(() => reason));
	expect(pauses.map((pause) => pause.seconds)).toEqual(seconds);
	expect(pauses.map((pause) => pause.kind)).toEqual(seconds.map(() => kind));
});

it.each<[string, ErrorCode, TokenErrorDetails, Pause['kind'], boolean]>([
	['a rejected login', 'credentials_rejected', { status: 401 }, 'refused', false],
	['a login with two factors', 'two_factor_required', { status: 200 }, 'refused', false],
	['a login that is not let in', 'access_denied', { status: 403 }, 'refused', false],
	['a 2xx without a token', 'malformed_response', { loginProcessed: true }, 'refused', false],
	['HTTP 429', 'rate_limited', { status: 429, retryable: true }, 'refused', false],
	['"too many attempts" in words', 'rate_limited', { status: 400 }, 'refused', false],
	['HTTP 500', 'provider_unavailable', { status: 500 }, 'other', false],
	['HTTP 503', 'provider_unavailable', { status: 503, retryable: true }, 'other', true],
	['HTTP 404', 'invalid_configuration', { status: 404 }, 'other', false],
	['a redirect', 'redirect_refused', { status: 302 }, 'other', false],
	['a response that cannot be decoded', 'malformed_response', {}, 'other', false],
	['a refused connection', 'provider_unavailable', { retryable: true }, 'other', true],
	['no response in time', 'timeout', {}, 'other', true],
	['a host that does not exist', 'provider_unavailable', { retryable: false }, 'other', false],
	['a bad certificate', 'tls_failure', {}, 'other', false],
])('after %s the pause is of its kind, and waited out or not', (_, code, details, kind, waits) => {
	const pause = pauseAfter(failure(code, details), undefined, 0);
	expect([pause.kind, isBrief(pause, 0)]).toEqual([kind, waits]);
});

describe('connections that are closed without a response', () => {
	const kindsAfter = (...reasons: Parameters<typeof pausesAfter>) =>
		pausesAfter(...reasons).map(({ kind }) => kind);

	it('count as refusals from the third in a row on: the server may count the tries', () => {
		const kinds = ['other', 'other', 'refused', 'refused'];
		expect(kindsAfter(unanswered(), unanswered(), unanswered(), unanswered())).toEqual(kinds);
	});

	it.each([
		['a response', busy],
		['a server that is down', unreachable()],
		['a response that is late', failure('timeout')],
	])('do not with %s in between, which never counts as one', (_, between) => {
		const reasons = [unanswered(), unanswered(), between, unanswered(), between, between, between];
		expect(new Set(kindsAfter(...reasons))).toEqual(new Set(['other']));
	});
});

describe('what the provider asks for', () => {
	const quarter = 900;
	it.each([
		['is kept where it is longer', unable(), 20, 20],
		['is not where it is shorter', rejected(), 5, lastOf(rejected()).seconds],
		['is kept up to a quarter of an hour', unable(), 86_400, quarter],
		['is kept up to a quarter of an hour, for a limit', failure('rate_limited'), 3600, quarter],
	])('%s', (_, reason, retryAfter, expected) => {
		expect(lastOf(Object.assign({}, reason, { retryAfter })).seconds).toBe(expected);
	});
});

describe('a pause', () => {
	const first = lastOf(rejected());

	it('is never shortened by another failure, and keeps the reason of the longer one', () => {
		const pause = pauseAfter(unable(), first, 1000);
		expect(pause).toMatchObject({ until: first.until, kind: 'refused' });
		expect(pause.reason).toBe(first.reason);
		expect(pause.failures).toEqual({ refused: 1, other: 1 });
	});

	it('counts the failures of each kind separately', () => {
		expect(lastOf(rejected(), unable(), rejected()).seconds).toBe(2 * first.seconds);
	});

	it('is waited out up to five seconds', () => {
		const pause = lastOf(unreachable());
		expect(isBrief({ ...pause, until: 5000 }, 0)).toBe(true);
		expect(isBrief({ ...pause, until: 5001 }, 0)).toBe(false);
	});

	it('lets a credential test through every ten seconds', () => {
		expect(mayTest(first, 0)).toBe(true);
		expect(mayTest({ ...first, testedAt: 0 }, 9999)).toBe(false);
		expect(mayTest({ ...first, testedAt: 0 }, 10_000)).toBe(true);
	});
});

describe('the message of a pause', () => {
	it('says how long it lasts, why, and what can be done', () => {
		const pause = { ...lastOf(rejected()), until: 20_000 };
		expect(signInPaused('VoIPEX', pause, 0)).toMatchObject({
			errorCode: 'sign_in_paused',
			message:
				'Sign-in to VoIPEX is paused for another 20 seconds. The last attempt ended with: It did not work.',
			description:
				'Check it. The pause prevents a lockout and doubles after each failed sign-in. To retry now, correct the login or test the credential again.',
			retryAfter: 20,
		});
	});

	it('speaks of no lockout where there can be none', () => {
		expect(signInPaused('VoIPEX', lastOf(unable()), 0).description).not.toContain('lockout');
	});

	it('names one wait: advice to wait for another time is left out', () => {
		const { description } = signInPaused('VoIPEX', lastOf(failure('rate_limited')), 0);
		expect(description).not.toContain('Check it.');
	});
});
