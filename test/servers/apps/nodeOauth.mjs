import OAuth2Server from '@node-oauth/oauth2-server';
import { text } from 'node:stream/consumers';
import { allowed, clients, lifetime, user } from '../accounts.mjs';
import { serve } from './child.mjs';

const grants = ['password', 'client_credentials', 'refresh_token'];
const known = Object.values(clients).map((client) => ({
	id: client.client_id,
	secret: 'client_secret' in client ? client.client_secret : '',
	grants,
}));

/** What the library leaves to the application: where accounts and tokens are kept. @returns {any} */
function createModel() {
	/** @type {Array<{ accessToken: string, refreshToken?: string }>} */
	let tokens = [];
	/** @type {Record<string, (...args: any[]) => unknown>} */
	const model = {
		getClient: (id, secret) =>
			known.find((client) => client.id === id && client.secret === (secret ?? '')),
		getUser: (name, password) =>
			name === user.name && password === user.password ? { name } : null,
		getUserFromClient: ({ id }) => ({ name: id }),
		validateScope: (_user, _client, asked = ['read']) =>
			asked.every((/** @type {string} */ scope) => allowed.includes(scope)) && asked,
		saveToken(token, client, who) {
			tokens.push({ ...token, client, user: who });
			return tokens.at(-1);
		},
		getAccessToken: (token) => tokens.find(({ accessToken }) => accessToken === token),
		getRefreshToken: (token) => tokens.find(({ refreshToken }) => refreshToken === token),
		revokeToken({ refreshToken }) {
			const before = tokens.length;
			tokens = tokens.filter((token) => token.refreshToken !== refreshToken);
			return tokens.length < before;
		},
		revoke(token) {
			tokens = tokens.filter(({ accessToken }) => accessToken !== token);
		},
	};
	return model;
}

/** `@node-oauth/oauth2-server`, with a protected resource and a way to revoke a token. */
await serve(async () => {
	const model = createModel();
	const oauth = new OAuth2Server({
		model,
		accessTokenLifetime: lifetime,
		refreshTokenLifetime: 10 * lifetime,
		requireClientAuthentication: { password: false, refresh_token: false },
	});
	return async (incoming, outgoing) => {
		const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://localhost');
		const request = new OAuth2Server.Request({
			headers: incoming.headers,
			method: incoming.method,
			query: Object.fromEntries(searchParams),
			body: Object.fromEntries(new URLSearchParams(await text(incoming))),
		});
		const response = new OAuth2Server.Response();
		if (pathname === '/revoke') model.revoke(request.body.token);
		else {
			const asked = pathname === '/oauth/token' ? 'token' : 'authenticate';
			await oauth[asked](request, response).catch((/** @type {any} */ refused) => {
				// A request that is none at all is left to the application to answer.
				response.status = refused.code;
				response.body ??= {};
				response.body.error ??= refused.name;
				response.body.error_description ??= refused.message;
			});
		}
		const type = { 'content-type': 'application/json' };
		outgoing.writeHead(response.status ?? 200, { ...response.headers, ...type });
		outgoing.end(JSON.stringify(response.body ?? {}));
	};
});
