import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { authenticateWithToken, preAuthenticate, signInTest } from '../core/n8n';
import {
	allowHttp,
	ignoreSsl,
	expirableField,
	sharedToken,
	shareToken,
} from '../core/n8n/sharedFields';
import { customTokenGrant } from '../core/providers/custom/customTokenGrant';
import { advanced, forAssertions, hiddenTwins, namedValues, namesAndValues } from './advanced';
import {
	accessTokenField,
	certificate,
	passwordParameter,
	secretParameters,
	sendTokenAs,
	tlsCertificate,
	tokenLifetime,
	useRefreshToken,
} from './unmasked';

/** n8n's public API demands a field where the first condition has its first value: nobody has this one. */
const withSecret = ['', 'body', 'header'];

/** And where a client needs no secret, it needs an ID. */
const withKey = ['privateKeyJwt', 'tlsClientCertificate'];

/** When the form shows the client beside the login of a user. */
const besidePassword = { showAdvanced: [true], grantType: ['password'] };

/** When it shows the secret of a client that may have none. */
const besideLogin = { showAdvanced: [true], grantType: ['password', 'jwtBearer'] };

/** The ID of a client: shown with what the client proves itself by. */
const clientId = {
	displayName: 'Client ID',
	name: 'clientId',
	type: 'string',
	placeholder: 'my-application',
	description: 'The ID of your application at this server',
	default: '',
} as const;

/** The key of a client; it needs one beside the JWT bearer grant, or in place of a secret. */
const privateKey = {
	displayName: 'Private Key',
	name: 'privateKey',
	type: 'string',
	typeOptions: { password: true },
	required: true,
	placeholder: '-----BEGIN PRIVATE KEY-----',
	description: 'The whole PEM file, without a passphrase, or the JSON key file of Google',
	default: '',
} as const;

/** What a status of the Test URL means. */
const failed = (value: number, message: string) =>
	({ type: 'responseCode', properties: { value, message } }) as const;

/**
 * Signs in at any token endpoint that the person describes in the form. The constructor adds hidden
 * twins of the advanced fields, so that their values count while nobody sees them.
 */
export class CustomTokenGrantApi implements ICredentialType {
	static readonly definition = customTokenGrant;

	name = 'customTokenGrantApi';

	displayName = 'Custom Token Grant API';

	icon: Icon = {
		light: 'file:../icons/customTokenGrant.svg',
		dark: 'file:../icons/customTokenGrant.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-auth-token/n8n-nodes-auth-token/blob/main/docs/credentials/customTokenGrant.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Token URL',
			name: 'tokenUrl',
			type: 'string',
			required: true,
			placeholder: 'https://auth.example.com/oauth2/token',
			description: 'The complete address of the token endpoint',
			hint: 'The endpoint that returns the token, not the login page',
			default: '',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'options',
			options: [
				{ name: 'Client Credentials', value: 'clientCredentials' },
				{ name: 'JWT Bearer', value: 'jwtBearer' },
				{ name: 'Password', value: 'password' },
			],
			description:
				'Password: the login of a user. Client Credentials: the ID and secret of an application; prefer it if the server offers both. JWT Bearer: a private key, as for service accounts of Google.',
			default: 'password',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			displayOptions: { show: { grantType: ['password'] }, hide: { usernameParameter: [''] } },
			required: true,
			placeholder: 'name@email.com',
			default: '',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			displayOptions: { show: { grantType: ['password'] } },
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			...clientId,
			displayOptions: { show: { grantType: ['clientCredentials'] } },
			required: true,
		},
		{
			...clientId,
			displayOptions: {
				show: { clientAuthentication: ['', ...withKey], grantType: ['password'] },
			},
			required: true,
		},
		{
			...clientId,
			displayOptions: { show: { grantType: ['jwtBearer'] } },
			description: 'The ID of your application at this server, which issues the signed assertion',
			hint: 'Leave it empty if you use a key file of Google',
		},
		{ ...privateKey, displayOptions: { show: { clientAuthentication: withKey } } },
		{
			...privateKey,
			displayOptions: {
				show: { grantType: ['jwtBearer'] },
				hide: { clientAuthentication: withKey },
			},
		},
		tlsCertificate,
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			displayOptions: {
				show: { clientAuthentication: withSecret, grantType: ['clientCredentials'] },
			},
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'Test URL',
			name: 'testUrl',
			type: 'string',
			placeholder: 'https://api.example.com/me',
			description: 'An API address to call with the token (GET) when the credential is tested',
			hint: 'Optional. If empty, signing in is the test.',
			default: '',
		},
		{
			displayName: 'Show Advanced Fields',
			name: 'showAdvanced',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			description:
				'Whether to show the fields that few servers need, such as client, scope, names and headers. Their values count even while they are hidden.',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			displayOptions: { show: { showAdvanced: [true] } },
			placeholder: 'read write',
			description: 'The scopes to request, separated by spaces',
			default: '',
		},
		{
			displayName: 'Client Authentication',
			name: 'clientAuthentication',
			type: 'options',
			displayOptions: { show: { showAdvanced: [true] } },
			options: [
				{ name: 'In the Body', value: 'body' },
				{ name: 'In the Header', value: 'header' },
				{ name: 'None', value: 'none' },
				{ name: 'Private Key JWT', value: 'privateKeyJwt' },
				{ name: 'TLS Client Certificate', value: 'tlsClientCertificate' },
			],
			description:
				'How to send the client ID and secret. In the Header is HTTP Basic; None sends only the ID; the last two have a private key in place of the secret.',
			default: 'body',
		},
		{
			...clientId,
			displayOptions: { show: { clientAuthentication: ['', 'header'], ...besidePassword } },
			required: true,
		},
		{
			...clientId,
			displayOptions: { show: { ...besidePassword, clientAuthentication: ['body', 'none'] } },
			description: 'The ID of your application at this server. Many servers require one.',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			displayOptions: { show: { ...besideLogin, clientAuthentication: ['body', 'header'] } },
			typeOptions: { password: true },
			description: 'Empty for a public client',
			default: '',
		},
		...forAssertions({
			displayName: 'Key ID',
			name: 'keyId',
			type: 'string',
			description: 'The ID under which the server has the public key, if it expects one (kid)',
			default: '',
		}),
		...forAssertions({
			displayName: 'Signing Algorithm',
			name: 'signingAlgorithm',
			type: 'options',
			options: [
				{ name: 'ES256 (EC Key)', value: 'ES256' },
				{ name: 'EdDSA (Ed25519 Key)', value: 'EdDSA' },
				{ name: 'PS256 (RSA Key)', value: 'PS256' },
				{ name: 'RS256 (RSA Key)', value: 'RS256' },
			],
			description: 'How to sign with the private key',
			default: 'RS256',
		}),
		...forAssertions(certificate, ['body', 'header', 'none']),
		...forAssertions({
			displayName: 'Assertion Audience',
			name: 'assertionAudience',
			type: 'string',
			description: 'For whom the signed assertion is (aud). If empty, the Token URL.',
			default: '',
		}),
		...forAssertions({
			displayName: 'Assertion Issuer',
			name: 'assertionIssuer',
			type: 'string',
			description: 'Who signs (iss). If empty, the Client ID.',
			default: '',
		}),
		...forAssertions({
			displayName: 'Assertion Subject',
			name: 'assertionSubject',
			type: 'string',
			description:
				'Who signs in (sub): with JWT Bearer a user, else the client. If empty, nobody or the client.',
			default: '',
		}),
		...forAssertions({
			displayName: 'Additional Claims',
			name: 'additionalClaims',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add claim',
			default: {},
			description: 'More claims of the signed assertion; those of expressions keep their type',
			options: [namesAndValues('Claim', 'scope')],
		}),
		sendTokenAs,
		accessTokenField,
		{
			displayName: 'Expires In Field',
			name: 'expiresInField',
			type: 'string',
			displayOptions: { show: { showAdvanced: [true] } },
			description:
				'Which field of the response says how long the token lives: seconds, or the time when it ends. Usual names such as expires_at are found without it.',
			default: 'expires_in',
		},
		tokenLifetime,
		useRefreshToken,
		{
			displayName: 'Request Method',
			name: 'requestMethod',
			type: 'options',
			displayOptions: { show: { showAdvanced: [true] } },
			options: [
				{ name: 'GET', value: 'GET' },
				{ name: 'POST', value: 'POST' },
				{ name: 'PUT', value: 'PUT' },
			],
			description:
				'How to request the token. PUT sends the same body as POST. GET puts all parameters, including passwords, into the address and so into the logs of servers and proxies: use it only if the server does not accept POST.',
			default: 'POST',
		},
		{
			displayName: 'Body Format',
			name: 'bodyFormat',
			type: 'options',
			displayOptions: { show: { showAdvanced: [true], requestMethod: ['POST', 'PUT'] } },
			options: [
				{ name: 'Form', value: 'form' },
				{ name: 'JSON', value: 'json' },
			],
			description:
				'Form is the standard; some login endpoints expect JSON, where names with dots nest',
			hint: 'In JSON, auth.user.name becomes {"auth": {"user": {"name": ...}}}',
			default: 'form',
		},
		{
			displayName: 'Send Grant Type',
			name: 'sendGrantType',
			type: 'boolean',
			displayOptions: { show: { showAdvanced: [true] } },
			default: true,
			description:
				'Whether to send grant_type. The OAuth standard requires it; turn it off if a login endpoint rejects unknown parameters.',
		},
		{
			displayName: 'Username Parameter',
			name: 'usernameParameter',
			type: 'string',
			displayOptions: { show: { showAdvanced: [true], grantType: ['password'] } },
			description:
				'What the server calls the username, for example email. If empty, no username is sent, for example with an API key as the password.',
			default: 'username',
		},
		passwordParameter,
		{
			displayName: 'One-Time Code Secret',
			name: 'oneTimeCodeSecret',
			type: 'string',
			displayOptions: { show: besidePassword },
			typeOptions: { password: true },
			placeholder: 'JBSW Y3DP EHPK 3PXP',
			description:
				'For a user with two-factor authentication: the secret of the authenticator app. Each sign-in sends a code computed from it.',
			hint: 'The letters beside the QR code, or the whole otpauth:// address. Not a code.',
			default: '',
		},
		{
			displayName: 'One-Time Code Parameter',
			name: 'oneTimeCodeParameter',
			type: 'string',
			displayOptions: { show: besidePassword, hide: { oneTimeCodeSecret: [''] } },
			description: 'What the server calls the one-time code',
			default: 'totp',
		},
		{
			displayName: 'Additional Parameters',
			name: 'additionalParameters',
			type: 'fixedCollection',
			displayOptions: { show: { showAdvanced: [true] } },
			typeOptions: { multipleValues: true },
			placeholder: 'Add parameter',
			default: {},
			description:
				'More parameters, for example audience, resource or tenant. If the form has a field for a parameter, use that field. In JSON, numbers, booleans and lists from expressions keep their type.',
			options: [namedValues('Parameter', 'audience', { placeholder: 'https://api.example.com' })],
		},
		secretParameters,
		{
			displayName: 'Additional Headers',
			name: 'additionalHeaders',
			type: 'fixedCollection',
			displayOptions: { show: { showAdvanced: [true] } },
			typeOptions: { multipleValues: true },
			placeholder: 'Add header',
			default: {},
			description:
				'Headers to send with the token request, for example an API key. API requests do not get them. After removing one, enter the values below it again.',
			options: [namedValues('Header', 'X-API-Key', { typeOptions: { password: true } })],
		},
		advanced(ignoreSsl),
		advanced(allowHttp),
		advanced(shareToken),
		expirableField,
		sharedToken,
	];

	preAuthentication = preAuthenticate(customTokenGrant, this.properties);

	authenticate = authenticateWithToken;

	test: ICredentialTestRequest = {
		request: {
			// By GET, the Token URL would take the test's request for another sign-in.
			...signInTest(
				'={{ $credentials.testUrl.trim() || ($credentials.requestMethod === "GET" ? $credentials.tokenUrl.trim().split("/").slice(0, 3).join("/") : $credentials.tokenUrl.trim()) }}',
			).request,
			// With a test URL its response counts as well.
			ignoreHttpStatusErrors: '={{ !$credentials.testUrl.trim() }}' as unknown as boolean,
		},
		rules: [
			failed(
				401,
				'Signing in worked, but the Test URL rejects the token. Check that this URL belongs to the API the token is for.',
			),
			failed(
				403,
				'Signing in worked, but this login may not use the Test URL. Check its rights and "Scope" (under "Show Advanced Fields").',
			),
			failed(404, 'Signing in worked, but the Test URL does not exist. Check its spelling.'),
		],
	};

	constructor() {
		this.properties.push(...hiddenTwins(this.properties));
	}
}
