import { allowed, clients, inactive, lifetime, user } from './accounts.mjs';
import { ask, bearer } from './endpoints.mjs';
import { startPythonServer } from './start.mjs';

/**
 * A server to which a person signs in with a username and a password.
 *
 * @typedef {import('./start.mjs').Server & {
 *   tokenUrl: string,
 *   apiUrl: string,
 *   throttledUrl?: string,
 *   accepts(token: string): Promise<boolean>,
 *   revoke?(token: string): Promise<void>,
 * }} LoginServer
 */

const accounts = {
	allowed,
	lifetime,
	users: [
		{ ...user, active: true },
		{ ...inactive, active: false },
	],
};

/** A client of django-oauth-toolkit may use one grant, so that each of ours is two of its own. */
export const clientFor = (
	/** @type {Record<string, string>} */ client,
	/** @type {string} */ grantType,
) => ({ ...client, client_id: `${client.client_id} for ${grantType}` });

/** `django-oauth-toolkit`: a resource that it guards, and revocation by RFC 7009. */
export async function startToolkit() {
	const applications = Object.values(clients).flatMap((client) =>
		['password', 'clientCredentials'].map((grantType) => ({
			...clientFor(client, grantType),
			client_type: 'client_secret' in client ? 'confidential' : 'public',
			authorization_grant_type: grantType === 'password' ? 'password' : 'client-credentials',
		})),
	);
	const server = await startDjango('oauth_toolkit', applications);
	return {
		...server,
		tokenUrl: `${server.url}/o/token/`,
		/** @param {string} token @param {Record<string, string>} client */
		async revoke(token, client) {
			await ask(`${server.url}/o/revoke_token/`, { ...client, token });
		},
	};
}

/** `djangorestframework-simplejwt` */
export async function startSimpleJwt() {
	const server = await startDjango('simple_jwt');
	return {
		...server,
		tokenUrl: `${server.url}/api/token/`,
		throttledUrl: `${server.url}/throttled/token/`,
	};
}

/** The token authentication of Django REST framework. */
export async function startDrfToken() {
	const server = await startDjango('drf_token');
	const headersOf = (/** @type {string} */ token) => ({ authorization: `Token ${token}` });
	return {
		...server,
		tokenUrl: `${server.url}/api-token-auth/`,
		throttledUrl: `${server.url}/throttled/`,
		accepts: async (/** @type {string} */ token) =>
			await answersWell(`${server.url}/me/`, headersOf(token)),
		/** @param {string} token */
		async revoke(token) {
			await fetch(`${server.url}/me/`, { method: 'DELETE', headers: headersOf(token) });
		},
	};
}

/**
 * @param {string} application
 * @param {object[]} [applications] the clients of django-oauth-toolkit
 */
async function startDjango(application, applications = []) {
	const settings = JSON.stringify({ ...accounts, applications });
	const server = await startPythonServer('django_server', [application, settings]);
	return {
		...server,
		apiUrl: `${server.url}/me/`,
		accepts: async (/** @type {string} */ token) =>
			await answersWell(`${server.url}/me/`, bearer(token)),
	};
}

/** FastAPI, with the sign-in of its documentation. */
export const startFastapi = async () => await startFastapiAt('/token');

/** FastAPI, with the sign-in of its template for projects. */
export const startTemplate = async () => await startFastapiAt('/login/access-token');

/** @param {string} path */
async function startFastapiAt(path) {
	const server = await startPythonServer('fastapi_server', [JSON.stringify(accounts)]);
	return {
		...server,
		tokenUrl: server.url + path,
		apiUrl: `${server.url}/me`,
		accepts: async (/** @type {string} */ token) =>
			await answersWell(`${server.url}/me`, bearer(token)),
	};
}

/** @param {string} url @param {Record<string, string>} headers */
const answersWell = async (url, headers) => (await fetch(url, { headers })).ok;
