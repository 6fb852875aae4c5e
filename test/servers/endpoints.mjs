import { clients, user } from './accounts.mjs';
import { startServer } from './start.mjs';

const realm = '/realms/demo/protocol/openid-connect';

/**
 * @param {string} url
 * @param {Record<string, string>} [fields] sent by POST
 * @param {Record<string, string>} [headers]
 */
export async function ask(url, fields, headers = {}) {
	const init = fields ? { method: 'POST', body: new URLSearchParams(fields) } : {};
	const response = await fetch(url, { ...init, headers });
	const text = await response.text();
	return { status: response.status, json: text === '' ? {} : JSON.parse(text) };
}

/** @param {string} token */
export const bearer = (token) => ({ authorization: `Bearer ${token}` });

/**
 * `oidc-provider`: tokens are looked at by introspection and revoked by RFC 7009.
 *
 * @param {string} [tokenPath]
 */
export async function startOidc(tokenPath = `${realm}/token`) {
	const server = await startServer('oidc', [tokenPath]);
	/** @param {string} token */
	const introspect = async (token) => {
		const { json } = await ask(`${server.url}${realm}/token/introspect`, { ...clients.api, token });
		return json;
	};
	return {
		...server,
		tokenUrl: server.url + tokenPath,
		introspect,
		/** @param {string} token */
		accepts: async (token) => (await introspect(token)).active === true,
		/** @param {string} token @param {Record<string, string>} client */
		async revoke(token, client) {
			await ask(`${server.url}${realm}/revoke`, { ...client, token });
		},
	};
}

/** `@node-oauth/oauth2-server`: its `authenticate` guards a resource. */
export async function startNodeOauth() {
	const server = await startServer('nodeOauth');
	return {
		...server,
		tokenUrl: `${server.url}/oauth/token`,
		/** @param {string} token */
		accepts: async (token) =>
			(await ask(`${server.url}/me`, undefined, bearer(token))).status === 200,
		/** @param {string} token */
		async revoke(token) {
			await ask(`${server.url}/revoke`, { token });
		},
	};
}

/** `cognito-local`: accounts and the first refresh token come by the calls of Amazon's SDK. */
export async function startCognito() {
	const server = await startServer('cognito');
	/** @param {string} target @param {object} input */
	async function call(target, input) {
		const response = await fetch(server.url, {
			method: 'POST',
			headers: {
				'content-type': 'application/x-amz-json-1.1',
				'x-amz-target': `AWSCognitoIdentityProviderService.${target}`,
			},
			body: JSON.stringify(input),
		});
		const output = await response.json();
		return response.ok ? output : undefined;
	}
	return {
		...server,
		tokenUrl: `${server.url}/oauth2/token`,
		/** @returns {Promise<{ clientId: string, refreshToken: string }>} */
		async signUp() {
			const { UserPool } = await call('CreateUserPool', { PoolName: 'demo' });
			const pool = { UserPoolId: UserPool.Id };
			const { UserPoolClient } = await call('CreateUserPoolClient', {
				...pool,
				ClientName: 'demo',
			});
			const Username = 'asa@example.com';
			await call('AdminCreateUser', { ...pool, Username, MessageAction: 'SUPPRESS' });
			const Password = user.password;
			await call('AdminSetUserPassword', { ...pool, Username, Password, Permanent: true });
			const { AuthenticationResult } = await call('InitiateAuth', {
				AuthFlow: 'USER_PASSWORD_AUTH',
				ClientId: UserPoolClient.ClientId,
				AuthParameters: { USERNAME: Username, PASSWORD: Password },
			});
			return {
				clientId: UserPoolClient.ClientId,
				refreshToken: AuthenticationResult.RefreshToken,
			};
		},
		/** @param {string} token */
		accepts: async (token) => (await call('GetUser', { AccessToken: token })) !== undefined,
	};
}
