import { randomUUID } from 'node:crypto';
import { mintJwt } from '../mint.mjs';

export const CLIENT = { id: 'partner', secret: 'partner-secret' };

/**
 * Tradevest: the client credentials grant. Every refusal is 400 with nothing but an error code.
 *
 * @type {import('../types.mjs').Provider}
 */
export const tradevest = {
	name: 'tradevest',
	lifetime: { access: 3600 },
	accounts: { [CLIENT.id]: CLIENT.secret },
	endpoints: [{ name: 'token', path: '/oauth2/token', accepts: ['form'], refuse, handle: grant }],
};

/** @type {import('../types.mjs').Refuse} */
function refuse(status, code) {
	const error = status === 405 || status === 415 ? 'invalid_request' : code;
	return { status: status === 405 ? 405 : 400, outcome: 'refused', json: { error } };
}

/** @type {import('../types.mjs').Endpoint['handle']} */
function grant({ fields, tokens, accounts }) {
	if (!fields.grant_type || !fields.client_id || !fields.client_secret) {
		return refuse(400, 'invalid_request', '');
	}
	if (!accounts.accepts(fields.client_id, fields.client_secret)) {
		return refuse(400, 'invalid_client', '');
	}
	if (fields.grant_type !== 'client_credentials') {
		return refuse(400, 'unsupported_grant_type', '');
	}
	const access = tokens.access.issue(tokens.open(fields.client_id), ({ issued, expires }) =>
		mintJwt({
			sub: fields.client_id,
			token_use: 'access',
			client_id: fields.client_id,
			iat: Math.floor(issued / 1000),
			exp: Math.floor(expires / 1000),
			jti: randomUUID(),
		}),
	);
	return {
		status: 200,
		outcome: 'granted',
		json: { access_token: access.token, expires_in: access.seconds, token_type: 'Bearer' },
	};
}
