/** Steady traffic in hard times, and what it may cost at the most. */

/** @typedef {import('./traffic.mjs').Scenario} Scenario */

/** @param {number} step @param {number} seconds */
const every = (step, seconds) =>
	Array.from({ length: Math.floor(seconds / step) }, (_, index) => (index + 1) * step);

/**
 * @param {typeof import('../../core/errors.js').tokenError} tokenError
 * @returns {Scenario[]}
 */
export function scenarios(tokenError) {
	const rejected = () => tokenError('credentials_rejected', 'Refused.', 'Check it.');
	const unreachable = () =>
		tokenError('provider_unavailable', 'Not there.', 'Wait.', { retryable: true });
	const closed = () =>
		tokenError('provider_unavailable', 'Broke off.', 'Wait.', {
			retryable: true,
			unanswered: true,
		});
	const answered = () => tokenError('provider_unavailable', 'HTTP 500.', 'Wait.', { status: 500 });
	const limited = () => tokenError('rate_limited', 'Too many.', 'Wait.', { status: 429 });
	const minutes = 600;
	return [
		{
			name: 'wrong password, 15 minutes',
			seconds: 900,
			signIn: rejected,
			bounds: { signIns: 6 },
		},
		{
			name: 'HTTP 500 to each sign-in, 15 minutes',
			seconds: 900,
			signIn: answered,
			bounds: { signIns: 40 },
		},
		{
			name: 'HTTP 429 to each sign-in, 15 minutes',
			seconds: 900,
			signIn: limited,
			bounds: { signIns: 6 },
		},
		{
			name: 'connection closed without an answer, a call each 3 seconds, 15 minutes',
			seconds: 900,
			perSecond: 1 / 3,
			signIn: closed,
			bounds: { signIns: 8 },
		},
		{
			name: 'server down, 25 seconds, 10 calls a second',
			seconds: 25,
			perSecond: 10,
			signIn: unreachable,
			bounds: { signIns: 6 },
		},
		{
			name: 'server down for 10 minutes, and used again within half a minute, 10 calls a second',
			seconds: minutes + 60,
			perSecond: 10,
			signIn: (second) => (second < minutes ? unreachable() : undefined),
			bounds: { signIns: 26, lastFailed: minutes + 30 },
		},
		{
			name: 'server down for 2 seconds, 10 calls a second',
			seconds: 30,
			perSecond: 10,
			signIn: (second) => (second < 2 ? unreachable() : undefined),
			bounds: { signIns: 4, failed: 1 },
		},
		{
			name: 'a rival signs in every 20 seconds, one session allowed, 10 minutes',
			seconds: minutes,
			revoked: every(20, minutes),
			bounds: { signIns: 32, failed: 30 },
		},
		{
			name: 'a 404, then revoked a second later',
			seconds: minutes,
			notFound: (second) => second === 30,
			revoked: [31],
			bounds: { signIns: 4, failed: 10 },
		},
		{
			name: 'logged out twice within 20 seconds',
			seconds: minutes,
			revoked: [100, 120],
			bounds: { signIns: 4, failed: 1 },
		},
		{
			name: 'nothing but 404, 10 minutes',
			seconds: minutes,
			notFound: () => true,
			bounds: { signIns: 15 },
		},
		{
			name: 'every second call a 404, 10 minutes',
			seconds: minutes,
			notFound: (second) => second % 2 === 1,
			bounds: { signIns: 15 },
		},
		{
			name: 'the same, and revoked in the middle',
			seconds: minutes,
			notFound: (second) => second % 2 === 1,
			revoked: [300],
			// n8n does not say which failure it was, so renewals are spaced by then.
			bounds: { signIns: 15, failed: 11 },
		},
		{
			name: 'tokens of 1 second, nothing but 404, 100 calls',
			seconds: 100,
			lifetime: 1,
			notFound: () => true,
			bounds: { signIns: 115 },
		},
		{
			name: 'a rival signs in every 10 seconds, one session allowed, 10 minutes',
			seconds: minutes,
			revoked: every(10, minutes),
			// Renewed tokens are refused at once, so renewals are spaced: this row is lost.
			bounds: { signIns: 15 },
		},
	];
}
