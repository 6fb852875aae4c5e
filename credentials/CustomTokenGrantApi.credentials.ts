import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { authenticateWithToken, preAuthenticate, signInTest } from '../core/n8n';
import { allowHttp, ignoreSsl, expirableField, sharedToken, shareToken } from '../core/n8n/fields';
import { customTokenGrant } from '../core/providers/custom/customTokenGrant';
import { advanced, hiddenTwins } from './advanced';
import {
	accessTokenField,
	passwordParameter,
	secretParameters,
	sendTokenAs,
	tokenLifetime,
	useRefreshToken,
} from './unmasked';

/** Signs in at any token endpoint that the person describes in the form. */
export class CustomTokenGrantApi implements ICredentialType {
	static readonly definition = customTokenGrant;

	name = 'customTokenGrantApi';

	displayName = 'Custom Token Grant API';

	icon: Icon = {
		light: 'file:../icons/customTokenGrant.svg',
		dark: 'file:../icons/customTokenGrant.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-auth-token/n8n-nodes-auth-token#custom-token-grant-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Token URL',
			name: 'tokenUrl',
			type: 'string',
			required: true,
			placeholder: 'https://auth.example.com/oauth2/token',
			description: 'The complete address of the token endpoint',
			default: '',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'options',
			options: [
				{ name: 'Client Credentials', value: 'clientCredentials' },
				{ name: 'Password', value: 'password' },
			],
			description:
				'Password: with the login of a user. Client Credentials: with the ID and secret of an application; prefer it where the server offers both.',
			default: 'password',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			displayOptions: { show: { grantType: ['password'] } },
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
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			displayOptions: { show: { grantType: ['clientCredentials'] } },
			required: true,
			placeholder: 'my-application',
			description: 'The identifier of the application at the server',
			default: '',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			displayOptions: {
				show: { grantType: ['clientCredentials'], clientAuthentication: ['body', 'header'] },
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
			description:
				'An address that answers GET with this token. It is called when the credential is tested; empty: signing in is the test.',
			default: '',
		},
		{
			displayName: 'Show Advanced Fields',
			name: 'showAdvanced',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			description:
				'Whether to show what not every server needs: client, scope, names, headers, how the token is sent. What is filled in there counts even while it is not shown.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			displayOptions: {
				show: { showAdvanced: [true], grantType: ['password'], clientAuthentication: ['header'] },
			},
			required: true,
			placeholder: 'my-application',
			description: 'The identifier of the application at the server',
			default: '',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			displayOptions: {
				show: {
					showAdvanced: [true],
					grantType: ['password'],
					clientAuthentication: ['body', 'none'],
				},
			},
			placeholder: 'my-application',
			description:
				'The identifier of the application at the server. Many servers want one, some do not.',
			default: '',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			displayOptions: {
				show: {
					showAdvanced: [true],
					grantType: ['password'],
					clientAuthentication: ['body', 'header'],
				},
			},
			typeOptions: { password: true },
			description: 'Empty for a public client',
			default: '',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			displayOptions: { show: { showAdvanced: [true] } },
			placeholder: 'read write',
			description: 'The scopes to ask for, separated by spaces',
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
			],
			description:
				'How the client ID and secret are sent. In the Header is HTTP Basic; None sends the ID only.',
			default: 'body',
		},
		sendTokenAs,
		accessTokenField,
		{
			displayName: 'Expires In Field',
			name: 'expiresInField',
			type: 'string',
			displayOptions: { show: { showAdvanced: [true] } },
			description:
				'Which field of the response tells how long the token lives: seconds, or the time at which it ends',
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
			],
			description:
				'How the token is asked for. With GET the parameters, passwords included, go in the address and so into the logs of servers and proxies: choose it only for a server that knows nothing else.',
			default: 'POST',
		},
		{
			displayName: 'Body Format',
			name: 'bodyFormat',
			type: 'options',
			displayOptions: { show: { showAdvanced: [true], requestMethod: ['POST'] } },
			options: [
				{ name: 'Form', value: 'form' },
				{ name: 'JSON', value: 'json' },
			],
			description:
				'Form is the standard; some login endpoints want JSON. In JSON, names with dots nest.',
			hint: 'For example auth.user.name becomes {"auth": {"user": {"name": ...}}}',
			default: 'form',
		},
		{
			displayName: 'Send Grant Type',
			name: 'sendGrantType',
			type: 'boolean',
			displayOptions: { show: { showAdvanced: [true] } },
			default: true,
			description:
				'Whether to send grant_type. The OAuth standard demands it; turn it off for a login endpoint that refuses unknown parameters.',
		},
		{
			displayName: 'Username Parameter',
			name: 'usernameParameter',
			type: 'string',
			displayOptions: { show: { showAdvanced: [true], grantType: ['password'] } },
			description: 'The name the server has for the username, for example email',
			default: 'username',
		},
		passwordParameter,
		{
			displayName: 'Additional Parameters',
			name: 'additionalParameters',
			type: 'fixedCollection',
			displayOptions: { show: { showAdvanced: [true] } },
			typeOptions: { multipleValues: true },
			placeholder: 'Add parameter',
			default: {},
			description:
				'Further parameters the server wants, for example audience, resource or tenant. What has a field of its own in this form goes there.',
			hint: 'In JSON a number, a boolean or a list that an expression gives stays one',
			options: [
				{
					displayName: 'Parameter',
					name: 'parameter',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'audience',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							placeholder: 'https://api.example.com',
						},
					],
				},
			],
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
				'Headers that the server wants with the token request, for example the key of an application. They are not sent with the requests to the API. After removing a header, enter the values of those below it again.',
			options: [
				{
					displayName: 'Header',
					name: 'header',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'X-API-Key',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							typeOptions: { password: true },
							default: '',
						},
					],
				},
			],
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
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Signing in worked, but the Test URL refuses the token. Check that the URL belongs to the API this token is for.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'Signing in worked, but the Test URL does not admit this token. Check "Scope" and the rights of the login.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'Signing in worked, but there is nothing at the Test URL. Check its spelling.',
				},
			},
		],
	};

	constructor() {
		this.properties.push(...hiddenTwins(this.properties));
	}
}
