import { randomUUID } from 'node:crypto';
import { mintJwt } from '../mint.mjs';

export const ACCOUNT = { username: 'your@email.com', password: 'voipex-password' };
export const CLIENT = 'api';
const SCOPE = 'profile email';

/**
 * VoIPEX, whose authorization server answers as Keycloak does: password grant for a public client, and a
 * refresh grant with rotation, where replaying an old refresh token ends the session.
 *
 * @type {import('../types.mjs').Provider}
 */
export const voipex = {
	name: 'voipex',
	lifetime: { access: 3000, refresh: 7200 },
	accounts: { [ACCOUNT.username]: ACCOUNT.password },
	endpoints: [{ name: 'token', path: '/token', accepts: ['form'], refuse, handle: grant }],
};

/** @type {import('../types.mjs').Refuse} */
function refuse(status, code, text) {
	const json =
		status === 405 || status === 415
			? {
					error: `HTTP ${status} ${status === 405 ? 'Method Not Allowed' : 'Unsupported Media Type'}`,
				}
			: { error: code, error_description: text };
	return { status, outcome: 'refused', json };
}

const GRANTS = new Map([
	['password', signIn],
	['refresh_token', refreshSession],
]);

/** @type {import('../types.mjs').Endpoint['handle']} */
function grant({ fields, tokens, accounts }) {
	if (!fields.grant_type) {
		return refuse(400, 'invalid_request', 'Missing form parameter: grant_type');
	}
	const work = GRANTS.get(fields.grant_type);
	if (!work) return refuse(400, 'unsupported_grant_type', 'Unsupported grant_type');
	if (fields.client_id !== CLIENT) {
		return refuse(401, 'invalid_client', 'Invalid client or Invalid client credentials');
	}
	return work(fields, tokens, accounts);
}

/**
 * @param {Record<string, string>} fields
 * @param {import('../tokens.mjs').Tokens} tokens
 * @param {import('../accounts.mjs').Accounts} accounts
 */
function signIn(fields, tokens, accounts) {
	if (!fields.username) return refuse(401, 'invalid_request', 'Missing parameter: username');
	if (!accounts.accepts(fields.username, fields.password)) {
		return refuse(401, 'invalid_grant', 'Invalid user credentials');
	}
	return issue(tokens.open(fields.username), tokens, 'granted');
}

/**
 * @param {Record<string, string>} fields
 * @param {import('../tokens.mjs').Tokens} tokens
 */
function refreshSession(fields, tokens) {
	if (!fields.refresh_token) return refuse(400, 'invalid_request', 'No refresh token');
	const { state, entry } = tokens.refresh.find(fields.refresh_token);
	if (!entry) return refuse(400, 'invalid_grant', 'Invalid refresh token');
	if (state === 'used') {
		entry.session.closed = true;
		return refuse(400, 'invalid_grant', 'Stale token');
	}
	if (state === 'expired') return refuse(400, 'invalid_grant', 'Token is not active');
	if (state !== 'ok') return refuse(400, 'invalid_grant', 'Session not active');
	entry.used = true;
	return issue(entry.session, tokens, 'refreshed');
}

/**
 * @param {import('../tokens.mjs').Session} session
 * @param {import('../tokens.mjs').Tokens} tokens
 * @param {'granted' | 'refreshed'} outcome
 * @returns {import('../types.mjs').Answer}
 */
function issue(session, tokens, outcome) {
	const access = tokens.access.issue(session, (entry) => mint(entry, 'Bearer'));
	const refresh = tokens.refresh.issue(session, (entry) => mint(entry, 'Refresh'));
	return {
		status: 200,
		outcome,
		json: {
			access_token: access.token,
			expires_in: access.seconds,
			refresh_expires_in: refresh.seconds,
			refresh_token: refresh.token,
			token_type: 'Bearer',
			'not-before-policy': 0,
			session_state: session.id,
			scope: SCOPE,
		},
	};
}

/**
 * @param {{ session: import('../tokens.mjs').Session, issued: number, expires: number }} entry
 * @param {'Bearer' | 'Refresh'} typ
 */
function mint({ session, issued, expires }, typ) {
	const claims = {
		exp: Math.floor(expires / 1000),
		iat: Math.floor(issued / 1000),
		jti: randomUUID(),
		typ,
		azp: CLIENT,
		sid: session.id,
		scope: SCOPE,
	};
	// Keycloak signs refresh tokens with its own symmetric key, since only itself reads them.
	return mintJwt(claims, typ === 'Refresh' ? { alg: 'HS512', signatureBytes: 64 } : {});
}
