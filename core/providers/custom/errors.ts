import type { Client, ErrorRule, Provider } from '../../provider';
import { accountErrors } from '../accountErrors';

const ADVANCED = '(under "Show Advanced Fields")';

const CLIENT_ADVICE: Record<Client['authentication'], string> = {
	body: `Check "Client ID" and "Client Secret". If they are right, set "Client Authentication" to "In the Header" ${ADVANCED}.`,
	header: `Check "Client ID" and "Client Secret". If they are right, set "Client Authentication" to "In the Body" ${ADVANCED}: some servers misread special characters in the header.`,
	none: `Check "Client ID". If this client has a secret, change "Client Authentication" ${ADVANCED}.`,
};

/** The fields of a user's login, as Django and FastAPI name them in a refusal. */
const LOGIN_FIELD = /^(username|email|password): /i;

type Kind = Pick<Provider, 'encoding'> & Required<Pick<Provider, 'grantType'>>;

const otherFormat = ({ encoding }: Kind) => (encoding === 'json' ? 'Form' : 'JSON');

/** What to check when the server does not understand the request. */
export function customRequestAdvice(kind: Kind): string {
	const login =
		kind.grantType === 'password' ? '"Username Parameter", "Password Parameter" and ' : '';
	return `Compare the names in ${login}"Additional Parameters" with the documentation of the server. If they are right, set "Body Format" to ${otherFormat(kind)} ${ADVANCED}.`;
}

/**
 * What the error responses of RFC 6749 section 5.2 and RFC 8707 section 2 mean to a person who has
 * filled in the custom form: which of its fields to check.
 */
export function customErrors(
	title: string,
	kind: Kind,
	authentication: Client['authentication'],
): ErrorRule[] {
	const isPassword = kind.grantType === 'password';
	const grant = isPassword ? 'password' : 'client credentials';
	const unknownClient = {
		code: 'credentials_rejected' as const,
		message: `${title} does not accept this client.`,
		description: CLIENT_ADVICE[authentication],
	};
	const wrong = (message: string, description: string) => ({
		code: 'invalid_configuration' as const,
		message: `${title} ${message}.`,
		description,
	});
	const unknownGrant = wrong(
		`does not offer the ${grant} grant`,
		kind.encoding === 'json'
			? `Set "Body Format" to Form ${ADVANCED}: most OAuth servers do not read JSON. If that does not help, change "Grant Type" or check "Token URL".`
			: 'Change "Grant Type", or check "Token URL".',
	);
	const needsUser = wrong(
		'expects the login of a user',
		'Set "Grant Type" to Password, or check "Token URL".',
	);
	return [
		{ providerCode: 'invalid_client', ...unknownClient },
		// Keycloak's word for a wrong client secret.
		{ status: 401, providerCode: 'unauthorized_client', ...unknownClient },
		{
			providerCode: 'unauthorized_client',
			code: 'access_denied',
			message: `${title} does not let this client use the ${grant} grant.`,
			description:
				'Ask the administrator of the server to enable this grant for the client, or change "Grant Type".',
		},
		...accountErrors(title),
		{ providerCode: 'unsupported_grant_type', ...unknownGrant },
		// FastAPI's word for it.
		{ text: /^grant_type: /, ...unknownGrant },
		{
			status: 415,
			...wrong(
				'does not read this body format',
				`Set "Body Format" to ${otherFormat(kind)} ${ADVANCED}.`,
			),
		},
		...(isPassword ? [] : [{ text: LOGIN_FIELD, ...needsUser }]),
		{
			providerCode: 'invalid_scope',
			...wrong(
				'does not grant this scope',
				`Check "Scope" ${ADVANCED}: it may be misspelled, or this login may not request it.`,
			),
		},
		{
			providerCode: 'invalid_target',
			...wrong(
				'does not know the requested API',
				`Check the audience or resource in "Additional Parameters" ${ADVANCED}.`,
			),
		},
	];
}
