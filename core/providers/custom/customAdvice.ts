import { ADVANCED } from '../../errors';
import type { ErrorRule, Provider } from '../../provider';
import { assertionErrors, CLIENT_ADVICE } from './clientAdvice';
import { secondFactorRule } from './secondFactor';

/** What to do in the form to send the other body format. */
const OTHER_FORMAT: Record<Provider['encoding'], string> = {
	form: `set "Body Format" to JSON ${ADVANCED}.`,
	json: `set "Body Format" to Form ${ADVANCED}.`,
};

/** The form hides Body Format beside GET, which has no body. */
const otherFormat = ({ method, encoding }: Described) =>
	method === 'GET' ? `set "Request Method" to POST ${ADVANCED}.` : OTHER_FORMAT[encoding];

/** The fields of a user's login, as servers name them. */
const USER = /\b(user([_ ]?(name|id))?|e-?mail|login([_ ]?name)?|identifier|account)s?\b/i;
const PASSWORD = /\b(pass(word|wd)?|pwd)\b/i;
const LOGIN = new RegExp(`${USER.source}|${PASSWORD.source}`, 'i');
const GRANT_TYPE = /\bgrant[_ ]?type\b/i;
const API_KEY = /\b(api|application|subscription)[_ -]?(key|id)\b|\bheaders?\b/i;
const IS_MISSING = /missing|required|mandatory|must be|provided/i;

const ADDITIONAL = 'Additional Parameters';
const SECRET = 'Secret Parameters';

/** A field of the form, the name of the parameter that it stands for, and usual ones. */
type Row = [label: string, sent?: string, usual?: RegExp];

/** A provider before its advice is known. */
export type Described = Omit<
	Provider,
	'errorRules' | 'requestAdvice' | 'formatAdvice' | 'rejectedAdvice' | `no${string}Advice`
>;

/** The advice of the custom form: which of its fields to check. @param scope - as filled in */
export function customAdvice(provider: Described, scope: string) {
	const { parameters, additionalParameters = [], client, assertion } = provider;
	const { username, password } = parameters;
	const login = username === undefined ? '"Password"' : '"Username" and "Password"';
	const hasSecrets = additionalParameters.some(([, , isSecret]) => isSecret);
	const isSecretOnly = hasSecrets && client?.authentication === 'none';
	const way = assertion ? 'privateKeyJwt' : client?.authentication;
	const rejectedAdvice = password
		? `Check ${login}. Some servers also need "Client ID", "One-Time Code Secret" or "Additional Headers" ${ADVANCED}.`
		: isSecretOnly
			? `Check "Client ID" and "Secret Parameters" ${ADVANCED}.`
			: way === 'privateKeyJwt' || way === 'tlsClientCertificate'
				? CLIENT_ADVICE[way]
				: `Check "Client ID" and "Client Secret". If they are right, change "Client Authentication" ${ADVANCED}.`;
	return {
		errorRules: customErrors(provider, scope),
		requestAdvice: requestAdvice(provider),
		formatAdvice: otherFormat(provider),
		rejectedAdvice,
		noTokenAdvice: `Check the documentation of the server for the field that holds the token, and enter it in "Access Token Field" ${ADVANCED}. If that field is there and empty, the login was refused. ${rejectedAdvice}`,
		noValueAdvice: `Compare the values in braces in "Send Token As" ${ADVANCED} with the documentation of the server: {data.csrf} is a field of the response, {header:name} a header, {cookie:name} a cookie.`,
	};
}

/** What to check when the server does not understand the request: the fields that its words name, else all. */
function requestAdvice(provider: Described) {
	const { grantType, parameters, additionalParameters = [] } = provider;
	const { username, password } = parameters;
	const login: Row[] = [
		['Username Parameter', username, USER],
		['Password Parameter', password, PASSWORD],
	];
	const rows: Row[] = [
		...(password === undefined ? [] : login),
		...additionalParameters.map(([sent, , isSecret]): Row => [
			isSecret ? SECRET : ADDITIONAL,
			sent,
		]),
		['Scope', 'scope'],
		['Client ID', 'client_id', /client[_ ]?(id|secret)/i],
		['Additional Headers', undefined, API_KEY],
	];
	return (text: string, field?: string): string => {
		if (GRANT_TYPE.test(text) && !(grantType && IS_MISSING.test(text))) {
			return `Turn ${grantType ? 'off' : 'on'} "Send Grant Type" ${ADVANCED}.`;
		}
		const names = text.split(/[^\w.-]+/).filter(Boolean);
		const named = rows.filter(
			([, sent = '', usual]) =>
				usual?.test(text) || names.some((name) => `.${sent}`.endsWith(`.${name}`)),
		);
		const all = [...(password === undefined || field !== undefined ? [] : login), [ADDITIONAL]];
		const labels = (named.length > 0 ? named : all).map(([label]) => `"${label}"`);
		const list = [...new Set(labels)].join(', ').replace(/, ("[^,]*)$/, ' and $1');
		return `Compare ${list} with the documentation of the server. If that is right, ${otherFormat(provider)}`;
	};
}

/**
 * What the error responses of RFC 6749 section 5.2 and RFC 8707 section 2 mean to a person who has
 * filled in the custom form: which of its fields to check.
 */
function customErrors(provider: Described, scope: string): ErrorRule[] {
	const { title, method, encoding, parameters, client, assertion, oneTimeCode } = provider;
	const setting =
		method === 'GET'
			? '"Request Method" is GET'
			: `"Body Format" is ${encoding === 'form' ? 'Form' : 'JSON'}`;
	const isPassword = parameters.password !== undefined;
	const grant = isPassword ? 'password' : assertion?.isGrant ? 'JWT bearer' : 'client credentials';
	const rule = (
		message: string,
		description: string,
		code: ErrorRule['code'] = 'invalid_configuration',
	) => ({ code, message: `${title} ${message}.`, description });
	const advice = CLIENT_ADVICE[assertion ? 'privateKeyJwt' : (client?.authentication ?? 'none')];
	const unknownClient = rule('does not accept this client', advice, 'credentials_rejected');
	const unknownGrant = rule(
		`does not offer the ${grant} grant`,
		encoding === 'json'
			? `Most OAuth servers do not read JSON: ${OTHER_FORMAT.json} If that does not help, change "Grant Type" or check "Token URL".`
			: 'Change "Grant Type", or check "Token URL".',
	);
	const grantNotAllowed = rule(
		`does not let this client use the ${grant} grant`,
		'Ask the administrator of the server to enable this grant for the client, or change "Grant Type".',
		'access_denied',
	);
	const needsUser = rule(
		'expects the login of a user',
		'Set "Grant Type" to Password, or check "Token URL".',
	);
	const wrongFormat = rule(
		`cannot read the request: ${setting}`,
		`To try the other one, ${otherFormat(provider)}`,
	);
	const wrongScope =
		scope === ''
			? rule(
					'requires a scope',
					`Enter one in "Scope" ${ADVANCED}; the documentation of the server lists them.`,
				)
			: rule(
					'does not grant this scope',
					`Check "Scope" ${ADVANCED}: it may be misspelled, or this login may not request it.`,
				);
	const wrongTarget = rule(
		'does not know the requested API',
		`Check the audience or resource in "Additional Parameters" ${ADVANCED}.`,
	);
	const forBrowsers = rule(
		'expects a browser at this address',
		'Check "Token URL": it seems to be the authorization endpoint. The token endpoint often ends in /token.',
	);
	return [
		...(isPassword ? [secondFactorRule(title, oneTimeCode)] : []),
		...(assertion ? assertionErrors(title) : []),
		{ providerCode: 'invalid_client', ...unknownClient },
		{ providerCode: 'unsupported_grant_type', ...unknownGrant },
		{ about: 'grant', ...grantNotAllowed },
		// Keycloak's word for a wrong client secret.
		{ status: 401, providerCode: 'unauthorized_client', ...unknownClient },
		{ providerCode: 'unauthorized_client', ...grantNotAllowed },
		// FastAPI's word for it.
		{ text: /^grant_type: .*(match|should be)/, ...unknownGrant },
		{ about: 'format', ...wrongFormat },
		{ status: 415, ...wrongFormat },
		...(isPassword ? [] : [{ about: 'field', text: LOGIN, ...needsUser }]),
		{ about: 'scope', ...wrongScope },
		{ providerCode: 'invalid_target', ...wrongTarget },
		{ about: 'browser', ...forBrowsers },
	];
}
