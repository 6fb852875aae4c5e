import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { authenticateWithToken, preAuthenticate, signInTest } from '../core/n8n';
import { tokenFields } from '../core/n8n/sharedFields';
import { sprykerGlue } from '../core/providers/sprykerGlue';

/** Signs in to a Spryker Glue application as a Back Office user. */
export class SprykerGlueApi implements ICredentialType {
	static readonly definition = sprykerGlue;

	name = 'sprykerGlueApi';

	displayName = 'Spryker Glue API';

	icon: Icon = { light: 'file:../icons/spryker.svg', dark: 'file:../icons/spryker.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-auth-token/n8n-nodes-auth-token/blob/main/docs/credentials/sprykerGlue.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			placeholder: 'https://glue-backend.your-shop.com',
			description: "The address of the shop's backend Glue application",
			hint: "The backend Glue address, not the storefront's, without /token",
			default: '',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			required: true,
			placeholder: 'name@email.com',
			description: 'The username that this user signs in to the Back Office with',
			hint: 'A Back Office user, not a customer',
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
		...tokenFields,
	];

	preAuthentication = preAuthenticate(sprykerGlue, this.properties);

	authenticate = authenticateWithToken;

	test = signInTest('={{$credentials.baseUrl.trim()}}');
}
