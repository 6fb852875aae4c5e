import { describe } from '@jest/globals';
import { testMessages, type Row } from '../messages';

const oauth = (error: string, text: string) => ({ error, error_description: text });
const client = { clientId: 'app', clientSecret: 'app-secret' };
const clientGrant = { ...client, grantType: 'clientCredentials' };
const login = { description: '"Username" and "Password"' };

describe('the password grant: a login that is rejected', () => {
	const invalid = 'Invalid username or password';
	const code = 'credentials_rejected';

	testMessages('customTokenGrant', [
		[
			400,
			{ error: 'invalid_grant' },
			code,
			'invalid_grant',
			{
				description:
					'Check "Username" and "Password". Some servers also need "Client ID" (under "Show Advanced Fields").',
			},
		],
		[200, oauth('invalid_grant', 'Wrong login'), code, 'Wrong login', login],
		[200, { success: false, message: 'Wrong login' }, code, 'Wrong login', login],
		[200, { token: null, message: 'Wrong password' }, code, 'Wrong password', login],
		[401, { success: false, message: 'Nope' }, code, 'Nope', login],
		[401, oauth('access_denied', invalid), code, invalid, login],
		[
			403,
			{ code: 'incorrect_password', message: '<strong>Error:</strong> wrong' },
			code,
			'Error: wrong',
			login,
		],
	]);
});

describe('the password grant: an account that is not ready', () => {
	const refused = (text: string, words: Row[4]): Row => [
		400,
		oauth('invalid_grant', text),
		'credentials_rejected',
		text,
		words,
	];
	const account = { message: 'account', description: 'Ask the administrator of' };
	const uncertain = 'No active account found with the given credentials';

	testMessages('customTokenGrant', [
		refused('Account is not fully set up', {
			message: 'This auth.example account is not fully set up.',
			description:
				'The login is correct. Sign in to auth.example once in a browser and follow its instructions, for example to set a new password.',
		}),
		refused('Account disabled', {
			message: 'This auth.example account is disabled or locked.',
			description:
				'The login is correct, but the account cannot be used. Ask the administrator of auth.example to enable it; a locked account may unlock by itself after some time.',
		}),
		refused('User is disabled.', account),
		refused('User account is locked', account),
		refused('User not verified', account),
		[400, { detail: 'Inactive user' }, 'credentials_rejected', 'Inactive user', account],
		[401, { detail: 'User is disabled' }, 'credentials_rejected', 'User is disabled', account],
		// Either may be wrong.
		[401, { detail: uncertain }, 'credentials_rejected', uncertain, login],
		refused('Invalid password, or the account is locked', login),
	]);

	testMessages('voipex', [refused('Account disabled', account)]);
});

describe('the password grant: a request that cannot work', () => {
	const notAllowed = 'Client not allowed for direct access grants';

	testMessages('customTokenGrant', [
		[
			400,
			{ error: 'unauthorized_client' },
			'access_denied',
			'unauthorized_client',
			{
				message: 'auth.example does not let this client use the password grant.',
				description:
					'Ask the administrator of the server to enable this grant for the client, or change "Grant Type".',
			},
		],
		[400, oauth('unauthorized_client', notAllowed), 'access_denied', notAllowed],
		[
			400,
			{ error: 'unsupported_grant_type' },
			'invalid_configuration',
			'unsupported_grant_type',
			{
				message: 'auth.example does not offer the password grant.',
				description: 'Change "Grant Type", or check "Token URL".',
			},
		],
		[
			400,
			{ error: 'invalid_scope' },
			'invalid_configuration',
			'invalid_scope',
			{
				message: 'auth.example does not grant this scope.',
				description:
					'Check "Scope" (under "Show Advanced Fields"): it may be misspelled, or this login may not request it.',
			},
		],
		[
			400,
			{ error: 'invalid_target' },
			'invalid_configuration',
			'invalid_target',
			{
				message: 'auth.example does not know the requested API.',
				description:
					'Check the audience or resource in "Additional Parameters" (under "Show Advanced Fields").',
			},
		],
		[400, { error: 'slow_down' }, 'rate_limited', 'slow_down'],
		[
			400,
			{ username: ['This field is required.'] },
			'invalid_configuration',
			'username: This field is required.',
			{
				description:
					'Compare the names in "Username Parameter", "Password Parameter" and "Additional Parameters" with the documentation of the server. If they are right, set "Body Format" to JSON (under "Show Advanced Fields").',
			},
		],
		[
			200,
			{ token: 'abc' },
			'malformed_response',
			'',
			{
				description:
					'Check the documentation of the server for the field that holds the token, and enter it in "Access Token Field" (under "Show Advanced Fields").',
			},
		],
	]);
});

describe('the password grant as JSON, at a server that does not read it', () => {
	const missing = 'Missing form parameter: grant_type';

	testMessages(
		'customTokenGrant',
		[
			[
				400,
				{ error: 'unsupported_grant_type' },
				'invalid_configuration',
				'unsupported_grant_type',
				{
					description:
						'Set "Body Format" to Form (under "Show Advanced Fields"): most OAuth servers do not read JSON. If that does not help, change "Grant Type" or check "Token URL".',
				},
			],
			[
				400,
				oauth('invalid_request', missing),
				'invalid_configuration',
				missing,
				{ description: 'set "Body Format" to Form' },
			],
		],
		{ bodyFormat: 'json' },
	);
});

describe('the client credentials grant', () => {
	const missing = (field: string) => ({
		type: 'missing',
		loc: ['body', field],
		msg: 'Field required',
	});
	const pattern = {
		type: 'string_pattern_mismatch',
		loc: ['body', 'grant_type'],
		msg: "String should match pattern '^password$'",
	};
	const noGrant = { message: 'the client credentials grant', description: '"Grant Type"' };
	const required = ['This field is required.'];

	testMessages(
		'customTokenGrant',
		[
			[
				400,
				{ error: 'invalid_grant' },
				'credentials_rejected',
				'invalid_grant',
				{
					description:
						'Check "Client ID" and "Client Secret". If they are right, change "Client Authentication" (under "Show Advanced Fields").',
				},
			],
			[400, { error: 'unauthorized_client' }, 'access_denied', 'unauthorized_client', noGrant],
			[
				400,
				{ error: 'unsupported_grant_type' },
				'invalid_configuration',
				'unsupported_grant_type',
				noGrant,
			],
			[
				415,
				'',
				'invalid_configuration',
				'',
				{
					message: 'auth.example does not read this body format.',
					description: 'Set "Body Format" to JSON (under "Show Advanced Fields").',
				},
			],
			[
				422,
				{ detail: [pattern, missing('username'), missing('password')] },
				'invalid_configuration',
				`grant_type: ${pattern.msg}`,
				noGrant,
			],
			[
				422,
				{ detail: [missing('username'), missing('password')] },
				'invalid_configuration',
				'username: Field required',
				{
					message: 'auth.example expects the login of a user.',
					description: 'Set "Grant Type" to Password, or check "Token URL".',
				},
			],
			[
				400,
				{ username: required, password: required },
				'invalid_configuration',
				'username: This field is required.',
				{ description: '"Grant Type" to Password' },
			],
		],
		clientGrant,
	);
});

describe.each([
	[
		'body',
		'Check "Client ID" and "Client Secret". If they are right, set "Client Authentication" to "In the Header" (under "Show Advanced Fields").',
	],
	[
		'header',
		'Check "Client ID" and "Client Secret". If they are right, set "Client Authentication" to "In the Body" (under "Show Advanced Fields"): some servers misread special characters in the header.',
	],
	[
		'none',
		'Check "Client ID". If this client has a secret, change "Client Authentication" (under "Show Advanced Fields").',
	],
])('a client that is rejected, with client authentication %s', (way, description) => {
	const words = { message: 'auth.example does not accept this client.', description };
	const invalid = 'Invalid client or Invalid client credentials';

	testMessages(
		'customTokenGrant',
		[
			[401, { error: 'invalid_client' }, 'credentials_rejected', 'invalid_client', words],
			// Keycloak's words for a wrong client secret.
			[401, oauth('unauthorized_client', invalid), 'credentials_rejected', invalid],
		],
		{ ...client, clientAuthentication: way },
	);
});
