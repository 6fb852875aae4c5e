import { describe, expect, it } from '@jest/globals';
import { isBrief, mayTest, pauseAfter, signInPaused, type Pause } from '../../../core/engine/pause';
import { tokenError, type ErrorCode, type TokenErrorDetails } from '../../../core/errors';

const AT = Date.UTC(2026, 0, 1);

const reasonOf = (code: ErrorCode, details: TokenErrorDetails = {}) =>
	tokenError(code, 'It did not work.', 'Check it.', details);

/** The lengths of the pauses after so many failures in a row, in seconds. */
function lengths(count: number, code: ErrorCode, details: TokenErrorDetails = {}): number[] {
	let pause: Pause | undefined;
	let at = AT;
	return Array.from({ length: count }, () => {
		pause = pauseAfter(reasonOf(code, details), pause, at);
		const length = pause.until - at;
		at = pause.until;
		return length / 1000;
	});
}

describe('the pause after a failed sign-in doubles', () => {
	it.each<[string, ErrorCode, TokenErrorDetails, number[]]>([
		['a rejected login', 'credentials_rejected', {}, [30, 60, 120, 240, 480, 900, 900]],
		['a login with two factors', 'two_factor_required', {}, [30, 60, 120]],
		['a login that is not let in', 'access_denied', {}, [30, 60, 120]],
		[
			'a good status without a token',
			'malformed_response',
			{ loginProcessed: true },
			[30, 60, 120],
		],
		['an HTTP 500', 'provider_unavailable', { status: 500 }, [2, 4, 8, 16, 30, 30]],
		['an HTTP 404', 'invalid_configuration', { status: 404 }, [2, 4, 8, 16, 30, 30]],
		['a redirect', 'redirect_refused', { status: 302 }, [2, 4, 8, 16, 30, 30]],
		['a response that cannot be decoded', 'malformed_response', {}, [2, 4, 8, 16, 30, 30]],
		['a broken connection', 'provider_unavailable', {}, [1, 2, 4, 8, 10, 10]],
		['no response in time', 'timeout', {}, [1, 2, 4, 8, 10, 10]],
		['a bad certificate', 'tls_failure', {}, [1, 2, 4, 8, 10, 10]],
	])('after %s', (_, code, details, expected) => {
		expect(lengths(expected.length, code, details)).toEqual(expected);
	});

	it.each([0, 1, 5])('after HTTP 429 that asks for %i seconds each time', (retryAfter) => {
		const expected = [1, 2, 4, 8, 16, 30, 30].map((length) => Math.max(length, retryAfter));
		expect(lengths(7, 'rate_limited', { status: 429, retryAfter })).toEqual(expected);
	});

	it('but stays half a minute after HTTP 429 without a header', () => {
		expect(lengths(4, 'rate_limited', { status: 429 })).toEqual([30, 30, 30, 30]);
	});
});

describe('what the provider asks for is kept', () => {
	it.each<[string, ErrorCode, number, number]>([
		['with HTTP 429', 'rate_limited', 5, 5],
		['with HTTP 429, a minute at the most', 'rate_limited', 86_400, 60],
		['with HTTP 429, a second at the least', 'rate_limited', 0, 1],
		['with HTTP 503, where it is longer', 'provider_unavailable', 20, 20],
		['with HTTP 503, not where it is shorter', 'provider_unavailable', 1, 2],
		['with a rejected login, not where it is shorter', 'credentials_rejected', 5, 30],
	])('%s', (_, code, retryAfter, expected) => {
		const status = code === 'credentials_rejected' ? 401 : 503;
		expect(lengths(1, code, { retryAfter, status })).toEqual([expected]);
	});
});

describe('a pause', () => {
	const rejected = pauseAfter(reasonOf('credentials_rejected'), undefined, AT);

	it('is never shortened by another failure, and says the reason of the longer one', () => {
		const pause = pauseAfter(reasonOf('provider_unavailable'), rejected, AT + 1000);
		expect(pause).toMatchObject({ until: rejected.until, reason: rejected.reason });
	});

	it('counts a failure that does not make it longer', () => {
		const during = pauseAfter(reasonOf('timeout'), rejected, AT + 1000);
		const after = pauseAfter(reasonOf('timeout'), during, during.until);
		expect(after.until - during.until).toBe(2000);
	});

	it('counts the failures of each kind on its own', () => {
		const between = pauseAfter(reasonOf('provider_unavailable'), rejected, rejected.until);
		const again = pauseAfter(reasonOf('credentials_rejected'), between, between.until);
		expect(again.until - between.until).toBe(60_000);
	});

	it.each<[string, ErrorCode, TokenErrorDetails, boolean]>([
		['a broken connection', 'provider_unavailable', { retryable: true }, true],
		['HTTP 503', 'provider_unavailable', { status: 503, retryable: true }, true],
		['no response in time', 'timeout', {}, true],
		['a host that does not exist', 'provider_unavailable', { retryable: false }, false],
		['HTTP 500', 'provider_unavailable', { status: 500 }, false],
		['HTTP 429', 'rate_limited', { status: 429, retryable: true, retryAfter: 2 }, false],
		['a rejected login', 'credentials_rejected', {}, false],
	])('after %s is worth waiting out: %s', (_, code, details, expected) => {
		expect(isBrief(pauseAfter(reasonOf(code, details), undefined, AT), AT)).toBe(expected);
	});

	it('is worth waiting out up to five seconds', () => {
		const pause = { ...rejected, kind: 'unreachable' as const, reason: reasonOf('timeout') };
		expect(isBrief({ ...pause, until: AT + 5000 }, AT)).toBe(true);
		expect(isBrief({ ...pause, until: AT + 5001 }, AT)).toBe(false);
	});

	it('lets a credential test through every ten seconds', () => {
		expect(mayTest(rejected, AT)).toBe(true);
		expect(mayTest({ ...rejected, testedAt: AT }, AT + 9999)).toBe(false);
		expect(mayTest({ ...rejected, testedAt: AT }, AT + 10_000)).toBe(true);
	});
});

describe('what a pause says', () => {
	it('is how long it lasts, why, and what can be done', () => {
		const pause = pauseAfter(reasonOf('credentials_rejected'), undefined, AT);
		expect(signInPaused('VoIPEX', pause, AT + 10_500)).toMatchObject({
			errorCode: 'sign_in_paused',
			message:
				'Sign-in to VoIPEX is paused for another 20 seconds. The last attempt ended with: It did not work.',
			description:
				'Check it. The pause keeps the account from being locked, and doubles with each refusal. A changed credential is tried at once, and so is this one when it is tested.',
			retryAfter: 20,
		});
	});

	it('speaks of no locked account where none can be', () => {
		const pause = pauseAfter(reasonOf('timeout'), undefined, AT);
		expect(signInPaused('VoIPEX', pause, AT)).toMatchObject({
			message: expect.stringContaining('another 1 second.'),
			description:
				'Check it. Until then nothing is sent, so that VoIPEX is not flooded with sign-ins.',
		});
	});
});
