import { tokenError, type ErrorCode, type TokenErrorDetails } from '../../core/errors';

/** The ways a request can fail, as the stages before the engine word them. */
const reasons = {
	rejected: ['credentials_rejected', { status: 401 }],
	/** HTTP 200 without a token. */
	empty: ['malformed_response', { status: 200, loginProcessed: true }],
	/** The refresh grant is not there for this client. */
	unsupported: ['invalid_configuration', { status: 400, providerCode: 'unsupported_grant_type' }],
	/** The client is not known: nothing is said of the refresh grant. */
	stranger: ['credentials_rejected', { status: 401, providerCode: 'unauthorized_client' }],
	unable: ['provider_unavailable', { status: 500 }],
	down: ['provider_unavailable', { status: 503, retryable: true }],
	busy: ['rate_limited', { status: 429, retryable: true }],
	unreachable: ['provider_unavailable', { retryable: true }],
	untrusted: ['tls_failure', {}],
	late: ['timeout', { retryable: true }],
} satisfies Record<string, [ErrorCode, TokenErrorDetails]>;

export type Failure = keyof typeof reasons;

export const failures = Object.keys(reasons) as Failure[];

export const codeOf = (failure: Failure): ErrorCode => reasons[failure][0];

/** What a request is rejected with that ends so. @param retryAfter - seconds */
export function reasonOf(failure: Failure, retryAfter: number | undefined) {
	const [code, details] = reasons[failure];
	return tokenError(code, 'It did not work.', 'Check it.', {
		...details,
		...(retryAfter !== undefined && { retryAfter }),
	});
}

/** Whether a refresh that ends so is not followed by a sign-in in its place. */
export const isFinal = (outcome: { ends: string } | undefined) =>
	outcome !== undefined && ['granted', 'late', 'busy'].includes(outcome.ends);
