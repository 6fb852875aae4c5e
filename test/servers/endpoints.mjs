/** The token endpoints of the servers, and how each is asked whether it accepts a token. */
import { allowed, clients, inactive, lifetime, user } from './accounts.mjs';
import { startServer } from './start.mjs';

/**
 * @typedef {import('./start.mjs').Server & {
 *   tokenUrl: string,
 *   apiUrl?: string,
 *   throttledUrl?: string,
 *   accepts(token: string): Promise<boolean>,
 *   revoke?(token: string, client: Record<string, string>): Promise<unknown>,
 * }} Endpoint
 */

const realm = '/realms/demo/protocol/openid-connect';

/** @param {string} url @param {Record<string, string>} fields */
const post = async (url, fields) =>
	await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });

/**
 * A server with a resource that it guards.
 *
 * @param {import('./start.mjs').Server} server
 * @param {string} token the path of its token endpoint
 * @param {string} api the path of the resource
 * @param {string} [scheme] the word before the token
 */
function guarded(server, token, api, scheme = 'Bearer') {
	const apiUrl = server.url + api;
	/** @param {string} value */
	const headers = (value) => ({ authorization: `${scheme} ${value}` });
	return {
		...server,
		tokenUrl: server.url + token,
		apiUrl,
		headers,
		/** @param {string} value */
		accepts: async (value) => (await fetch(apiUrl, { headers: headers(value) })).ok,
	};
}

/**
 * `oidc-provider`: tokens are looked at by introspection and revoked by RFC 7009.
 *
 * @param {string} [tokenPath]
 * @param {object[]} [more] clients
 * @param {{ key: string, cert: string, ca: string }} [tls]
 */
export async function startOidc(tokenPath = `${realm}/token`, more = [], tls = undefined) {
	const settings = [tokenPath, JSON.stringify(more), ...(tls ? [JSON.stringify(tls)] : [])];
	const server = await startServer('apps/oidc.mjs', ...settings);
	/** @param {string} token @returns {Promise<Record<string, unknown>>} */
	const introspect = async (token) =>
		await (await post(`${server.url}${realm}/token/introspect`, { ...clients.api, token })).json();
	return {
		...server,
		tokenUrl: server.url + tokenPath,
		introspect,
		/** @param {string} token */
		accepts: async (token) => (await introspect(token)).active === true,
		/** @param {string} token @param {Record<string, string>} client */
		revoke: async (token, client) =>
			await post(`${server.url}${realm}/revoke`, { ...client, token }),
	};
}

/** `@node-oauth/oauth2-server`: its `authenticate` guards a resource. */
export async function startNodeOauth() {
	const server = guarded(await startServer('apps/nodeOauth.mjs'), '/oauth/token', '/me');
	/** @param {string} token */
	const revoke = async (token) => await post(`${server.url}/revoke`, { token });
	return { ...server, revoke };
}

const accounts = {
	allowed,
	lifetime,
	users: [
		{ ...user, active: true },
		{ ...inactive, active: false },
	],
	applications: Object.values(clients).flatMap((client) =>
		['password', 'clientCredentials'].map((grantType) => ({
			...clientFor(client, grantType),
			client_type: 'client_secret' in client ? 'confidential' : 'public',
			authorization_grant_type: grantType === 'password' ? 'password' : 'client-credentials',
		})),
	),
};

/**
 * A client of django-oauth-toolkit may use one grant, so that each of ours is two there.
 *
 * @param {Record<string, string>} client
 * @param {string} grantType
 */
export function clientFor(client, grantType) {
	return { ...client, client_id: `${client.client_id} for ${grantType}` };
}

const startDjango = () => startServer('python/django_server.py', JSON.stringify(accounts));

/** `django-oauth-toolkit`: revocation by RFC 7009. */
export async function startToolkit() {
	const server = guarded(await startDjango(), '/o/token/', '/toolkit/me/');
	/** @param {string} token @param {Record<string, string>} client */
	const revoke = async (token, client) =>
		await post(`${server.url}/o/revoke_token/`, { ...client, token });
	return { ...server, revoke };
}

/** `djangorestframework-simplejwt` */
export async function startSimpleJwt() {
	const server = guarded(await startDjango(), '/jwt/token/', '/jwt/me/');
	return { ...server, throttledUrl: `${server.url}/jwt/throttled/` };
}

/** The token authentication of Django REST framework. */
export async function startDrfToken() {
	const server = guarded(await startDjango(), '/drf/token/', '/drf/me/', 'Token');
	/** @param {string} token */
	const revoke = async (token) =>
		await fetch(server.apiUrl, { method: 'DELETE', headers: server.headers(token) });
	return { ...server, throttledUrl: `${server.url}/drf/throttled/`, revoke };
}

/** FastAPI, in a process for each path: the `Date` of its responses does not follow its clock. */
const startFastapiAt = (/** @type {string} */ path) => async () => {
	const settings = [JSON.stringify(accounts), path];
	return guarded(await startServer('python/fastapi_server.py', ...settings), path, '/me');
};

/** The sign-in of its documentation. */
export const startFastapi = startFastapiAt('/token');

/** The sign-in of its template for projects. */
export const startTemplate = startFastapiAt('/login/access-token');

/** `cognito-local`: accounts and the first refresh token come by the calls of Amazon's SDK. */
export async function startCognito() {
	const server = await startServer('apps/cognito.mjs');
	/** @param {string} target @param {object} input */
	async function call(target, input) {
		const headers = {
			'content-type': 'application/x-amz-json-1.1',
			'x-amz-target': `AWSCognitoIdentityProviderService.${target}`,
		};
		const init = { method: 'POST', headers, body: JSON.stringify(input) };
		const response = await fetch(server.url, init);
		const output = await response.json();
		return response.ok ? output : undefined;
	}
	return {
		...server,
		tokenUrl: `${server.url}/oauth2/token`,
		/** @returns {Promise<{ clientId: string, refreshToken: string }>} */
		async signUp() {
			const [Username, Password] = ['asa@example.com', user.password];
			const { UserPool } = await call('CreateUserPool', { PoolName: 'demo' });
			const who = { UserPoolId: UserPool.Id, Username };
			const created = await call('CreateUserPoolClient', { ...who, ClientName: 'demo' });
			const { ClientId } = created.UserPoolClient;
			await call('AdminCreateUser', { ...who, MessageAction: 'SUPPRESS' });
			await call('AdminSetUserPassword', { ...who, Password, Permanent: true });
			const { AuthenticationResult } = await call('InitiateAuth', {
				AuthFlow: 'USER_PASSWORD_AUTH',
				ClientId,
				AuthParameters: { USERNAME: Username, PASSWORD: Password },
			});
			return { clientId: ClientId, refreshToken: AuthenticationResult.RefreshToken };
		},
		/** @param {string} token */
		accepts: async (token) => (await call('GetUser', { AccessToken: token })) !== undefined,
	};
}
