import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { authenticateWithToken, preAuthenticate, signInTest } from '../core/n8n';
import { tokenFields } from '../core/n8n/sharedFields';
import { voipex } from '../core/providers/voipex';

/** Signs in to VoIPEX with the login of a user account. */
export class VoipexApi implements ICredentialType {
	static readonly definition = voipex;

	name = 'voipexApi';

	displayName = 'VoIPEX API';

	icon: Icon = { light: 'file:../icons/voipex.svg', dark: 'file:../icons/voipex.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-auth-token/n8n-nodes-auth-token/blob/main/docs/credentials/voipex.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			required: true,
			placeholder: 'name@email.com',
			description: 'The email address of your VoIPEX account',
			hint: 'Accounts that need a one-time code cannot sign in here',
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
			description: 'Usually api, the documented one',
			default: 'api',
		},
		...tokenFields,
	];

	preAuthentication = preAuthenticate(voipex, this.properties);

	authenticate = authenticateWithToken;

	test = signInTest('={{$credentials.authUrl.trim()}}');
}
