import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { authenticateWithToken, preAuthenticate, signInTest } from '../core/n8n';
import { tokenFields } from '../core/n8n/sharedFields';
import { b2copyBackOffice } from '../core/providers/b2copyBackOffice';

/** Signs in to the B2COPY Back Office with the login of one of its users. */
export class B2copyBackOfficeApi implements ICredentialType {
	static readonly definition = b2copyBackOffice;

	name = 'b2copyBackOfficeApi';

	displayName = 'B2COPY Back Office API';

	icon: Icon = {
		light: 'file:../icons/b2copyBackOffice.svg',
		dark: 'file:../icons/b2copyBackOffice.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-auth-token/n8n-nodes-auth-token/blob/main/docs/credentials/b2copyBackOffice.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			placeholder: 'https://host.name',
			description: 'The address of your Back Office',
			hint: 'Just the host, for example https://host.name, without /api',
			default: '',
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			required: true,
			placeholder: 'name@email.com',
			description: 'The email address that this user signs in with',
			hint: 'Two-factor authentication must be off for this user: System > Users > Users > Edit > Actions > Disable 2FA',
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

	preAuthentication = preAuthenticate(b2copyBackOffice, this.properties);

	authenticate = authenticateWithToken;

	test = signInTest('={{$credentials.baseUrl.trim()}}');
}
