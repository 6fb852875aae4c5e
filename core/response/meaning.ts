import type { ErrorCode } from '../errors';
import type { ErrorResponse } from './errorResponse';

/** What the words of an error response can be about. */
type Meaning = Extract<
	ErrorCode,
	'two_factor_required' | 'invalid_configuration' | 'credentials_rejected'
>;

/** More than this is not shown anyway, and a stranger's text may be a megabyte. */
const MAX_LENGTH = 300;

const BAD = '(?:invalid|incorrect|wrong|bad|unknown|unrecognized|mismatched)';
const LOGIN =
	'(?:credentials?|passwords?|passcode|passphrase|logins?|user ?names?|users?|e-?mails?|accounts?|clients?|secret)';
const FAILED =
	'(?:invalid|incorrect|wrong|failed|failure|unknown|mismatch|not found|does not exist|(?:does|do|did) not match|(?:is|are) not valid)';

/** "Invalid username or password", "Login failed", "These credentials do not match our records". */
const WRONG_LOGIN = [
	new RegExp(`\\b${BAD}\\b[^.:]{0,30}\\b${LOGIN}\\b`, 'i'),
	new RegExp(`\\b(?:${LOGIN}|authentication|sign-?in|log-in)\\b[^.:]{0,30}\\b${FAILED}\\b`, 'i'),
	/\bfailed to (authenticate|log ?in|sign ?in)\b/i,
	/\bnot registered\b/i,
	/\bno (such |active |matching )?(user|account)\b/i,
];
/** A text that speaks of the request or of an address, whatever words of a login are in it. */
const NO_LOGIN =
	/\bgrant[ _]type|\b(parameters?|scopes?|audience|content-type|routes?|urls?|paths?|endpoints?|pages?|methods?)\b|(^|[\s"'([])\/\w/i;

/** "Field required", "The email field is required", "This field may not be blank". */
const MISSING_FIELD =
	/\b(field|parameters?|propert(y|ies))\b[^.]{0,40}\b(required|missing|blank|null|empty|exist|permitted|unknown)\b|\b(required|missing|unknown|unexpected|unrecognized)\b[^.]{0,40}\b(field|parameter|property)\b/i;

const SECOND_FACTOR =
	/\b((two|2|multi)[- ]?(factor|step)|[2m]fa|otp|one-time (pass)?(code|word))\b[^.]{0,60}\b(required?|must|needed|missing|enabled)\b|\b(requires?|must|needs?)\b[^.]{0,60}\b((two|2|multi)[- ]?(factor|step)|[2m]fa|otp)\b/i;

/** Whether the words may be about a wrong login, whatever else they are about. */
export function mentionsWrongLogin({ providerCode, text }: ErrorResponse): boolean {
	const words = wordsOf(providerCode, text);
	return WRONG_LOGIN.some((one) => one.test(words));
}

function wordsOf(providerCode: string, text: string): string {
	return `${text} ${providerCode}`.slice(0, MAX_LENGTH).replaceAll('_', ' ');
}

/**
 * What the words of an error response are about, where its code leaves that open: a second factor, the
 * login, or a field of the request.
 *
 * @returns undefined if they do not tell
 */
export function meaningOf({ providerCode, text, field }: ErrorResponse): Meaning | undefined {
	const words = wordsOf(providerCode, text);
	if (SECOND_FACTOR.test(words)) return 'two_factor_required';
	if (field !== undefined || MISSING_FIELD.test(words)) return 'invalid_configuration';
	const isAboutLogin = !NO_LOGIN.test(words) && WRONG_LOGIN.some((one) => one.test(words));
	return isAboutLogin ? 'credentials_rejected' : undefined;
}
