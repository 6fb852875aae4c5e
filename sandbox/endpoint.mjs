import { parseBody } from './body.mjs';

/**
 * Answers a request to a sign-in endpoint: what every service insists on first, then the endpoint's own work.
 *
 * @param {import('./types.mjs').Endpoint} endpoint
 * @param {import('./types.mjs').Request} request
 * @param {{ tokens: import('./tokens.mjs').Tokens, now: () => number }} state
 * @returns {import('./types.mjs').Answer}
 */
export function answerEndpoint(endpoint, request, state) {
	const { refuse } = endpoint;
	if (request.method !== 'POST') {
		const answer = refuse(405, 'method_not_allowed', 'Only POST is allowed here.');
		return { ...answer, headers: { ...answer.headers, allow: 'POST' } };
	}
	if (request.query) {
		return refuse(400, 'invalid_request', 'Parameters belong in the body, not in the URL.');
	}
	const parsed = parseBody(request, endpoint.accepts);
	if ('refusal' in parsed) return refuse(...parsed.refusal);
	return endpoint.handle({ fields: parsed.fields, headers: request.headers, ...state });
}
