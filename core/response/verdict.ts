import type { ErrorCode } from '../errors';
import type { ErrorResponse } from './errorResponse';

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
	// "The authenticated client is not authorized": its login is right, and it may not do this.
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
/** Codes that servers use for a wrong login too: the words beside them are more precise. */
const VAGUE_CODES = ['invalid_request', 'access_denied'];

/** No verdict on the login: a timeout, a proxy on the way, a connection to repeat, a legal bar. */
const NO_VERDICT_STATUSES = [407, 408, 412, 421, 425, 428, 451];
/** The address or the kind of request does not fit. */
const MISFIT_STATUSES = [404, 405, 406, 410, 411, 413, 414, 415, 426, 431];
const FINAL: Verdict[] = ['redirect_refused', 'rate_limited', 'provider_unavailable'];
/** What a response with HTTP 401 may say more precisely. ServiceNow calls a wrong password `server_error`. */
const PRECISE_401: Verdict[] = ['two_factor_required', 'rate_limited'];

const LOGIN =
	'(?:credentials?|passwords?|passcode|passphrase|logins?|user ?names?|users?|e-?mails?|accounts?|clients?|secret)';
const WRONG = '(?:invalid|incorrect|wrong|bad|unknown|unrecognized|mismatched)';
const FAILED =
	'invalid|incorrect|wrong|failed|failure|unknown|mismatch|not found|does not exist|(?:does|do|did) not match|(?:is|are) not valid';
const FACTOR = '(?:(?:two|2|multi)[- ]?(?:factor|step)|[2m]fa|otp|one-time (?:pass)?(?:code|word))';

/** Whole words in any case; a rule of words is a row of the table below. */
function words({ raw }: TemplateStringsArray, ...parts: string[]): RegExp {
	return new RegExp(`\\b(?:${String.raw({ raw }, ...parts)})\\b`, 'i');
}

/** What the words of a response are about: the first row that matches decides. */
const WORDS: ReadonlyArray<[pattern: RegExp, about: Verdict | 'the request']> = [
	[words`${FACTOR}\b[^.]{0,60}\b(required?|must|needed|missing|enabled)`, 'two_factor_required'],
	[words`(requires?|must|needs?)\b[^.]{0,60}\b${FACTOR}`, 'two_factor_required'],
	// "Field required", "The email field is required", "This field may not be blank".
	[
		words`(field|parameters?|propert(y|ies))\b[^.]{0,40}\b(required|missing|blank|null|empty|exist|permitted|unknown)|(required|missing|unknown|unexpected|unrecognized)\b[^.]{0,40}\b(field|parameter|property)`,
		'invalid_configuration',
	],
	// Whatever words of a login are beside these.
	[words`grant[ _]types?|parameters?|scopes?|audience|content-type|methods?`, 'the request'],
	[words`routes?|urls?|paths?|endpoints?|pages?`, 'the request'],
	[/(^|[\s"'([])\/\w/, 'the request'],
	// "Invalid username or password", "Login failed", "These credentials do not match our records".
	[words`${WRONG}\b[^.:]{0,30}\b${LOGIN}`, 'credentials_rejected'],
	[
		words`(${LOGIN}|authentication|sign-?in|log-in)\b[^.:]{0,30}\b(${FAILED})`,
		'credentials_rejected',
	],
	[words`failed to (authenticate|log ?in|sign ?in)`, 'credentials_rejected'],
	[words`not registered|no (such |active |matching )?(user|account)`, 'credentials_rejected'],
];

/**
 * The code of an error response that no rule of the provider explains: what its status says, unless
 * its own code or words are more precise.
 *
 * @param status - of HTTP, or the one in a body that came with a good one; a good one means here that the
 * provider processed the login and gave no token
 */
export function judge(status: number, parsed: ErrorResponse | undefined): Verdict {
	const verdict = judgeStatus(status);
	const precise = parsed && concernsLogin(status) ? judgeResponse(parsed) : undefined;
	if (precise === undefined) return verdict;
	// It is about the login, whatever else is said (RFC 9110 section 15.5.2); 403 and 404 may be.
	if (status === 401) return PRECISE_401.includes(precise) ? precise : verdict;
	const isVague = precise === 'invalid_configuration' && verdict !== 'credentials_rejected';
	return isVague ? verdict : precise;
}

/** A server that is away, busy or moved has not looked at the login, whatever its response says. */
export function concernsLogin(status: number): boolean {
	return !FINAL.includes(judgeStatus(status));
}

/** Whether the words may be about a wrong login, whatever else they are about. */
export function mentionsWrongLogin(parsed: ErrorResponse): boolean {
	const text = toWords(parsed);
	return WORDS.some(([pattern, about]) => about === 'credentials_rejected' && pattern.test(text));
}

function judgeStatus(status: number): Verdict {
	if (status >= 300 && status < 400) return 'redirect_refused';
	if (status === 429) return 'rate_limited';
	if (NO_VERDICT_STATUSES.includes(status) || status >= 500) return 'provider_unavailable';
	if (status === 402 || status === 403) return 'access_denied';
	return MISFIT_STATUSES.includes(status) ? 'invalid_configuration' : 'credentials_rejected';
}

function judgeResponse(parsed: ErrorResponse): Verdict | undefined {
	const byCode = BY_PROVIDER_CODE.get(parsed.providerCode);
	const byWords = judgeWords(parsed);
	// A login that is right but for the second factor is `invalid_grant` at many servers.
	const isVague = VAGUE_CODES.includes(parsed.providerCode) || byWords === 'two_factor_required';
	return isVague ? (byWords ?? byCode) : (byCode ?? byWords);
}

/** What the words alone are about, if they tell: a second factor, the login, or a field of the request. */
export function judgeWords(parsed: ErrorResponse): Verdict | undefined {
	const text = toWords(parsed);
	const about = WORDS.find(([pattern]) => pattern.test(text))?.[1];
	if (about === 'two_factor_required') return about;
	if (parsed.field !== undefined) return 'invalid_configuration';
	return about === 'the request' ? undefined : about;
}

/** More is not shown anyway, and a stranger's text may be a megabyte. */
function toWords({ providerCode, text }: ErrorResponse): string {
	return `${text} ${providerCode}`.slice(0, 300).replaceAll('_', ' ');
}
