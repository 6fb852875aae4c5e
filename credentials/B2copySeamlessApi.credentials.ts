import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { authenticateWithKey, rememberHelper, signInTest } from '../core/n8n';
import { allowHttp, ignoreSsl, expirableField } from '../core/n8n/sharedFields';
import { secretKeyParameter } from './unmasked';

/** Puts the secret key of B2COPY's seamless authorization into requests for a link. */
export class B2copySeamlessApi implements ICredentialType {
	name = 'b2copySeamlessApi';

	displayName = 'B2COPY Seamless API';

	icon: Icon = {
		light: 'file:../icons/b2copySeamless.svg',
		dark: 'file:../icons/b2copySeamless.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-auth-token/n8n-nodes-auth-token/blob/main/docs/credentials/b2copySeamless.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			placeholder: 'https://host.name',
			description: 'The address of your B2COPY standalone solution',
			hint: 'Just the host, for example https://host.name, without /api',
			default: '',
		},
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			description: 'The key that identifies this n8n to B2COPY',
			hint: 'In the Back Office under System > Settings > Side Auth. Saving other settings there clears it: then enter a new key, save, and copy it.',
			default: '',
		},
		{
			displayName: 'Investment Platform ID',
			name: 'investmentPlatformId',
			type: 'string',
			required: true,
			description: '1 if you have one MT server; otherwise ask B2COPY support',
			hint: 'Not tested on saving: only a real client link shows whether it is correct',
			default: '1',
		},
		{
			displayName: 'Redirect URL',
			name: 'redirectUrl',
			type: 'string',
			placeholder: 'https://my.host.name',
			description: 'If set, links to any other host are refused',
			hint: 'Also under Side Auth. Not tested on saving: only a real client link shows whether it is correct.',
			default: '',
		},
		secretKeyParameter,
		ignoreSsl,
		allowHttp,
		expirableField,
	];

	preAuthentication = rememberHelper;

	authenticate = authenticateWithKey(this.properties);

	test = signInTest('={{$credentials.baseUrl.trim()}}');
}
