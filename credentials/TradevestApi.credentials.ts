import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { allowHttp, ignoreSsl, session, tokenPath } from '../core/n8n/fields';
import { putToken, signIn } from '../core/n8n';
import { tradevest } from '../core/providers/tradevest';

/** Obtains tokens from Tradevest with the client credentials of a partner. */
export class TradevestApi implements ICredentialType {
	name = 'tradevestApi';

	displayName = 'Tradevest API';

	icon: Icon = { light: 'file:../icons/tradevest.svg', dark: 'file:../icons/tradevest.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-auth-token/n8n-nodes-auth-token#tradevest-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
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
			description:
				'The client_id that Tradevest gave to you as a partner; each environment has its own',
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
			description: 'Usually empty; the guide with /connect/token wants tradevest.api',
			default: '',
		},
		ignoreSsl,
		allowHttp,
		session,
	];

	preAuthentication = signIn(tradevest);

	authenticate = putToken;

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ { test: "https://b2b.auth.platform-test.tradevest.ai", pretest: "https://b2b.auth.platform-pretest.tradevest.ai", production: "https://b2b.auth.platform-prod.tradevest.ai" }[$credentials.environment] ?? $credentials.authUrl.trim() }}',
			url: '',
			method: 'GET',
			headers: { 'x-credential-test': 'yes' },
			// Signing in is the test: no call without parameters is documented, so any answer will do.
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			skipSslCertificateValidation: '={{$credentials.allowUnauthorizedCerts}}',
		},
	};
}
