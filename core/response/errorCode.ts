import type { ErrorCode } from '../errors';
import type { ErrorResponse } from './errorResponse';
import { meaningOf } from './meaning';

/** What an error response can mean without a rule of the provider. */
export type Verdict = Extract<
	ErrorCode,
	| 'credentials_rejected'
	| 'two_factor_required'
	| 'access_denied'
	| 'invalid_configuration'
	| 'rate_limited'
	| 'provider_unavailable'
	| 'redirect_refused'
>;

/** The error codes of RFC 6749 section 5.2, RFC 8707 section 2, RFC 8628 section 3.5 and their neighbours in use. */
const BY_PROVIDER_CODE = new Map<string, Verdict>([
	['invalid_grant', 'credentials_rejected'],
	['invalid_client', 'credentials_rejected'],
	// "The authenticated client is not authorized": it is known, and may not do this.
	['unauthorized_client', 'access_denied'],
	['access_denied', 'access_denied'],
	['invalid_request', 'invalid_configuration'],
	['invalid_scope', 'invalid_configuration'],
	['invalid_target', 'invalid_configuration'],
	['unsupported_grant_type', 'invalid_configuration'],
	['slow_down', 'rate_limited'],
	['too_many_requests', 'rate_limited'],
	['too_many_attempts', 'rate_limited'],
	['server_error', 'provider_unavailable'],
	['temporarily_unavailable', 'provider_unavailable'],
]);

/** Codes that servers use for a wrong login too: the words beside them tell more. */
const VAGUE_CODES = ['invalid_request', 'access_denied'];

/** No verdict on the login: a timeout, a proxy on the way, a connection to repeat, a legal bar. */
const NO_VERDICT_STATUSES = [407, 408, 412, 421, 425, 428, 451];

/** The address or the kind of request does not fit. */
const MISFIT_STATUSES = [404, 405, 406, 410, 411, 413, 414, 415, 426, 431];

const FINAL: Verdict[] = ['redirect_refused', 'rate_limited', 'provider_unavailable'];

function byStatus(status: number): Verdict {
	if (status >= 300 && status < 400) return 'redirect_refused';
	if (status === 429) return 'rate_limited';
	if (NO_VERDICT_STATUSES.includes(status) || status >= 500) return 'provider_unavailable';
	if (status === 402 || status === 403) return 'access_denied';
	return MISFIT_STATUSES.includes(status) ? 'invalid_configuration' : 'credentials_rejected';
}

/** A server that is away, busy or moved has not looked at the login, whatever its response says. */
export function concernsLogin(status: number): boolean {
	return !FINAL.includes(byStatus(status));
}

/**
 * The code of an error response that no rule of the provider explains: what its status says, unless
 * its own code or words are more precise.
 *
 * @param status - of HTTP, or the one in a body that came with a good one; a good one with a complaint
 * means that the provider processed the login and refused it
 */
export function errorCodeOf(status: number, parsed: ErrorResponse | undefined): Verdict {
	const verdict = byStatus(status);
	if (parsed === undefined || FINAL.includes(verdict)) return verdict;
	const told = verdictOf(parsed);
	return told !== undefined && mayReplace(status, verdict, told) ? told : verdict;
}

function verdictOf(parsed: ErrorResponse): Verdict | undefined {
	const { providerCode } = parsed;
	const known = BY_PROVIDER_CODE.get(providerCode);
	const isClear = known !== undefined && !VAGUE_CODES.includes(providerCode);
	const meant = meaningOf(parsed);
	// A login that is right but for the second factor is `invalid_grant` at many servers.
	return isClear && meant !== 'two_factor_required' ? known : (meant ?? known);
}

/** 401 is about the login, whatever else is said (RFC 9110 section 15.5.2); 403 and 404 may be. */
function mayReplace(status: number, verdict: Verdict, told: Verdict): boolean {
	if (told === 'invalid_configuration') return status !== 401 && verdict === 'credentials_rejected';
	// ServiceNow calls a wrong password `server_error`.
	return status !== 401 || !['access_denied', 'provider_unavailable'].includes(told);
}
