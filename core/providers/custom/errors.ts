import type { Client, ErrorRule, Provider } from '../../provider';
import { accountErrors } from '../accountErrors';

const CLIENT_ADVICE: Record<Client['authentication'], string> = {
	body: 'Check "Client ID" and "Client Secret" in the credential. If they are right, the server may want them in the header: see "Client Authentication".',
	header:
		'Check "Client ID" and "Client Secret" in the credential. If they are right, set "Client Authentication" to "In the Body": some servers want that, and some misread special characters in the header.',
	none: 'Check "Client ID" in the credential. If the server gave this client a secret, "Client Authentication" must not be None.',
};

const JSON_ADVICE =
	'Set "Body Format" to Form in the credential: most OAuth servers read no JSON. If it still does not work, choose another "Grant Type", or check "Token URL".';

/** The fields that a server of users wants, as Django and FastAPI name them in a refusal. */
const LOGIN_FIELD = /^(username|email|password): /i;

type Kind = Pick<Provider, 'encoding'> & Required<Pick<Provider, 'grantType'>>;

/** What to look at when the server does not understand the request. */
export function customRequestAdvice({ encoding, grantType }: Kind): string {
	const login = grantType === 'password' ? '"Username Parameter", "Password Parameter" and ' : '';
	const other = encoding === 'json' ? 'Form' : 'JSON';
	return `Compare the names in ${login}"Additional Parameters" with the documentation of the server. If they are right, set "Body Format" to ${other}.`;
}

/**
 * What the error responses of RFC 6749 section 5.2 and RFC 8707 section 2 mean to a person who has
 * filled in the custom form: which of its fields to look at.
 */
export function customErrors(
	title: string,
	{ grantType, encoding }: Kind,
	authentication: Client['authentication'],
): ErrorRule[] {
	const grant = grantType === 'password' ? 'password' : 'client credentials';
	const unknownClient = {
		code: 'credentials_rejected' as const,
		message: `${title} does not accept this client.`,
		description: CLIENT_ADVICE[authentication],
	};
	const unknownGrant = {
		code: 'invalid_configuration' as const,
		message: `${title} does not offer the ${grant} grant.`,
		description:
			encoding === 'json'
				? JSON_ADVICE
				: 'Choose another "Grant Type" in the credential, or check "Token URL".',
	};
	return [
		{ providerCode: 'invalid_client', ...unknownClient },
		// Keycloak's word for a wrong client secret.
		{ status: 401, providerCode: 'unauthorized_client', ...unknownClient },
		{
			providerCode: 'unauthorized_client',
			code: 'access_denied',
			message: `${title} does not let this client use the ${grant} grant.`,
			description:
				'Ask the administrator of the server to enable this grant for the client, or choose another "Grant Type" in the credential.',
		},
		...accountErrors(title),
		{ providerCode: 'unsupported_grant_type', ...unknownGrant },
		// FastAPI's word for it.
		{ text: /^grant_type: /, ...unknownGrant },
		...kindErrors(title, { grantType, encoding }),
		{
			providerCode: 'invalid_scope',
			code: 'invalid_configuration',
			message: `${title} does not grant this scope.`,
			description:
				'Check "Scope" in the credential: it may be misspelt, or this login may not ask for it.',
		},
		{
			providerCode: 'invalid_target',
			code: 'invalid_configuration',
			message: `${title} does not know the API that the token is asked for.`,
			description:
				'Check the audience or resource under "Additional Parameters" in the credential.',
		},
	];
}

/** What servers that know no error codes say of a request that is none for them. */
function kindErrors(title: string, { grantType, encoding }: Kind): ErrorRule[] {
	const other = encoding === 'json' ? 'Form' : 'JSON';
	return [
		{
			status: 415,
			code: 'invalid_configuration',
			message: `${title} does not read this body format.`,
			description: `Set "Body Format" to ${other} in the credential.`,
		},
		...(grantType === 'password'
			? []
			: [
					{
						text: LOGIN_FIELD,
						code: 'invalid_configuration' as const,
						message: `${title} wants the login of a user.`,
						description: 'Set "Grant Type" to Password in the credential, or check "Token URL".',
					},
				]),
	];
}
