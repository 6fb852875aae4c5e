import { describe, expect, it } from '@jest/globals';
import { pauseAfter, signInPaused } from '../../../core/engine/pause';
import { tokenError, type ErrorCode } from '../../../core/errors';

const AT = 1_000_000;

const reasonOf = (code: ErrorCode, retryAfter?: number) =>
	tokenError(code, 'It did not work.', 'Check it.', retryAfter === undefined ? {} : { retryAfter });

/** Seconds, or undefined where the next sign-in may follow at once. */
function pauseOf(code: ErrorCode, retryAfter?: number) {
	const pause = pauseAfter(reasonOf(code, retryAfter), AT);
	return pause && (pause.until - AT) / 1000;
}

describe('the pause after a rejected login', () => {
	it.each<ErrorCode>(['credentials_rejected', 'two_factor_required', 'access_denied'])(
		'with %s is half a minute, whatever the provider asks for',
		(code) => {
			expect(pauseOf(code)).toBe(30);
			expect(pauseOf(code, 5)).toBe(30);
			expect(pauseOf(code, 3600)).toBe(30);
		},
	);
});

describe('the pause after any other failed sign-in', () => {
	it.each<ErrorCode>([
		'provider_unavailable',
		'timeout',
		'tls_failure',
		'redirect_refused',
		'malformed_response',
		'invalid_configuration',
		'rate_limited',
	])('with %s is none', (code) => {
		expect(pauseOf(code)).toBeUndefined();
	});

	it.each([
		[0, undefined],
		[5, 5],
		[60, 60],
		[61, 60],
		[86_400, 60],
	])('where the provider asks to wait %i seconds is %p, a minute at the most', (asked, length) => {
		expect(pauseOf('rate_limited', asked)).toBe(length);
	});
});

it('a pause keeps the reason for it', () => {
	const reason = reasonOf('credentials_rejected');
	expect(pauseAfter(reason, AT)?.reason).toBe(reason);
});

describe('what people read during a pause', () => {
	it.each([
		[30_000, '30 seconds'],
		[19_500, '20 seconds'],
		[1000, '1 second'],
		[1, '1 second'],
	])('with %i milliseconds left names %s', (left, named) => {
		const pause = { until: AT + left, reason: reasonOf('credentials_rejected') };
		expect(signInPaused('VoIPEX', pause, AT)).toMatchObject({
			errorCode: 'sign_in_paused',
			message: `Sign-in to VoIPEX is paused for another ${named}. The last attempt ended with: It did not work.`,
			description:
				'Check it. The pause keeps the account from being locked; a changed credential is tried at once.',
		});
	});
});
