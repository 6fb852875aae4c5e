import { buffer } from 'node:stream/consumers';
import { createAccounts } from './accounts.mjs';
import { fail, parseBody } from './body.mjs';
import { createControl } from './control.mjs';
import { createFaults } from './faults.mjs';
import { createLog } from './log.mjs';
import { maskAuthorization, maskBody, maskForm } from './mask.mjs';
import { providers } from './providers/index.mjs';
import { send, sendJson } from './send.mjs';
import { doesWork, shape } from './shape.mjs';
import { createTokens } from './tokens.mjs';

const MAX_BODY = 1024 * 1024;
const CONTROL = '/__sandbox/';

/**
 * All services with their state, and the controls: a listener for an HTTP server.
 *
 * @param {() => number} now the clock, in milliseconds
 * @returns {import('node:http').RequestListener}
 */
export function createApp(now) {
	/** @type {Record<string, import('./tokens.mjs').Tokens>} */
	const tokens = {};
	/** @type {Record<string, import('./accounts.mjs').Accounts>} */
	const accounts = {};
	const routes = new Map(
		providers.flatMap(({ name, lifetime, accounts: logins, endpoints }) => {
			tokens[name] = createTokens({ now, lifetime });
			accounts[name] = createAccounts(logins);
			const state = { tokens: tokens[name], accounts: accounts[name], now };
			return [
				...endpoints.map((endpoint) =>
					route(name, endpoint.name, endpoint.path, (request) =>
						answerEndpoint(endpoint, request, state),
					),
				),
				route(name, 'whoami', '/whoami', (request) => answerWhoami(name, request, tokens[name])),
			];
		}),
	);
	const names = [...routes.values()].map(({ name }) => name);
	const log = createLog({ now, endpoints: names });
	const faults = createFaults(names);
	const control = createControl({ log, faults, tokens, accounts });

	/**
	 * @param {import('node:http').IncomingMessage} incoming
	 * @param {import('node:http').ServerResponse} response
	 */
	async function handle(incoming, response) {
		const { method = '', url = '', headers } = incoming;
		const [path, query = ''] = url.split(/\?(.*)/s, 2);
		if (path.startsWith(CONTROL)) {
			const body = await buffer(incoming);
			const json = control(path.slice(CONTROL.length), method, query, body.toString());
			return sendJson(response, 200, json);
		}

		const { name, answer } = routes.get(path) ?? { name: null, answer: () => notFound };
		const { entry, leave } = log.enter({
			endpoint: name,
			method,
			path: path.slice(0, 200),
			query: query ? maskForm(query) : null,
			authorization: maskAuthorization(headers.authorization),
		});
		response.once('close', leave);
		const body = await buffer(incoming).catch(() => undefined);
		if (!body) return; // The client went away.
		if (body.length > MAX_BODY) {
			Object.assign(entry, { status: 413, outcome: 'too_large' });
			fail(413, 'The body is too large.');
		}
		const request = { method, path, query, headers, body };
		const scripted = name === null ? undefined : faults.take(name);
		const fault = scripted ?? {};
		const given = doesWork(fault) ? answer(request) : undefined;
		const shaped = shape(given, fault, request);
		log.complete(entry, {
			status: shaped.status,
			outcome: given?.outcome ?? 'faulted',
			faulted: scripted !== undefined,
			body: maskBody(request),
			link: given?.link,
		});
		await send(response, shaped, fault);
	}
	return (incoming, response) =>
		void handle(incoming, response).catch((reason) => {
			if (response.headersSent) response.destroy();
			else sendJson(response, reason.status ?? 500, { message: reason.message });
		});
}

/**
 * @param {string} provider
 * @param {string} endpoint
 * @param {string} path below the provider's prefix
 * @param {import('./types.mjs').Answerer} answer
 * @returns {[path: string, { name: string, answer: import('./types.mjs').Answerer }]}
 */
const route = (provider, endpoint, path, answer) => [
	`/${provider}${path}`,
	{ name: `${provider}.${endpoint}`, answer },
];

/** @type {ReturnType<import('./types.mjs').Answerer>} */
const notFound = { status: 404, outcome: 'not_found', json: { message: 'There is nothing here.' } };

/**
 * Answers a request to a sign-in endpoint: what every service insists on first, then the endpoint's work.
 *
 * @param {import('./types.mjs').Endpoint} endpoint
 * @param {import('./types.mjs').Request} request
 * @param {Pick<import('./types.mjs').Call, 'tokens' | 'accounts' | 'now'>} state
 */
function answerEndpoint({ accepts, refuse, handle }, request, state) {
	if (request.method !== 'POST') {
		const answer = refuse(405, 'method_not_allowed', 'Only POST is allowed here.');
		return { ...answer, headers: { allow: 'POST' } };
	}
	if (request.query) {
		return refuse(400, 'invalid_request', 'Parameters belong in the body, not in the URL.');
	}
	const { fields, refusal } = parseBody(request, accepts);
	return refusal ? refuse(...refusal) : handle({ fields, headers: request.headers, ...state });
}

/**
 * Answers the protected resource of a provider (RFC 6750): who the bearer of a live token is, 401 otherwise.
 *
 * @param {string} provider
 * @param {import('./types.mjs').Request} request
 * @param {import('./tokens.mjs').Tokens} tokens
 * @returns {import('./types.mjs').Answer}
 */
function answerWhoami(provider, { method, headers }, tokens) {
	if (method !== 'GET') {
		const json = { message: 'Only GET is allowed here.' };
		return { status: 405, outcome: 'refused', headers: { allow: 'GET' }, json };
	}
	const token = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
	const { state, entry } = tokens.access.find(token ?? '');
	if (state === 'ok' && entry) {
		const { session, expires } = entry;
		const json = { provider, account: session.user, expiresAt: new Date(expires).toISOString() };
		return { status: 200, outcome: 'ok', json };
	}
	const realm = `Bearer realm="${provider}"`;
	if (!token) {
		const json = { message: 'This resource needs a bearer token.' };
		return { status: 401, outcome: 'missing', headers: { 'www-authenticate': realm }, json };
	}
	const text = `The access token is ${state}.`;
	const challenge = `${realm}, error="invalid_token", error_description="${text}"`;
	return {
		status: 401,
		outcome: state === 'expired' || state === 'revoked' ? state : 'unknown',
		headers: { 'www-authenticate': challenge },
		json: { error: 'invalid_token', error_description: text },
	};
}
