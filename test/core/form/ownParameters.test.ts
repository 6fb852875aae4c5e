import { describe, expect, it } from '@jest/globals';
import { createGrant } from '../../../core/grant';
import { customTokenGrant } from '../../../core/providers/customTokenGrant';
import { CustomTokenGrantApi } from '../../../credentials/CustomTokenGrantApi.credentials';
import { formOf, refusalOf } from '../support';

const { properties } = new CustomTokenGrantApi();

/** Signs in with these additional parameters, and gives the body that was sent. */
async function sent(names: string[], change: object): Promise<string> {
	const parameter = names.map((name) => ({ name, value: 'x' }));
	const form = formOf('customTokenGrant', {
		clientId: 'app',
		additionalParameters: { parameter },
		...change,
	});
	let body = '';
	const grant = createGrant(customTokenGrant, properties, form, async (request) => {
		body = String(request.body);
		return { status: 200, headers: {}, body: '{"access_token":"abc"}' };
	});
	await grant.signIn(1000);
	return body;
}

const OWN: Array<[name: string, field: string, change: object]> = [
	['grant_type', 'Grant Type', {}],
	['username', 'Username', {}],
	['password', 'Password', {}],
	['email', 'Username', { usernameParameter: 'email' }],
	['secret', 'Password', { passwordParameter: 'secret' }],
	['client_id', 'Client ID', {}],
	['client_id', 'Client ID', { clientAuthentication: 'none' }],
	['client_secret', 'Client Secret', {}],
	['client_secret', 'Client Secret', { clientAuthentication: 'header' }],
	['client_secret', 'Client Authentication', { clientAuthentication: 'none' }],
	['scope', 'Scope', {}],
	['refresh_token', 'Use Refresh Token', {}],
	['client_id', 'Client ID', { grantType: 'clientCredentials', clientSecret: 'app-secret' }],
];

describe('a parameter that the grant sends itself is refused among the additional ones', () => {
	it.each(OWN)('%s: use "%s" (%j)', async (name, field, change) => {
		let requests = 0;
		const parameter = [
			{ name: 'audience', value: 'x' },
			{ name, value: 'x' },
		];
		const form = formOf('customTokenGrant', {
			clientId: 'app',
			additionalParameters: { parameter },
			...change,
		});
		const refusal = await refusalOf(() =>
			createGrant(customTokenGrant, properties, form, async () => {
				requests++;
				return { status: 200, headers: {}, body: '{"access_token":"abc"}' };
			}),
		);
		expect(refusal).toMatchObject({
			errorCode: 'invalid_configuration',
			message: `"${name}" cannot be an additional parameter: the sign-in sends it itself.`,
			description: `Remove it there, and use "${field}" in the credential.`,
		});
		expect(requests).toBe(0);
	});
});

describe('a parameter that the grant does not send is sent', () => {
	it.each<[string, object]>([
		['audience', {}],
		['grant_type', { sendGrantType: false }],
		['refresh_token', { sendGrantType: false }],
		['username', { usernameParameter: 'email' }],
		['username', { grantType: 'clientCredentials', clientSecret: 'app-secret' }],
		// Tyk wants it beside the header.
		['client_id', { clientAuthentication: 'header', clientSecret: 'app-secret' }],
	])('%s with %j', async (name, change) => {
		expect(new URLSearchParams(await sent([name], change)).get(name)).toBe('x');
	});
});
