import type { Client, ErrorRule, Provider } from '../provider';

const CLIENT_ADVICE: Record<Client['authentication'], string> = {
	body: 'Check "Client ID" and "Client Secret" in the credential. If they are right, the server may want them in the header: see "Client Authentication".',
	header:
		'Check "Client ID" and "Client Secret" in the credential. If they are right, set "Client Authentication" to "In the Body": some servers want that, and some misread special characters in the header.',
	none: 'Check "Client ID" in the credential. If the server gave this client a secret, "Client Authentication" must not be None.',
};

/**
 * What the error responses of RFC 6749 section 5.2 and RFC 8707 section 2 mean to a person who has filled in
 * the custom form: which of its fields to look at.
 */
export function customErrors(
	title: string,
	grantType: NonNullable<Provider['grantType']>,
	authentication: Client['authentication'],
): ErrorRule[] {
	const grant = grantType === 'password' ? 'password' : 'client credentials';
	return [
		{
			providerCode: 'invalid_client',
			code: 'credentials_rejected',
			message: `${title} does not accept this client.`,
			description: CLIENT_ADVICE[authentication],
		},
		{
			providerCode: 'unauthorized_client',
			code: 'credentials_rejected',
			message: `${title} does not let this client use the ${grant} grant.`,
			description:
				'Check "Client ID" in the credential. If it is right, ask the administrator of the server to enable this grant for the client, or choose another "Grant Type".',
		},
		{
			providerCode: 'unsupported_grant_type',
			code: 'invalid_configuration',
			message: `${title} does not offer the ${grant} grant.`,
			description: 'Choose another "Grant Type" in the credential, or check "Token URL".',
		},
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
