import type { Client, ErrorRule, Provider } from '../../provider';
import { accountErrors } from '../accountErrors';

const ADVANCED = '(under "Show Advanced Fields")';

const CLIENT_ADVICE: Record<Client['authentication'], string> = {
	body: `Check "Client ID" and "Client Secret". If they are right, set "Client Authentication" to "In the Header" ${ADVANCED}.`,
	header: `Check "Client ID" and "Client Secret". If they are right, set "Client Authentication" to "In the Body" ${ADVANCED}: some servers misread special characters in the header.`,
	none: `Check "Client ID". If this client has a secret, change "Client Authentication" ${ADVANCED}.`,
};

/** What to do in the form to send the other body format. */
export const OTHER_FORMAT: Record<Provider['encoding'], string> = {
	form: `set "Body Format" to JSON ${ADVANCED}.`,
	json: `set "Body Format" to Form ${ADVANCED}.`,
};

/** The fields of a user's login, as Django and FastAPI name them in a refusal. */
const LOGIN_FIELD = /^(username|email|password): /i;

/** What to check when the server does not understand the request. */
export function requestAdvice(isPassword: boolean, encoding: Provider['encoding']): string {
	const login = isPassword ? '"Username Parameter", "Password Parameter" and ' : '';
	return `Compare the names in ${login}"Additional Parameters" with the documentation of the server. If they are right, ${OTHER_FORMAT[encoding]}`;
}

/**
 * What the error responses of RFC 6749 section 5.2 and RFC 8707 section 2 mean to a person who has
 * filled in the custom form: which of its fields to check.
 */
export function customErrors(
	title: string,
	isPassword: boolean,
	encoding: Provider['encoding'],
	authentication: Client['authentication'],
): ErrorRule[] {
	const grant = isPassword ? 'password' : 'client credentials';
	const rule = (
		message: string,
		description: string,
		code: ErrorRule['code'] = 'invalid_configuration',
	) => ({ code, message: `${title} ${message}.`, description });
	const advice = CLIENT_ADVICE[authentication];
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
		'does not read this body format',
		`To try the other one, ${OTHER_FORMAT[encoding]}`,
	);
	const wrongScope = rule(
		'does not grant this scope',
		`Check "Scope" ${ADVANCED}: it may be misspelled, or this login may not request it.`,
	);
	const wrongTarget = rule(
		'does not know the requested API',
		`Check the audience or resource in "Additional Parameters" ${ADVANCED}.`,
	);
	return [
		{ providerCode: 'invalid_client', ...unknownClient },
		// Keycloak's word for a wrong client secret.
		{ status: 401, providerCode: 'unauthorized_client', ...unknownClient },
		{ providerCode: 'unauthorized_client', ...grantNotAllowed },
		...accountErrors(title),
		{ providerCode: 'unsupported_grant_type', ...unknownGrant },
		// FastAPI's word for it.
		{ text: /^grant_type: /, ...unknownGrant },
		{ status: 415, ...wrongFormat },
		...(isPassword ? [] : [{ text: LOGIN_FIELD, ...needsUser }]),
		{ providerCode: 'invalid_scope', ...wrongScope },
		{ providerCode: 'invalid_target', ...wrongTarget },
	];
}
