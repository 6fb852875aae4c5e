import { Provider, errors } from 'oidc-provider';
import { serve } from './child.mjs';
import { allowed, clients, forbidden, lifetime, user } from '../accounts.mjs';

const realm = '/realms/demo/protocol/openid-connect';
const audience = 'https://api.example.com/';
const [tokenPath, more, tls] = process.argv.slice(2);
const grants = ['password', 'client_credentials', 'refresh_token'];

/**
 * `oidc-provider` with the token endpoint at the path given and, as Auth0 has it, a parameter `audience`. The
 * password grant is no part of it: it is registered by the means its documentation gives for that.
 */
await serve(
	async (url) => {
		const provider = new Provider(url, {
			clients: [...Object.values(clients), ...JSON.parse(more)].map(register),
			clientAuthMethods: [
				...['client_secret_basic', 'client_secret_post', 'none'],
				...['private_key_jwt', 'tls_client_auth'],
			],
			enabledJWA: { clientAuthSigningAlgValues: ['RS256', 'PS256', 'ES256', 'EdDSA'] },
			scopes: [...allowed, forbidden, 'offline_access'],
			ttl: { AccessToken: lifetime, ClientCredentials: lifetime, RefreshToken: 10 * lifetime },
			routes: {
				token: tokenPath,
				introspection: `${realm}/token/introspect`,
				revocation: `${realm}/revoke`,
			},
			rotateRefreshToken: true,
			findAccount: (/** @type {unknown} */ _, /** @type {string} */ accountId) => ({
				accountId,
				claims: () => ({ sub: accountId }),
			}),
			features: {
				clientCredentials: { enabled: true },
				introspection: { enabled: true },
				revocation: { enabled: true },
				devInteractions: { enabled: false },
				mTLS: {
					...{ enabled: true, tlsClientAuth: true, certificateBoundAccessTokens: true },
					certificateAuthorized: ({ socket }) => socket.authorized,
					certificateSubjectMatches: (ctx, _, expected) => subjectOf(ctx) === expected,
					getCertificate: ({ socket }) => socket.getPeerX509Certificate?.()?.toString(),
				},
				resourceIndicators: {
					enabled: true,
					defaultResource: (/** @type {any} */ ctx) => ctx.oidc.body.audience,
					getResourceServerInfo(/** @type {unknown} */ _, /** @type {string} */ resource) {
						if (resource !== audience) throw new errors.InvalidTarget();
						return { scope: 'read write', accessTokenTTL: lifetime };
					},
				},
			},
		});
		provider.registerGrantType('password', grantByPassword, ['username', 'password', 'scope']);
		return provider.callback();

		async function grantByPassword(/** @type {any} */ ctx) {
			const { client, params } = ctx.oidc;
			if (params.username !== user.name || params.password !== user.password) {
				throw new errors.InvalidGrant('wrong user');
			}
			const scope = params.scope ?? 'openid';
			const grant = new provider.Grant({ clientId: client.clientId, accountId: user.name });
			grant.addOIDCScope(scope);
			const grantId = await grant.save();
			const shared = { accountId: user.name, client, grantId, gty: 'password', scope };
			if (!scope.split(' ').every((/** @type {string} */ one) => allowed.includes(one))) {
				throw new errors.InvalidScope('requested scope is not allowed', scope);
			}
			const access = new provider.AccessToken(shared);
			ctx.body = {
				access_token: await access.save(),
				expires_in: access.expiration,
				refresh_token: await new provider.RefreshToken(shared).save(),
				scope,
				token_type: access.tokenType,
			};
		}
	},
	tls && JSON.parse(tls),
);

/** By RFC 4514, which has the parts in the other order. @param {any} ctx @returns {string} */
function subjectOf({ socket }) {
	return socket.getPeerX509Certificate().subject.split('\n').reverse().join(', ');
}

/** @param {{ client_id: string, client_secret?: string, jwks?: object }} client */
function register(client) {
	return {
		scope: allowed.join(' '),
		grant_types: grants,
		redirect_uris: [],
		response_types: [],
		token_endpoint_auth_method: client.client_secret ? 'client_secret_basic' : 'none',
		...(!client.client_secret && !client.jwks && { grant_types: ['password', 'refresh_token'] }),
		...client,
	};
}
