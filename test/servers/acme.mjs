/** A made-up provider, as a contributor would write it by CONTRIBUTING.md. */
export const definition = `import type { Provider } from '../provider';
import { standardPaths } from './tokenPaths';

/** Acme, \`POST {host}/custom/token\` with a form (made up for a test). */
export const acme: Provider = {
	title: 'Acme',
	noun: 'sign-in',
	endpoint: { base: 'baseUrl', path: '/custom/token' },
	encoding: 'form',
	grantType: 'password',
	parameters: { username: 'username', password: 'password' },
	refresh: true,
	paths: [standardPaths],
	errorRules: [],
	rejectedAdvice: 'Check "Username" and "Password" in the credential.',
};
`;

/** Its credential. */
export const credential = `import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { authenticateWithToken, preAuthenticate, signInTest } from '../core/n8n';
import { allowHttp, expirableField, ignoreSsl, sharedToken, shareToken } from '../core/n8n/fields';
import { acme } from '../core/providers/acme';

/** Signs in to Acme with the login of a user. */
export class AcmeApi implements ICredentialType {
	static readonly definition = acme;

	name = 'acmeApi';

	displayName = 'Acme API';

	icon: Icon = { light: 'file:../icons/acme.svg', dark: 'file:../icons/acme.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-auth-token/n8n-nodes-auth-token/blob/main/docs/credentials/acme.md';

	properties: INodeProperties[] = [
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', required: true, default: '' },
		{ displayName: 'Username', name: 'username', type: 'string', required: true, default: '' },
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		ignoreSsl,
		allowHttp,
		shareToken,
		expirableField,
		sharedToken,
	];

	preAuthentication = preAuthenticate(acme, this.properties);

	authenticate = authenticateWithToken;

	test = signInTest('={{$credentials.baseUrl.trim()}}');
}
`;

/** What tests and demo know of it. */
export const fixture = `import { USER } from '../../sandbox/providers/custom.mjs';

/** @type {import('../fixtures.mjs').Fixture} */
export const fixture = {
	title: 'Acme API',
	fields: { baseUrl: ['string', ''], username: ['string', ''], password: ['secret', ''] },
	form: { baseUrl: 'https://acme.example', username: 'user', password: 'acme-password' },
	endpoint: 'https://acme.example/custom/token',
	answer: { access_token: 'an-access-token', token_type: 'Bearer', expires_in: 3600 },
	minimal: (token) => ({ access_token: token }),
	account: (sandbox) => ({ baseUrl: sandbox, username: USER.name, password: USER.password }),
};
`;

/** Its page. */
export const page = `# Acme API

| field                                                          | what to enter                                 |
| -------------------------------------------------------------- | --------------------------------------------- |
| Base URL                                                       | the address of your Acme                      |
| Username                                                       | the username of an Acme user                  |
| Password                                                       | the password of this user                     |
| Ignore SSL Issues (Insecure), Allow Insecure HTTP, Share Token | see [the switches](../tokens.md#the-switches) |
`;
