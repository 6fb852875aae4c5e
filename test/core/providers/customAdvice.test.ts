import { describe } from '@jest/globals';
import { testMessages, type Row } from './messages';

const said = (error: string, text: string) => ({ error, error_description: text });
const client = { clientId: 'app', clientSecret: 'app-secret' };

describe('a wrong client secret, as Keycloak words it, is one', () => {
	const invalid = 'Invalid client or Invalid client credentials';
	testMessages(
		'customTokenGrant',
		[
			[
				401,
				said('unauthorized_client', invalid),
				'credentials_rejected',
				invalid,
				{ description: '"Client ID" and "Client Secret"' },
			],
			[
				401,
				said('invalid_client', 'Invalid client'),
				'credentials_rejected',
				'Invalid client',
				{ message: 'auth.example does not accept this client.' },
			],
		],
		client,
	);
});

describe('a client that may not use the grant is a matter for the administrator', () => {
	const text = 'Client not allowed for direct access grants';
	testMessages('customTokenGrant', [
		[400, said('unauthorized_client', text), 'access_denied', text, { description: 'Ask the ad' }],
	]);
});

const RIGHT = { description: 'The login is right' };
const WRONG = { description: '"Username" and "Password"' };

describe('an account that is not ready is not a wrong password', () => {
	const refused = (text: string, words: Row[4]): Row => [
		400,
		said('invalid_grant', text),
		'credentials_rejected',
		text,
		words,
	];

	testMessages('customTokenGrant', [
		refused('Account is not fully set up', {
			message: 'This auth.example account has to complete its set-up first.',
			description:
				'The login is right. Sign in to auth.example once in a browser with this account and do what it asks, for example set a new password.',
		}),
		refused('Account disabled', {
			message: 'This auth.example account is disabled or locked.',
			description:
				'The login is right, but the account is not ready. Ask the administrator of auth.example to enable it; a locked one may be free again after a while.',
		}),
		refused('User is disabled.', RIGHT),
		refused('User account is locked', RIGHT),
		refused('User not verified', RIGHT),
		[400, { detail: 'Inactive user' }, 'credentials_rejected', 'Inactive user', RIGHT],
		[
			401,
			{ detail: 'User account is disabled' },
			'credentials_rejected',
			'User account is disabled',
			RIGHT,
		],
		[
			401,
			{ detail: 'No active account found with the given credentials' },
			'credentials_rejected',
			'No active account found with the given credentials',
			WRONG,
		],
		refused('Invalid password, or the account is locked', WRONG),
	]);

	testMessages('voipex', [refused('Account disabled', RIGHT)]);
});

describe('a JSON body that the server does not read', () => {
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
						'Set "Body Format" to Form in the credential: most OAuth servers read no JSON. If it still does not work, choose another "Grant Type", or check "Token URL".',
				},
			],
			[
				400,
				said('invalid_request', 'Missing form parameter: grant_type'),
				'invalid_configuration',
				'Missing form parameter: grant_type',
				{ description: 'set "Body Format" to Form.' },
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
				'',
				{
					message: 'auth.example does not read this body format.',
					description: 'Set "Body Format" to JSON in the credential.',
				},
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

	testMessages(
		'customTokenGrant',
		[
			[
				422,
				{ detail: [pattern, missing('username'), missing('password')] },
				'invalid_configuration',
				`grant_type: ${pattern.msg}`,
				{ message: 'client credentials grant', description: '"Grant Type"' },
			],
			[
				422,
				{ detail: [missing('username'), missing('password')] },
				'invalid_configuration',
				'username: Field required',
				{
					message: 'auth.example wants the login of a user.',
					description: 'Set "Grant Type" to Password in the credential, or check "Token URL".',
				},
			],
			[
				400,
				{ username: ['This field is required.'], password: ['This field is required.'] },
				'invalid_configuration',
				'username: This field is required.',
				{ description: '"Grant Type" to Password' },
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
			'username: This field is required.',
			{
				description:
					'Compare the names in "Username Parameter", "Password Parameter" and "Additional Parameters" with the documentation of the server. If they are right, set "Body Format" to JSON.',
			},
		],
	]);
});

describe('a wrong password, as others word it, is one', () => {
	const text = 'Invalid username or password';
	testMessages('customTokenGrant', [
		[401, said('access_denied', text), 'credentials_rejected', text, WRONG],
		[
			403,
			{ code: 'incorrect_password', message: '<strong>Error:</strong> wrong' },
			'credentials_rejected',
			'Error: wrong',
			WRONG,
		],
		[200, { token: null, message: 'Wrong password' }, 'credentials_rejected', 'Wrong password'],
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
				'',
				{ description: '"Environment", "Auth URL" and "Token Path"' },
			],
		],
		{ environment: 'custom', authUrl: 'https://auth.example' },
	);
});
