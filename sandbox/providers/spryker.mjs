import { mintJwt, mintOpaque } from '../mint.mjs';

export const ACCOUNT = { username: 'sonia@spryker.com', password: 'change123' };

/**
 * Spryker Glue, "Authenticate as a Back Office user": the password grant without a client. A refresh token
 * comes along, the grant that would use it is not wired for Back Office users.
 *
 * @type {import('../types.mjs').Provider}
 */
export const spryker = {
	name: 'spryker',
	lifetime: { access: 28_800, refresh: 2_592_000 },
	accounts: { [ACCOUNT.username]: ACCOUNT.password },
	endpoints: [{ name: 'token', path: '/token', accepts: ['form'], refuse, handle: grant }],
};

/** @type {import('../types.mjs').Refuse} */
function refuse(status, code, text) {
	// This service answers 400 to everything that its OAuth server refuses, the media type included.
	const shown = status === 405 ? 405 : 400;
	const known = code === 'unsupported_media_type' ? 'invalid_request' : code;
	return {
		status: shown,
		outcome: 'refused',
		json: [{ status: shown, code: known, message: text }],
	};
}

/** @type {import('../types.mjs').Endpoint['handle']} */
function grant({ fields, tokens, accounts }) {
	if (!fields.grant_type) return refuse(400, 'invalid_request', 'grant_type is missing.');
	if (fields.grant_type !== 'password') {
		return refuse(400, 'unsupported_grant_type', 'The grant type must be password.');
	}
	for (const name of ['username', 'password']) {
		if (!fields[name]) return refuse(400, 'invalid_request', `${name} is missing.`);
	}
	if (!accounts.accepts(fields.username, fields.password)) {
		return refuse(400, 'invalid_grant', 'The user credentials were incorrect.');
	}
	const session = tokens.open(fields.username);
	const access = tokens.access.issue(session, mintAccess);
	const refresh = tokens.refresh.issue(session, () => `def50200${mintOpaque(320, 'hex')}`);
	return {
		status: 200,
		outcome: 'granted',
		json: {
			token_type: 'Bearer',
			expires_in: access.seconds,
			access_token: access.token,
			refresh_token: refresh.token,
		},
	};
}

/** @param {{ issued: number, expires: number }} times */
function mintAccess({ issued, expires }) {
	return mintJwt({
		aud: 'frontend',
		jti: mintOpaque(40, 'hex'),
		iat: fractional(issued),
		nbf: fractional(issued),
		exp: fractional(expires),
		sub: JSON.stringify({
			user_reference: null,
			id_user: 4,
			uuid: '0d743cc3-a772-5145-971e-d4018ee7a489',
		}),
		scopes: ['user'],
	});
}

/**
 * Seconds with microseconds, as this service writes the times in its tokens.
 *
 * @param {number} milliseconds
 */
const fractional = (milliseconds) => milliseconds / 1000 + 0.000_25;
