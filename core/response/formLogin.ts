import { toUrl } from '../form/url';
import type { EndpointResponse } from '../request/http';
import { readHeader } from './tokenPlace';

/** The path of a page where people sign in, go on signing in, or are out again. */
const LOGIN_PAGE =
	/log(in|on|out|off)|sign[io]n(?!g)|(?<![a-z])(log|sign)[-_][io]n(?![a-z])|anmeld|(in|ein)log|logga|logowan|connexion|connecter|sesi[oó]n(?!a)|(?<![a-z])(acceso|acceder|accedi|entrar|identification|giris)(?![a-z])|(?<![a-z])(sessions?\/new|auth(enticat\w*|oriz\w*)?|sso|2fa|mfa|t?otp|two[-_]?factor|captcha|challenge)(\.\w+)?\/?$/i;
/** Words of a path or a parameter that complain. */
const COMPLAINT =
	/err(or|eur)(?!s?=(0|false|no|none|null)$)|fehler|(?<![a-z])(err|bad)(?![a-z])|fail|invalid|incorrect|wrong|unsuccess|denied|reject|refus|unknown|unauthori|forbidden|expired|timeout|(?<!un)(b?locked)|disabled|(status|code)=[45]|(?<![a-z])(is)?(success|valid|ok|auth\w*|logged_?in)=(0|false|no)$/i;
/** Parameters that say where somebody comes from or goes later. */
const WAY =
	/^(from|next|back|continue|service|goto|src|source|(ref|dest|origin|prev|target|return|redirect)\w*|\w*ur[li]|\w*path)$/i;

/** How a form login ended: a redirect goes on, or back to its page or a complaint; a page asks again. */
export function judgeFormLogin(response: EndpointResponse, isPage: boolean, hasCookie: boolean) {
	if ([302, 303].includes(response.status)) {
		if (leadsToLogin(response)) return 'refused';
		return hasCookie ? 'accepted' : undefined;
	}
	return response.status < 300 && isPage && hasCookie ? 'refused' : undefined;
}

function leadsToLogin(response: EndpointResponse): boolean {
	const target = toUrl(String(readHeader(response, 'location') ?? ''), response.url);
	if (target === undefined || target.href === response.url) return true;
	const path = target.pathname + target.hash;
	if (COMPLAINT.test(path) || (LOGIN_PAGE.test(path) && !/(?<!un)success/i.test(path))) return true;
	return [...target.searchParams]
		.filter(([name]) => !WAY.test(name))
		.some(([name, value]) => COMPLAINT.test(`${name}=${value}`) || LOGIN_PAGE.test(value));
}
