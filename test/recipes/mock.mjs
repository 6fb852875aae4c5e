import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import basicAuth from 'basic-auth';
import express from 'express';
import { bodyFormat } from '../../sandbox/body.mjs';
import { fill } from './recipes.mjs';

/**
 * @typedef {import('./recipes.mjs').Recipe} Recipe
 * @typedef {Record<string, string>} Values
 */

/** What every HTTP client may add without asking. */
const TRANSPORT = [
	...['host', 'connection', 'accept', 'accept-encoding', 'content-length', 'content-type'],
	...[
		'transfer-encoding',
		'user-agent',
		'accept-language',
		'cache-control',
		'pragma',
		'sec-fetch-mode',
	],
];

/**
 * Starts a product as its recipe says that it is documented, on loopback. It answers the one documented
 * sign-in and the one documented call, and refuses whatever differs from them in anything.
 *
 * @param {Recipe} recipe
 * @param {{ right: Values, wrong: Values }} values the right login, and one with a wrong secret
 */
export async function startMock({ signIn, call }, { right, wrong }) {
	/** @type {{ signIns: number, calls: number, misfits: object[] }} */
	const asked = { signIns: 0, calls: 0, misfits: [] };
	/** @type {Set<string>} */
	const tokens = new Set();

	const app = express();
	app.set('etag', false);
	app.use(express.raw({ type: () => true }));
	app.use((request, response) => {
		const received = read(request);
		const isSignIn = fits(received, fill(signIn.request, right));
		const isWrong = fits(received, fill(signIn.request, wrong));
		if (isSignIn || isWrong) {
			asked.signIns += 1;
			if (isWrong) return void answer(response, signIn.refused, right);
			const token = mint(signIn.token);
			tokens.add(token);
			return void answer(response, signIn.granted, { ...right, token, ...times(signIn.lifetime) });
		}
		const own = { ...call, headers: { ...call.headers, ...call.byHand } };
		if ([...tokens].some((token) => fits(received, fill(own, { ...right, token })))) {
			asked.calls += 1;
			return void response.json({ ok: true });
		}
		asked.misfits.push(received);
		response.status(418).json({ error: 'This is not the documented request.' });
	});

	const server = app.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		asked,
		/** @returns {Promise<void>} */
		async close() {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}

/**
 * A request in the words of a recipe, as far as a server can tell.
 *
 * @param {express.Request} request
 */
function read({ method, originalUrl, headers, body }) {
	const { authorization } = headers;
	const credentials = authorization ? basicAuth.parse(authorization) : undefined;
	const own = Object.entries(headers).filter(
		([name]) => !TRANSPORT.includes(name) && !(name === 'authorization' && credentials),
	);
	return {
		method,
		path: originalUrl,
		headers: Object.fromEntries(own),
		every: headers,
		...(credentials && { basic: [credentials.name, credentials.pass] }),
		...readBody(body, headers['content-type']),
	};
}

/**
 * @param {unknown} body
 * @param {string | undefined} type
 */
function readBody(body, type) {
	const sent = Buffer.isBuffer(body) ? body.toString() : '';
	if (sent === '') return {};
	const format = bodyFormat(type);
	if (format === 'form') return { form: parametersOf(new URLSearchParams(sent)) };
	if (format === 'json') return { json: JSON.parse(sent) };
	return { unreadable: type };
}

/**
 * Whether a request is the documented one: the same method, path, query, headers, client and body, no
 * parameter more and none less, and JSON of the same types.
 *
 * @param {ReturnType<typeof read>} received
 * @param {import('./recipes.mjs').Request} documented
 */
function fits({ every, ...received }, { method, path, headers, basic, form, json }) {
	const common = Object.entries(headers).filter(([name]) => TRANSPORT.includes(name));
	const own = Object.entries(headers).filter(([name]) => !TRANSPORT.includes(name));
	const parameters = form && parametersOf(Object.entries(form));
	const wanted = {
		method,
		path,
		headers: Object.fromEntries(own),
		...(basic && { basic }),
		...(parameters?.length && { form: parameters }),
		...(json && { json }),
	};
	return (
		isDeepStrictEqual(normal(received), normal(wanted)) &&
		common.every(([name, value]) => every[name] === value)
	);
}

/**
 * The query in a fixed order: it has none of its own.
 *
 * @param {{ path: string }} request
 */
function normal(request) {
	const { pathname, searchParams } = new URL(request.path, 'http://mock');
	return { ...request, path: pathname, query: parametersOf(searchParams) };
}

/**
 * Parameters in one order, each as often as it is there.
 *
 * @param {Iterable<[string, string]>} entries
 */
function parametersOf(entries) {
	return [...entries].map(([name, value]) => `${name}=${value}`).sort();
}

/**
 * @param {Recipe['signIn']['token']} like
 */
function mint(like) {
	const random = randomBytes(12).toString('hex');
	if (typeof like === 'string') return fill(like, { random });
	const now = Math.floor(Date.now() / 1000);
	const claims = Object.entries(like).map(([name, seconds]) => [name, now + seconds]);
	const part = (/** @type {object} */ value) =>
		Buffer.from(JSON.stringify(value)).toString('base64url');
	return `${part({ alg: 'HS256' })}.${part(Object.fromEntries([...claims, ['jti', random]]))}.${random}`;
}

/** @param {number | null} lifetime */
function times(lifetime) {
	const now = Date.now();
	const ends = new Date(now + (lifetime ?? 0) * 1000);
	return {
		random: randomBytes(12).toString('hex'),
		issued: new Date(now).toISOString(),
		'issued ms': String(now),
		ends: ends.toISOString(),
		'ends http': ends.toUTCString(),
	};
}

/**
 * @param {express.Response} response
 * @param {import('./recipes.mjs').Response} documented
 * @param {Values} values
 */
function answer(response, { status, headers, json, text }, values) {
	if (text !== undefined) response.type('text');
	response.status(status).set(fill(headers, values));
	if (text !== undefined) return void response.send(fill(text, values));
	if (json !== undefined) return void response.json(fill(json, values));
	response.end();
}
