import { mintOpaque } from '../mint.mjs';
import { createChecker } from '../totp.mjs';

export const USER = { name: 'user', password: 'custom-password' };
/** Of the one-time codes of all users; a login without one is accepted as well. */
export const CODE_KEY = '12345678901234567890';
export const CLIENT = { id: 'client', secret: 'client-secret' };

/**
 * Any other service: a token endpoint as RFC 6749 has it, for three grants and every client authentication,
 * and a sign-in that keeps to no standard at all.
 *
 * @type {import('../types.mjs').Provider}
 */
export const custom = {
	name: 'custom',
	lifetime: { access: 3600, refresh: 86_400 },
	accounts: { [USER.name]: USER.password },
	endpoints: [
		{ name: 'token', path: '/token', accepts: ['form', 'json'], refuse, handle: grant },
		{ name: 'login', path: '/login', accepts: ['json'], refuse: refuseLogin, handle: logIn },
	],
};

/** @type {WeakMap<import('../tokens.mjs').Tokens, ReturnType<typeof createChecker>>} */
const checkers = new WeakMap();

/** Each sandbox takes each code once. @param {import('../tokens.mjs').Tokens} tokens */
function checkerFor(tokens) {
	const checker = checkers.get(tokens) ?? createChecker(CODE_KEY);
	checkers.set(tokens, checker);
	return checker;
}

/** @type {import('../types.mjs').Refuse} */
function refuse(status, code, text) {
	return { status, outcome: 'refused', json: { error: code, error_description: text } };
}

/** @type {import('../types.mjs').Endpoint['handle']} */
function grant({ fields, headers, tokens, accounts }) {
	const client = authenticate(fields, headers.authorization);
	if (client === 'both') {
		return refuse(400, 'invalid_request', 'The client authenticated in more than one way.');
	}
	if (client === 'wrong') return refuseClient(headers.authorization);

	switch (fields.grant_type) {
		case 'password':
			if (!fields.username || !fields.password) {
				return refuse(400, 'invalid_request', 'username and password are required.');
			}
			if (!accounts.accepts(fields.username, fields.password)) {
				return refuse(400, 'invalid_grant', 'The user credentials are wrong.');
			}
			if (fields.totp !== undefined && !checkerFor(tokens)(fields.totp)) {
				return refuse(400, 'invalid_grant', 'The user credentials are wrong.');
			}
			return issue(tokens, fields, { user: fields.username, refreshable: true });
		case 'client_credentials':
			if (client !== 'confidential') return refuseClient(headers.authorization);
			return issue(tokens, fields, { user: CLIENT.id, refreshable: false });
		case 'refresh_token':
			return refreshAccess(tokens, fields.refresh_token);
		case undefined:
		case '':
			return refuse(400, 'invalid_request', 'grant_type is missing.');
		default:
			return refuse(400, 'unsupported_grant_type', 'This grant type is not supported.');
	}
}

/**
 * Who the client is, by RFC 6749 section 2.3.1: an authenticated one, a public one (no secret), or neither.
 *
 * @param {Record<string, unknown>} fields
 * @param {string | undefined} authorization
 */
function authenticate(fields, authorization) {
	if (authorization !== undefined) {
		if (fields.client_secret) return 'both';
		const [id, secret] = readBasic(authorization);
		return id === CLIENT.id && secret === CLIENT.secret ? 'confidential' : 'wrong';
	}
	if (fields.client_id && fields.client_id !== CLIENT.id) return 'wrong';
	if (!fields.client_secret) return 'public';
	return fields.client_id && fields.client_secret === CLIENT.secret ? 'confidential' : 'wrong';
}

/**
 * The id and the secret of a Basic header; both are form-urlencoded before they are joined.
 *
 * @param {string} authorization
 */
function readBasic(authorization) {
	const pair = Buffer.from(/^Basic (.+)$/i.exec(authorization)?.[1] ?? '', 'base64').toString();
	return pair.split(/:(.*)/s, 2).map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
}

/** @param {string | undefined} authorization */
function refuseClient(authorization) {
	const answer = refuse(401, 'invalid_client', 'Client authentication did not succeed.');
	return authorization === undefined
		? answer
		: { ...answer, headers: { 'www-authenticate': 'Basic realm="custom"' } };
}

/**
 * @param {import('../tokens.mjs').Tokens} tokens
 * @param {Record<string, any>} fields
 * @param {{ user: string, refreshable: boolean }} grant
 * @returns {import('../types.mjs').Answer}
 */
function issue(tokens, fields, { user, refreshable }) {
	const session = tokens.open(user, fields.scope || undefined);
	const answer = describe(tokens.access.issue(session, () => mintOpaque(32)));
	if (!refreshable) return { status: 200, outcome: 'granted', json: answer };
	const refresh_token = tokens.refresh.issue(session, () => mintOpaque(32)).token;
	return { status: 200, outcome: 'granted', json: { ...answer, refresh_token } };
}

/**
 * Renews the access token only: the refresh token stays the same and is not sent again (RFC 6749 section 6).
 *
 * @param {import('../tokens.mjs').Tokens} tokens
 * @param {string | undefined} token
 * @returns {import('../types.mjs').Answer}
 */
function refreshAccess(tokens, token) {
	if (!token) return refuse(400, 'invalid_request', 'refresh_token is missing.');
	const { state, entry } = tokens.refresh.find(token);
	if (state !== 'ok' || !entry) {
		return refuse(400, 'invalid_grant', `The refresh token is ${state}.`);
	}
	const access = tokens.access.issue(entry.session, () => mintOpaque(32));
	return { status: 200, outcome: 'refreshed', json: describe(access) };
}

/** @param {import('../tokens.mjs').Issued} access */
const describe = ({ token, seconds, session }) => ({
	access_token: token,
	token_type: 'Bearer',
	expires_in: seconds,
	...(session.scope && { scope: session.scope }),
});

/** @type {import('../types.mjs').Refuse} */
function refuseLogin(status, _code, detail) {
	return { status, outcome: 'refused', json: { errors: [{ status, detail }] } };
}

/** @type {import('../types.mjs').Endpoint['handle']} */
function logIn({ fields, tokens, accounts }) {
	if (!accounts.accepts(fields.username, fields.password)) {
		return refuseLogin(401, '', 'The user name or the password is wrong.');
	}
	const access = tokens.access.issue(tokens.open(fields.username), () => mintOpaque(32));
	const validUntil = new Date(access.expires).toISOString();
	return { status: 200, outcome: 'granted', json: { data: { jwt: access.token, validUntil } } };
}
