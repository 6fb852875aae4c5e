import { describe } from '@jest/globals';
import { testMessages } from './messages';

const said = (error: string, text: string) => ({ error, error_description: text });
const client = { clientId: 'app', clientSecret: 'app-secret' };
const CHECK_CLIENT =
	'Check "Client ID" and "Client Secret" in the credential. If they are right, the server may want them in the header: see "Client Authentication".';

describe('a wrong client secret, as Keycloak words it, is one', () => {
	testMessages(
		'customTokenGrant',
		[
			[
				401,
				said('unauthorized_client', 'Invalid client or Invalid client credentials'),
				'credentials_rejected',
				'auth.example does not accept this client. Its response: "Invalid client or Invalid client credentials".',
				CHECK_CLIENT,
			],
			[
				401,
				said('invalid_client', 'Invalid client'),
				'credentials_rejected',
				'auth.example does not accept this client. Its response: "Invalid client".',
				CHECK_CLIENT,
			],
		],
		client,
	);
});

describe('a client that may not use the grant is a matter for the administrator', () => {
	testMessages('customTokenGrant', [
		[
			400,
			said('unauthorized_client', 'Client not allowed for direct access grants'),
			'access_denied',
			'auth.example does not let this client use the password grant. Its response: "Client not allowed for direct access grants".',
			'Ask the administrator of the server to enable this grant for the client, or choose another "Grant Type" in the credential.',
		],
	]);
});

describe('an account that is not ready is not a wrong password', () => {
	const SET_UP =
		'Sign in to auth.example once in a browser with this account and do what it asks, for example set a new password.';
	const ENABLE =
		'Ask the administrator of auth.example to enable it; a locked one may be free again after a while.';

	testMessages('customTokenGrant', [
		[
			400,
			said('invalid_grant', 'Account is not fully set up'),
			'credentials_rejected',
			'This auth.example account has to complete its set-up first. Its response: "Account is not fully set up".',
			`The login is right. ${SET_UP}`,
		],
		...['Account disabled', 'User is disabled.', 'User account is locked', 'User not verified'].map(
			(text): Parameters<typeof testMessages>[1][number] => [
				400,
				said('invalid_grant', text),
				'credentials_rejected',
				`This auth.example account is disabled or locked. Its response: "${text}${text.endsWith('.') ? '"' : '".'}`,
				`The login is right, but the account is not ready. ${ENABLE}`,
			],
		),
		...[
			[400, 'Inactive user'],
			[401, 'User account is disabled'],
		].map(([status, detail]): Parameters<typeof testMessages>[1][number] => [
			Number(status),
			{ detail },
			'credentials_rejected',
			`This auth.example account is disabled or locked. Its response: "${detail}".`,
			`The login is right, but the account is not ready. ${ENABLE}`,
		]),
		[
			401,
			{ detail: 'No active account found with the given credentials' },
			'credentials_rejected',
			'auth.example refused the sign-in. Its response: "No active account found with the given credentials".',
			'Check "Username" and "Password" in the credential, and the client if the server wants one.',
		],
		[
			400,
			said('invalid_grant', 'Invalid password, or the account is locked'),
			'credentials_rejected',
			'auth.example refused the sign-in. Its response: "Invalid password, or the account is locked".',
			'Check "Username" and "Password" in the credential, and the client if the server wants one.',
		],
	]);

	testMessages('voipex', [
		[
			400,
			said('invalid_grant', 'Account disabled'),
			'credentials_rejected',
			'This VoIPEX account is disabled or locked. Its response: "Account disabled".',
			'The login is right, but the account is not ready. Ask the administrator of VoIPEX to enable it; a locked one may be free again after a while.',
		],
	]);
});

describe('a JSON body that the server does not read', () => {
	testMessages(
		'customTokenGrant',
		[
			[
				400,
				{ error: 'unsupported_grant_type' },
				'invalid_configuration',
				'auth.example does not offer the password grant. Its response: "unsupported_grant_type".',
				'Set "Body Format" to Form in the credential: most OAuth servers read no JSON. If it still does not work, choose another "Grant Type", or check "Token URL".',
			],
			[
				400,
				said('invalid_request', 'Missing form parameter: grant_type'),
				'invalid_configuration',
				'auth.example cannot process this kind of sign-in (HTTP 400). Its response: "Missing form parameter: grant_type".',
				'Compare the names in "Username Parameter", "Password Parameter" and "Additional Parameters" with the documentation of the server. If they are right, set "Body Format" to Form.',
			],
		],
		{ bodyFormat: 'json' },
	);
});

describe('a form that the server does not read', () => {
	testMessages(
		'customTokenGrant',
		[
			[
				415,
				'',
				'invalid_configuration',
				'auth.example does not read this body format.',
				'Set "Body Format" to JSON in the credential.',
			],
		],
		{ ...client, grantType: 'clientCredentials' },
	);
});

describe('a client at a server that knows users alone', () => {
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
	const WANTS_LOGIN = 'Set "Grant Type" to Password in the credential, or check "Token URL".';

	testMessages(
		'customTokenGrant',
		[
			[
				422,
				{ detail: [pattern, missing('username'), missing('password')] },
				'invalid_configuration',
				`auth.example does not offer the client credentials grant. Its response: "grant_type: ${pattern.msg}".`,
				'Choose another "Grant Type" in the credential, or check "Token URL".',
			],
			[
				422,
				{ detail: [missing('username'), missing('password')] },
				'invalid_configuration',
				'auth.example wants the login of a user. Its response: "username: Field required".',
				WANTS_LOGIN,
			],
			[
				400,
				{ username: ['This field is required.'], password: ['This field is required.'] },
				'invalid_configuration',
				'auth.example wants the login of a user. Its response: "username: This field is required."',
				WANTS_LOGIN,
			],
		],
		{ ...client, grantType: 'clientCredentials' },
	);
});

describe('a user at a server that names the field it misses', () => {
	testMessages('customTokenGrant', [
		[
			400,
			{ username: ['This field is required.'] },
			'invalid_configuration',
			'auth.example cannot process this kind of sign-in (HTTP 400). Its response: "username: This field is required."',
			'Compare the names in "Username Parameter", "Password Parameter" and "Additional Parameters" with the documentation of the server. If they are right, set "Body Format" to JSON.',
		],
	]);
});

describe('a wrong password, as others word it, is one', () => {
	const CHECK_LOGIN =
		'Check "Username" and "Password" in the credential, and the client if the server wants one.';

	testMessages('customTokenGrant', [
		[
			401,
			said('access_denied', 'Invalid username or password'),
			'credentials_rejected',
			'auth.example refused the sign-in. Its response: "Invalid username or password".',
			CHECK_LOGIN,
		],
		[
			403,
			{ code: 'incorrect_password', message: '<strong>Error:</strong> wrong' },
			'credentials_rejected',
			'auth.example refused the sign-in. Its response: "Error: wrong".',
			CHECK_LOGIN,
		],
		[
			200,
			{ token: null, message: 'Wrong password' },
			'credentials_rejected',
			'auth.example refused the sign-in. Its response: "Wrong password".',
			CHECK_LOGIN,
		],
	]);
});

describe('the address of Tradevest is all that makes it', () => {
	testMessages(
		'tradevest',
		[
			[
				404,
				'',
				'invalid_configuration',
				'Tradevest does not take a sign-in at this address (HTTP 404).',
				'Check "Environment", "Auth URL" and "Token Path" in the credential.',
			],
		],
		{ environment: 'custom', authUrl: 'https://auth.example' },
	);
});
