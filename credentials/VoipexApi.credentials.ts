import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { allowHttp, ignoreSsl, session } from '../core/n8n/fields';
import { putToken, signIn } from '../core/n8n';
import { voipex } from '../core/providers/voipex';

/** Signs in to VoIPEX with the login of a user account. */
export class VoipexApi implements ICredentialType {
	name = 'voipexApi';

	displayName = 'VoIPEX API';

	icon: Icon = { light: 'file:../icons/voipex.svg', dark: 'file:../icons/voipex.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-auth-token/n8n-nodes-auth-token#voipex-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			required: true,
			placeholder: 'name@email.com',
			default: '',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'Auth URL',
			name: 'authUrl',
			type: 'string',
			required: true,
			description: 'The address of the sign-in server, without /token',
			default: 'https://auth.voipex.io',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			description: 'The documented client is api',
			default: 'api',
		},
		ignoreSsl,
		allowHttp,
		session,
	];

	preAuthentication = signIn(voipex);

	authenticate = putToken;

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.authUrl.trim()}}',
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
