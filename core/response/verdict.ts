import { getPath } from '../json';
import type { Service } from '../provider';
import { codeOf, judgeWords, mentionsWrongLogin, saysLittle } from './words';
import type { ErrorResponse, Subject } from './words';

/** The error codes of RFC 6749 section 5.2, RFC 8707 section 2 and their neighbours in use. */
const BY_PROVIDER_CODE = new Map<string, Subject>([
	['invalid_grant', 'credentials_rejected'],
	['invalid_client', 'credentials_rejected'],
	// "The authenticated client is not authorized": its login is right, and it may not do this.
	['unauthorized_client', 'access_denied'],
	['access_denied', 'access_denied'],
	['invalid_request', 'invalid_configuration'],
	['invalid_target', 'invalid_configuration'],
	['unsupported_grant_type', 'invalid_configuration'],
	['server_error', 'provider_unavailable'],
	['temporarily_unavailable', 'provider_unavailable'],
]);
/** Codes that servers use for a wrong login too: the words beside them are more precise. */
const VAGUE_CODES = ['invalid_request', 'access_denied'];

/** No verdict on the login: a timeout, a proxy on the way, a connection to repeat, a legal bar. */
const NO_VERDICT_STATUSES = [407, 408, 412, 421, 425, 428, 451];
/** The address or the kind of request does not fit. */
const MISFIT_STATUSES = [404, 405, 406, 410, 411, 413, 414, 415, 426, 431];
/** The request was read, and refused: for its login, or for its form. */
const UNCLEAR_STATUSES = [400, 422];
/** Or led on to a page, as after a wrong password. */
const READ_STATUSES = [...UNCLEAR_STATUSES, 302, 303];
const FINAL: Subject[] = ['redirect_refused', 'rate_limited', 'provider_unavailable'];
/** What words say whatever the status is. */
const FINAL_WORDS: Subject[] = ['two_factor_required', 'rate_limited'];
/** What words say more precisely than a code. A login without its second factor is `invalid_grant` at many servers. */
const PRECISE: Subject[] = [...FINAL_WORDS, 'account', 'sessions', 'grant', 'scope', 'browser'];

/**
 * What an error response is about: what its status says, unless its own code or words are more precise. A good
 * status means here that the provider processed the login and gave no token.
 */
export function judge(status: number, parsed: ErrorResponse | undefined): Subject {
	const { text = '', providerCode = '' } = parsed ?? {};
	if (status === 403 && saysLittle(`${text} ${providerCode}`)) return 'forbidden';
	const byStatus = judgeStatus(status);
	const precise = parsed && judgeResponse(parsed);
	if (precise === undefined) return UNCLEAR_STATUSES.includes(status) ? 'unclear' : byStatus;
	if (FINAL_WORDS.includes(precise) && byStatus !== 'redirect_refused') return precise;
	if (!concernsLogin(status)) return byStatus;
	const isVague = codeOf(precise) === 'invalid_configuration';
	// HTTP 401 is about the login, whatever else is said (RFC 9110 section 15.5.2); 403 and 404 may be.
	if (status === 401) return isVague || PRECISE.includes(precise) ? precise : byStatus;
	if (!isVague || byStatus === 'credentials_rejected') return precise;
	return status === 403 ? 'forbidden' : byStatus;
}

/** A server that is away, busy or moved has not looked at the login, whatever its response says. */
export function concernsLogin(status: number): boolean {
	return !FINAL.includes(judgeStatus(status));
}

function judgeStatus(status: number): Subject {
	if (status >= 300 && status < 400) return 'redirect_refused';
	if (status === 429) return 'rate_limited';
	if (NO_VERDICT_STATUSES.includes(status) || status >= 500) return 'provider_unavailable';
	if (status === 402 || status === 403) return 'access_denied';
	return MISFIT_STATUSES.includes(status) ? 'invalid_configuration' : 'credentials_rejected';
}

function judgeResponse(parsed: ErrorResponse): Subject | undefined {
	const byCode = BY_PROVIDER_CODE.get(parsed.providerCode);
	const byWords = judgeWords(parsed);
	const isPrecise = byWords !== undefined && PRECISE.includes(byWords);
	return isPrecise || VAGUE_CODES.includes(parsed.providerCode)
		? (byWords ?? byCode)
		: (byCode ?? byWords);
}

/** What the provider itself says of such an error response, if its server has looked at the login. */
export function findRule(
	{ errorRules }: Service,
	actual: number,
	subject: Subject,
	{ body, parsed }: { body: unknown; parsed?: ErrorResponse },
) {
	if (!concernsLogin(actual) || subject === 'rate_limited' || subject === 'page') return undefined;
	return errorRules.find(
		({ status, providerCode, text, about, flag }) =>
			(status === undefined || status === actual) &&
			(providerCode === undefined || providerCode === parsed?.providerCode) &&
			(text === undefined || text.test(parsed?.text ?? '')) &&
			(about === undefined || about === subject) &&
			(flag === undefined || getPath(body, flag) === true),
	);
}

/** Whether the provider processed the login. One pause too long is cheaper than a locked account. */
export function wasProcessed(status: number, parsed: ErrorResponse | undefined, isFault: boolean) {
	if (!isFault && (status < 300 || READ_STATUSES.includes(status))) return true;
	return status >= 400 && parsed !== undefined && mentionsWrongLogin(parsed);
}
