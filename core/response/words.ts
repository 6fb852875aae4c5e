import type { ErrorCode } from '../errors';

/** What a provider said in an error response. */
export interface ErrorResponse {
	providerCode: string;
	/** Without tags. It is shown only after the redactor has seen it. */
	text: string;
	/** The field of the request that the response is about, where it names one as such. */
	field?: string;
}

/** What is more precise than a code, and its code. */
const TOPICS = {
	/** Either the login or the form of the request; the login or its rights; an address for browsers. */
	unclear: 'credentials_rejected',
	forbidden: 'access_denied',
	browser: 'invalid_configuration',
	sessions: 'access_denied',
	grant: 'access_denied',
	field: 'invalid_configuration',
	format: 'invalid_configuration',
	scope: 'invalid_configuration',
	account: 'credentials_rejected',
	page: 'provider_unavailable',
} as const satisfies Record<string, ErrorCode>;

/** What an error response is about. */
export type Subject = ErrorCode | keyof typeof TOPICS;

/** The code of what a response is about. */
export function codeOf(subject: Subject): ErrorCode {
	return subject in TOPICS ? TOPICS[subject as keyof typeof TOPICS] : (subject as ErrorCode);
}

/** More is not shown anyway, and a stranger's text may be a megabyte. */
const MAX_READ = 300;

const LOGIN =
	'(?:credentials?|pass(?:words?|code|phrase)|log ?ins?|(?:user|log ?in) ?names?|users?|e ?mails?|identifier|accounts?|customers?|members?|clients?|secret|api ?keys?)';
const WRONG = '(?:invalid|incorrect|wrong|bad|unknown|unidentified|unrecogni[sz]ed|mismatched)';
const FACTOR =
	'(?:(?:two|2|multi|second) ?(?:factor|step|fa)|[2m]fa|t?otp|one ?time ?(?:pass)?(?:code|word|pin)s?|(?:(?<!bad )verification|security|authenticat(?:ion|or)) codes?|authenticator|additional (?:verification|authentication))';
const ACCOUNT =
	'(?:accounts?|users?|log ?ins?|customers?|members?|profile|you|e ?mail(?: address)?)';
const UNUSABLE =
	'(?:locked|lock ?out|blocked|suspended|disabled|deactivated|inactive|banned|frozen|closed|expired|pending|archived|unverified|unconfirmed|not(?: yet| been| fully)* (?:active|activated|enabled|confirmed|verified|approved|set up))';
const PARAMETER =
	'(?:fields?|propert(?:y|ies)|parameters?|arguments?|keys?|attributes?|variables?|inputs?)';

/**
 * What words are about, and the words, whole and in any case: the first row that matches decides, and a request
 * comes before a login: whatever words of one are in it, it is not about a wrong one.
 */
const WORDS = String.raw`
rate_limited: too many (\w+ ){0,4}(attempts|requests|tries|log ?ins?|sign ?ins?|failures|times)|(attempts?|tries|requests|rate|quota)\b[^.]{0,30}\b(exceeded|limit|limited|reached)|(exceed(ed)?|maximum|reached)\b[^.]{0,40}\b(attempts|tries|requests)|rate limit\w*|throttl\w+|slow down|too (often|frequent(ly)?|quickly|fast)
sessions: sessions?\b[^.]{0,30}\b(limit|maximum|max|exceed\w*|reached|already)|(max(imum)?|too many|limit|concurrent|already)\b[^.]{0,40}\bsessions?|already (logged|signed) in|concurrent (users|log ?ins)
scope: scopes?\b[^.]{0,60}\b(invalid|unknown|required|mandatory|missing|not|unsupported|empty|malformed|denied)|(invalid|unknown|missing|no|unsupported|required|requested|mandatory|must)\b[^.]{0,40}\bscopes?
grant: (service accounts?|direct access|clients?)\b[^.]{0,60}\b(not (enabled|allowed|permitted)|disabled)|not (allowed|enabled|permitted) for (this|the) client
credentials_rejected: supplied the wrong credentials|${WRONG}\b[^.]*\b(password|credentials)\b[^.]*\bor\b[^.]*\b(${FACTOR}|code|token)
two_factor_required: ${FACTOR}
account: (?<!\b${WRONG}\b.*)(${ACCOUNT}\b[^.]{0,40}\b${UNUSABLE}|${UNUSABLE} ${ACCOUNT}|password\b[^.]{0,20}\bexpired|(must|need to|required to) (change|reset|update)\b[^.]{0,20}\bpassword|(verify|confirm|activate) your (e ?mail|account))\b(?!.*\b${WRONG}\b(?! grant))
browser: redirect ?ur[il]|response ?type|code (challenge|verifier)|pkce
field: ${PARAMETER}\b[^.]{0,60}\b(required|missing|blank|null|empty|exist|permitted|unknown|mandatory|not (allowed|expected|present|defined|specified))|(required|missing|unknown|unexpected|unrecogni[sz]ed|additional|extra|unpermitted|unspecified)\b[^.]{0,40}\b${PARAMETER}
format: json\b(?! web)[^.]{0,60}\b(pars\w+|invalid|malformed|error|format|expected|required|decod\w+|body)|(not|valid|invalid|unsupported|malformed|expect\w*|pars\w+|decod\w+|read\w*|must|only|unexpected)\b[^.]{0,60}\b(json(?! web)|content ?type|media ?type)|content ?type\b[^.]{0,80}\b(not|invalid|must|unsupported)|invalid character|invalid input type|unexpected (token|end)|expecting value|(start|beginning) of a? ?value|valid (dictionary|object|map)|must be (an )?object|body( is)? (missing|empty|required)|(parse|parsing|read|decode) (the )?(request|body)
field: ${LOGIN}\b[^.]{0,30}\b(?:required|mandatory|missing|undefined|not (?:provided|present|specified|supplied|sent|given))|(missing|provide|supply|specify|requires?)\b[^.]{0,30}\b${LOGIN}|no ${LOGIN} (was )?(provided|given|found in)
field: (must|should|may|can ?not|can't)( not)? be\b[^.]{0,30}\b(blank|empty|null|undefined|string|number|integer|bool\w*|array|provided|specified|present)|expected \w+,? (but )?(received|got)|not a valid (string|number|integer|boolean)|(is|was) (required|missing|mandatory|undefined|not provided)|required by|not defined by|cannot unmarshal|could not be (converted|mapped)
field: \w+["'\`] is not allowed|^\S+: .*\bis not allowed|^(\S+: )?(is )?required
the request: grant types?|parameters?|audience|content type|methods?|routes?|urls?|paths?|endpoints?|pages?|(?<![^\s"'([])/\w+
credentials_rejected: ${WRONG}\b[^.:]{0,30}\b${LOGIN}|(${LOGIN}|authentication|sign ?in)\b[^.:]{0,30}\b(?:invalid|incorrect|wrong|failed|failure|unknown|mismatch|not found|does not exist|(?:does|do|did) not match|(?:is|are) not valid)|(failed|unable|not) (to )?(authenticate|log ?in|sign ?in)|(valid|correct) (?!e ?mail)${LOGIN}|not registered|no (such |active |matching )?(user|account)
rate_limited: (wait|again (in|after)) \d+ ?[smh]\w*
`
	.trim()
	.split('\n')
	.map((row) => {
		const [about = '', words = ''] = row.split(/: (.*)/);
		const pattern = new RegExp(`(?<!\\w)(?:${words})(?!\\w)`, 'i');
		return { about: about as Subject | 'the request', pattern };
	});

/** Nothing but words of these. */
const SAYS_LITTLE =
	/^(?:\P{L}|(?<!\p{L})(?:an?|and|access|allowed|application|are|bad|below|body|celebrate|check|constraint|content|data|denied|did|details?|entity|errors?|exception|extended|extendedinfo|failed|failure|for|forbidden|form|general|given|has|have|how|http|in|info|information|input|internal|invalid|is|malformed|messages?|more|not|object|occurred|odoo|of|on|one|oops|or|parameters?|params|payload|permission|permitted|please|processing|property|request|resolution|resolve|schema|see|server|something|the|this|to|unauthorized|unprocessable|validate|validation|violations?|went|while|with|wrong|you|your)(?!\p{L}))*$/iu;

/** Whether a text does not say what is wrong: "Bad Request", "One or more validation errors occurred." */
export function saysLittle(text: string): boolean {
	return SAYS_LITTLE.test(text.slice(0, MAX_READ));
}

/** Whether the words may be about a wrong login, whatever else they are about. */
export function mentionsWrongLogin(parsed: ErrorResponse): boolean {
	const text = toWords(parsed);
	return WORDS.some(({ about, pattern }) => about === 'credentials_rejected' && pattern.test(text));
}

/** What the words alone are about, if they tell: a second factor, the login, or a field of the request. */
export function judgeWords(parsed: ErrorResponse): Subject | undefined {
	const text = toWords(parsed);
	const about = WORDS.find(({ pattern }) => pattern.test(text))?.about;
	return about === 'the request' ? undefined : about;
}

function toWords({ providerCode, text }: ErrorResponse): string {
	const start = `${text} ${providerCode}`.slice(0, MAX_READ);
	return start.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]/g, ' ');
}

/** Seconds of "Wait 10 minutes" or "Try again in 30 s". @returns undefined where no wait is named */
export function readWait(text: string): number | undefined {
	const wait = /\b(?:wait|again|after|in|for)\b[^.\d]{0,20}(\d{1,5}) ?([smh])/i;
	const [, number = '', unit = ''] = wait.exec(text) ?? [];
	return Number(number) * ({ s: 1, m: 60, h: 3600 }[unit.toLowerCase()] ?? 0) || undefined;
}
