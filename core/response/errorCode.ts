import type { ErrorCode } from '../errors';
import type { ErrorResponse } from './errorResponse';

/** The error codes of RFC 6749 section 5.2, RFC 8707 section 2, RFC 8628 section 3.5 and their neighbours in use. */
const BY_PROVIDER_CODE = new Map<string, ErrorCode>([
	['invalid_grant', 'credentials_rejected'],
	['invalid_client', 'credentials_rejected'],
	['unauthorized_client', 'credentials_rejected'],
	['access_denied', 'access_denied'],
	['invalid_request', 'invalid_configuration'],
	['invalid_scope', 'invalid_configuration'],
	['invalid_target', 'invalid_configuration'],
	['unsupported_grant_type', 'invalid_configuration'],
	['slow_down', 'rate_limited'],
	['server_error', 'provider_unavailable'],
	['temporarily_unavailable', 'provider_unavailable'],
]);

/** No verdict on the login: a timeout, a proxy on the way, a connection to repeat, a legal bar. */
const NO_VERDICT_STATUSES = [407, 408, 421, 425, 451];

/** The address or the kind of request does not fit. */
const MISFIT_STATUSES = [404, 405, 406, 410, 411, 413, 414, 415];

function byStatus(status: number): ErrorCode {
	if (status >= 300 && status < 400) return 'redirect_refused';
	if (status === 429) return 'rate_limited';
	if (NO_VERDICT_STATUSES.includes(status) || status >= 500) return 'provider_unavailable';
	if (status === 403) return 'access_denied';
	if (MISFIT_STATUSES.includes(status)) return 'invalid_configuration';
	return status >= 400 ? 'credentials_rejected' : 'malformed_response';
}

/** A server that is away, busy or moved has not looked at the login, whatever its response says. */
export function concernsLogin(status: number): boolean {
	const code = byStatus(status);
	return !['redirect_refused', 'rate_limited', 'provider_unavailable'].includes(code);
}

/** The code of an error response that no rule of the provider explains. */
export function errorCodeOf(status: number, parsed: ErrorResponse | undefined): ErrorCode {
	const known = BY_PROVIDER_CODE.get(parsed?.providerCode ?? '');
	const code = byStatus(status);
	return known !== undefined && (status < 300 || code === 'credentials_rejected') ? known : code;
}
