import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { authenticateWithToken, preAuthenticate, signInTest } from '../core/n8n';
import { allowHttp, ignoreSsl, session, sharedToken, shareToken } from '../core/n8n/fields';
import { customTokenGrant } from '../core/providers/customTokenGrant';
import { accessTokenField, passwordParameter, useRefreshToken } from './unmasked';

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
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			displayOptions: { show: { grantType: ['password'], clientAuthentication: ['header'] } },
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
				show: { grantType: ['password'], clientAuthentication: ['body', 'none'] },
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
				show: { grantType: ['clientCredentials'], clientAuthentication: ['body', 'header'] },
			},
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			displayOptions: {
				show: { grantType: ['password'], clientAuthentication: ['body', 'header'] },
			},
			typeOptions: { password: true },
			description: 'Empty for a public client',
			default: '',
		},
		{
			displayName: 'Client Authentication',
			name: 'clientAuthentication',
			type: 'options',
			options: [
				{ name: 'In the Body', value: 'body' },
				{ name: 'In the Header', value: 'header' },
				{ name: 'None', value: 'none' },
			],
			description:
				'How the client ID and secret are sent. In the Header is HTTP Basic; None sends the ID only.',
			default: 'body',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			placeholder: 'read write',
			description: 'The scopes to ask for, separated by spaces',
			default: '',
		},
		{
			displayName: 'Body Format',
			name: 'bodyFormat',
			type: 'options',
			options: [
				{ name: 'Form', value: 'form' },
				{ name: 'JSON', value: 'json' },
			],
			description: 'Form is the standard; some login endpoints want JSON',
			default: 'form',
		},
		{
			displayName: 'Additional Parameters',
			name: 'additionalParameters',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add parameter',
			default: {},
			description:
				'Further parameters the server wants, for example audience, resource or tenant. What has a field of its own in this form goes there.',
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
		{
			displayName: 'Username Parameter',
			name: 'usernameParameter',
			type: 'string',
			displayOptions: { show: { grantType: ['password'] } },
			description: 'The name the server has for the username, for example email',
			default: 'username',
		},
		passwordParameter,
		{
			displayName: 'Send Grant Type',
			name: 'sendGrantType',
			type: 'boolean',
			default: true,
			description:
				'Whether to send grant_type. The OAuth standard demands it; turn it off for a login endpoint that refuses unknown parameters.',
		},
		accessTokenField,
		{
			displayName: 'Expires In Field',
			name: 'expiresInField',
			type: 'string',
			description:
				'Where the answer tells how long the token lives: seconds, or the time at which it ends',
			default: 'expires_in',
		},
		useRefreshToken,
		{
			displayName: 'Test URL',
			name: 'testUrl',
			type: 'string',
			placeholder: 'https://api.example.com/me',
			description:
				'An address that answers GET with this token. It is called when the credential is tested; empty: signing in is the test.',
			default: '',
		},
		ignoreSsl,
		allowHttp,
		shareToken,
		session,
		sharedToken,
	];

	preAuthentication = preAuthenticate(customTokenGrant, this.properties);

	authenticate = authenticateWithToken;

	test: ICredentialTestRequest = {
		request: {
			...signInTest('={{ $credentials.testUrl.trim() || $credentials.tokenUrl.trim() }}').request,
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
}
