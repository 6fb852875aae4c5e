import { isHttpError } from 'http-errors';
import attempt from 'lodash/attempt.js';
import { parseBody } from './body.mjs';

/**
 * Answers a request to a sign-in endpoint: what every service insists on first, then the endpoint's own work.
 *
 * @param {import('./types.mjs').Endpoint} endpoint
 * @param {import('./types.mjs').Request} request
 * @param {Pick<import('./types.mjs').Call, 'tokens' | 'accounts' | 'now'>} state
 * @returns {import('./types.mjs').Answer}
 */
export function answerEndpoint({ accepts, refuse, handle }, request, state) {
	if (request.method !== 'POST') {
		const answer = refuse(405, 'method_not_allowed', 'Only POST is allowed here.');
		return { ...answer, headers: { allow: 'POST' } };
	}
	if (request.query) {
		return refuse(400, 'invalid_request', 'Parameters belong in the body, not in the URL.');
	}
	const fields = attempt(parseBody, request, accepts);
	if (isHttpError(fields)) return refuse(fields.status, fields.code, fields.message);
	return handle({ fields, headers: request.headers, ...state });
}
