import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { authenticateWithToken, preAuthenticate, signInTest } from '../core/n8n';
import { tokenFields } from '../core/n8n/sharedFields';
import { tradevest } from '../core/providers/tradevest';
import { tokenPath } from './unmasked';

/** Obtains tokens from Tradevest with the client credentials of a partner. */
export class TradevestApi implements ICredentialType {
	static readonly definition = tradevest;

	name = 'tradevestApi';

	displayName = 'Tradevest API';

	icon: Icon = { light: 'file:../icons/tradevest.svg', dark: 'file:../icons/tradevest.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-auth-token/n8n-nodes-auth-token/blob/main/docs/credentials/tradevest.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			required: true,
			options: [
				{ name: 'Custom', value: 'custom' },
				{ name: 'Pretest', value: 'pretest' },
				{ name: 'Production', value: 'production' },
				{ name: 'Test', value: 'test' },
			],
			default: 'test',
		},
		{
			displayName: 'Auth URL',
			name: 'authUrl',
			type: 'string',
			required: true,
			displayOptions: { show: { environment: ['custom'] } },
			placeholder: 'https://b2b.auth.platform-test.tradevest.ai',
			description: 'The address of the sign-in server, without the token path',
			default: '',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			description: 'The client_id that you received from Tradevest',
			hint: 'Each environment has its own client',
			default: '',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		tokenPath,
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			placeholder: 'tradevest.api',
			description: 'Usually empty. With the Token Path /connect/token: tradevest.api.',
			default: '',
		},
		...tokenFields,
	];

	preAuthentication = preAuthenticate(tradevest, this.properties);

	authenticate = authenticateWithToken;

	test = signInTest(
		'={{ { test: "https://b2b.auth.platform-test.tradevest.ai", pretest: "https://b2b.auth.platform-pretest.tradevest.ai", production: "https://b2b.auth.platform-prod.tradevest.ai" }[$credentials.environment] ?? $credentials.authUrl.trim() }}',
	);
}
