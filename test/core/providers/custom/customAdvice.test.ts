import { generateKeyPairSync } from 'node:crypto';
import { describe } from '@jest/globals';
import { pair } from '../../../pair.mjs';
import { error, rejected, says, testMessages, wrong, type Row } from '../messages';

const client = { clientId: 'app', clientSecret: 'app-secret' };
const login = { description: '"Username" and "Password"' };

describe('the password grant: a login that is rejected', () => {
	const advice =
		'Check "Username" and "Password". Some servers also need "Client ID", "One-Time Code Secret" or "Additional Headers" (under "Show Advanced Fields").';
	const html = { code: 'incorrect_password', message: '<strong>Error:</strong> wrong' };
	const either = 'Invalid password, or the account is locked';

	testMessages('customTokenGrant', [
		[400, error('invalid_grant'), rejected, 'invalid_grant', { description: advice }],
		[200, { token: null, message: 'Wrong password' }, rejected, 'Wrong password', login],
		[403, html, rejected, 'Error: wrong', login],
		[400, error('invalid_grant', either), rejected, either, login],
	]);
});

describe('the password grant: a second factor', () => {
	const noSecret = says(
		'auth.example asks for a second factor.',
		'If this user has an authenticator app, enter its secret in "One-Time Code Secret" (under "Show Advanced Fields"). Otherwise use a login without two-factor authentication, for example a service user.',
	);
	const wrongSecret = says(
		'auth.example did not accept the one-time code.',
		'Check "One-Time Code Secret" and "One-Time Code Parameter" (under "Show Advanced Fields"), and the clock of the machine that runs n8n.',
	);
	const required = error('mfa_required', 'Multifactor authentication required');
	const invalid = { message: 'Invalid user OTP.' };
	const factor = 'two_factor_required';

	testMessages('customTokenGrant', [
		[403, required, factor, required.error_description!, noSecret],
		[401, invalid, factor, invalid.message, noSecret],
	]);
	testMessages('customTokenGrant', [[401, invalid, factor, invalid.message, wrongSecret]], {
		oneTimeCodeSecret: 'JBSWY3DP',
	});
});

describe('the password grant: a request that cannot work', () => {
	const notAllowed = says(
		'auth.example does not let this client use the password grant.',
		'Ask the administrator of the server to enable this grant for the client, or change "Grant Type".',
	);
	const noGrant = says(
		'auth.example does not offer the password grant.',
		'Change "Grant Type", or check "Token URL".',
	);
	const deniedScope = says(
		'auth.example does not grant this scope.',
		'Check "Scope" (under "Show Advanced Fields"): it may be misspelled, or this login may not request it.',
	);
	const wrongScope = says(
		'auth.example requires a scope.',
		'Enter one in "Scope" (under "Show Advanced Fields"); the documentation of the server lists them.',
	);
	const wrongTarget = says(
		'auth.example does not know the requested API.',
		'Check the audience or resource in "Additional Parameters" (under "Show Advanced Fields").',
	);
	const wrongNames = says(
		'',
		'Compare "Username Parameter" with the documentation of the server. If that is right, set "Body Format" to JSON (under "Show Advanced Fields").',
	);
	const noToken = says(
		'',
		'Check the documentation of the server for the field that holds the token, and enter it in "Access Token Field" (under "Show Advanced Fields"). If that field is there and empty, the login was refused.',
	);
	const browser = says(
		'auth.example expects a browser at this address.',
		'Check "Token URL": it seems to be the authorization endpoint. The token endpoint often ends in /token.',
	);
	const unsent = { description: 'Turn off "Send Grant Type" (under "Show Advanced Fields").' };
	const noUri = 'Invalid parameter: redirect_uri';
	const required = 'This field is required.';

	testMessages('customTokenGrant', [
		[400, error('unauthorized_client'), 'access_denied', 'unauthorized_client', notAllowed],
		[400, error('unsupported_grant_type'), wrong, 'unsupported_grant_type', noGrant],
		[400, error('invalid_scope'), wrong, 'invalid_scope', wrongScope],
		[400, error('invalid_target'), wrong, 'invalid_target', wrongTarget],
		[400, { username: [required] }, wrong, `username: ${required}`, wrongNames],
		[400, { grant_type: ['Unknown.'] }, wrong, 'grant_type: Unknown.', unsent],
		[400, error('invalid_request', noUri), wrong, noUri, browser],
		[200, { token: 'abc' }, 'malformed_response', '', noToken],
	]);
	testMessages(
		'customTokenGrant',
		[[400, error('invalid_scope'), wrong, 'invalid_scope', deniedScope]],
		{ scope: 'nope' },
	);
});

describe('the password grant as JSON, at a server that does not read it', () => {
	const missing = 'Missing form parameter: grant_type';
	const grant = {
		description:
			'Most OAuth servers do not read JSON: set "Body Format" to Form (under "Show Advanced Fields"). If that does not help, change "Grant Type" or check "Token URL".',
	};
	const format = { description: 'set "Body Format" to Form' };
	const rows: Row[] = [
		[400, error('unsupported_grant_type'), wrong, 'unsupported_grant_type', grant],
		[400, error('invalid_request', missing), wrong, missing, format],
	];

	testMessages('customTokenGrant', rows, { bodyFormat: 'json' });
});

describe('the password grant by GET, which has no body', () => {
	const byPost = { description: 'set "Request Method" to POST' };
	const rows: Row[] = [
		[400, { username: ['Is required.'] }, wrong, 'username: Is required.', byPost],
		[
			415,
			'',
			wrong,
			'',
			says('auth.example cannot read the request: "Request Method" is GET.', ''),
		],
	];

	testMessages('customTokenGrant', rows, { requestMethod: 'GET' });
});

describe('the client credentials grant', () => {
	const missing = (field: string) => ({ loc: ['body', field], msg: 'Field required' });
	const pattern = { loc: ['body', 'grant_type'], msg: "String should match '^password$'" };
	const advice =
		'Check "Client ID" and "Client Secret". If they are right, change "Client Authentication" (under "Show Advanced Fields").';
	const noGrant = says('the client credentials grant', '"Grant Type"');
	const wrongFormat = says(
		'auth.example cannot read the request: "Body Format" is Form.',
		'To try the other one, set "Body Format" to JSON (under "Show Advanced Fields").',
	);
	const needsUser = says(
		'auth.example expects the login of a user.',
		'Set "Grant Type" to Password, or check "Token URL".',
	);
	const noUser = [missing('username'), missing('password')];
	const rows: Row[] = [
		[400, error('invalid_grant'), rejected, 'invalid_grant', { description: advice }],
		[400, error('unsupported_grant_type'), wrong, 'unsupported_grant_type', noGrant],
		[415, '', wrong, '', wrongFormat],
		[422, { detail: [pattern, ...noUser] }, wrong, `grant_type: ${pattern.msg}`, noGrant],
		[422, { detail: noUser }, wrong, 'username: Field required', needsUser],
	];

	testMessages('customTokenGrant', rows, { ...client, grantType: 'clientCredentials' });
});

describe('a client that signs', () => {
	const { privateKey } = generateKeyPairSync('ed25519', {
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
		publicKeyEncoding: { type: 'spki', format: 'pem' },
	});
	const form = { ...client, grantType: 'clientCredentials', signingAlgorithm: 'EdDSA', privateKey };
	const audience = says(
		'auth.example does not accept the audience of the signed assertion.',
		'Enter the one that the documentation of the server names in "Assertion Audience" (under "Show Advanced Fields"): often the token URL, the address of the server or its host name.',
	);
	const key = says(
		'auth.example does not know the key or the issuer of the signed assertion.',
		'Check "Key ID", "Assertion Issuer" and "Assertion Subject" (under "Show Advanced Fields"), and whether the server has the public key or the certificate of "Private Key".',
	);
	const signature = says(
		'auth.example cannot verify the signed assertion.',
		'Check whether the server has the public key or the certificate of "Private Key", and "Signing Algorithm" (under "Show Advanced Fields").',
	);
	const time = says(
		'auth.example finds the signed assertion too old or too new.',
		'Try again: the next one goes by the clock of the server. If that is refused too, correct the clock of the machine that n8n runs on.',
	);
	const consent = says(
		'auth.example needs the consent of the user first.',
		'Give it once in a browser, at the address that the documentation of the server names.',
	);
	const unknown = says(
		'auth.example does not accept this client.',
		'Check "Client ID" and "Private Key". If they are right, compare "Key ID", "Signing Algorithm", "Assertion Audience", "Assertion Issuer", "Assertion Subject" and "Additional Claims" (under "Show Advanced Fields") with the documentation of the server.',
	);
	const refusals = (code: string, rows: Array<[text: string, words: object]>): Row[] =>
		rows.map(([text, words]) => [400, error(code, text), rejected, text, words]);

	describe('with a private key', () => {
		// Keycloak's words, but for the last two, which are those of Okta and Entra.
		const rows = refusals('invalid_client', [
			['Invalid token audience', audience],
			['Unable to load public key', key],
			['Invalid signature algorithm', signature],
			[
				'Client authentication with signed JWT failed: Signature on JWT token failed validation',
				signature,
			],
			['Token is not active', time],
			['Token was issued in the future', time],
			['Token was issued too far in the past to be used now', time],
			['client_id parameter does not match authenticated client', unknown],
			['The client_assertion token has an invalid kid.', key],
			['AADSTS700024: Client assertion is not within its valid time range.', time],
		]);
		testMessages('customTokenGrant', rows, { ...form, clientAuthentication: 'privateKeyJwt' });
	});

	describe('by the JWT bearer grant', () => {
		const advice = { description: unknown.description };
		const rows: Row[] = [
			...refusals('invalid_grant', [
				['Invalid JWT Signature.', signature],
				['audience is invalid', audience],
				// Hydra's words.
				["No public JWK was registered for issuer 'other' and subject 'somebody'.", key],
				['Invalid grant: account not found', advice],
			]),
			[
				400,
				error('invalid_grant', "user hasn't approved this consumer"),
				'access_denied',
				"user hasn't approved this consumer",
				consent,
			],
			[400, error('consent_required'), 'access_denied', 'consent_required', consent],
			[
				400,
				error('unsupported_grant_type'),
				wrong,
				'unsupported_grant_type',
				says('the JWT bearer grant', ''),
			],
		];
		testMessages('customTokenGrant', rows, { ...form, grantType: 'jwtBearer' });
	});

	describe('with a TLS certificate', () => {
		const description =
			'Check "Client ID", and whether the server knows the subject of "Certificate" as this client.';
		const rows: Row[] = [
			[401, error('invalid_client', 'Invalid client'), rejected, 'Invalid client', { description }],
			[400, error('invalid_grant'), rejected, 'invalid_grant', { description }],
		];
		const way = { clientAuthentication: 'tlsClientCertificate', ...pair };
		testMessages('customTokenGrant', rows, { ...form, ...way });
	});
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
	const unknown = says('auth.example does not accept this client.', description);
	const rows: Row[] = [
		[401, error('invalid_client'), rejected, 'invalid_client', unknown],
		// Keycloak's words for a wrong client secret.
		[401, error('unauthorized_client', 'Invalid client'), rejected, 'Invalid client'],
	];

	testMessages('customTokenGrant', rows, { ...client, clientAuthentication: way });
});
