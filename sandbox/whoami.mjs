/**
 * Answers the protected resource of a provider (RFC 6750): who the bearer of a live token is, 401 otherwise.
 *
 * @param {string} provider
 * @param {import('./types.mjs').Request} request
 * @param {import('./tokens.mjs').Tokens} tokens
 * @returns {import('./types.mjs').Answer}
 */
export function answerWhoami(provider, request, tokens) {
	if (request.method !== 'GET') {
		const json = { message: 'Only GET is allowed here.' };
		return { status: 405, outcome: 'refused', headers: { allow: 'GET' }, json };
	}
	const token = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
	if (!token) {
		const headers = { 'www-authenticate': `Bearer realm="${provider}"` };
		const json = { message: 'This resource needs a bearer token.' };
		return { status: 401, outcome: 'missing', headers, json };
	}
	const { state, entry } = tokens.access.find(token);
	if (state === 'ok' && entry) {
		const { session, expires } = entry;
		const json = { provider, account: session.user, expiresAt: new Date(expires).toISOString() };
		return { status: 200, outcome: 'ok', json };
	}
	const text = `The access token is ${state}.`;
	const challenge = `Bearer realm="${provider}", error="invalid_token", error_description="${text}"`;
	return {
		status: 401,
		outcome: state === 'expired' || state === 'revoked' ? state : 'unknown',
		headers: { 'www-authenticate': challenge },
		json: { error: 'invalid_token', error_description: text },
	};
}
