import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import { constants, verify, X509Certificate } from 'node:crypto';
import { mintJwt } from '../../sandbox/mint.mjs';
import { createChecker } from '../../sandbox/totp.mjs';
import { fill, readMessage } from './recipes.mjs';

/**
 * @typedef {import('./recipes.mjs').Recipe} Recipe
 * @typedef {import('./recipes.mjs').Values} Values
 * @typedef {import('./recipes.mjs').Message} Message
 */

/** The secret of one-time codes: its bytes, and as people enter it. */
const CODE_KEY = '12345678901234567890';
export const BASE32 = 'GEZDGNBVGY3TQOJQ'.repeat(2);

/** The status for whatever is not documented. */
export const MISFIT = 418;

/** What HTTP clients add by themselves: it counts only where a recipe names it. */
const TRANSPORT =
	/^(host|connection|accept.*|content-.*|transfer-encoding|user-agent|cache-control|pragma|sec-.*)$/;

/**
 * Starts a product as it is documented, on loopback. It answers the documented sign-in and the documented
 * call, and refuses whatever differs from them in anything.
 *
 * @param {Recipe} recipe
 * @param {object} values
 * @param {Values} values.right the right login
 * @param {Values} values.wrong one with a wrong secret
 * @param {() => void} [values.onRefused]
 */
export async function startMock(recipe, { right, wrong, onRefused }) {
	/** @type {{ signIns: number, calls: number, misfits: object[] }} */
	const asked = { signIns: 0, calls: 0, misfits: [] };
	/** @type {Values[]} */
	const sessions = [];
	const takesCode = createChecker(CODE_KEY);
	const server = createServer(async (incoming, outgoing) => {
		const received = await read(incoming);
		const fits = (/** @type {string} */ message, /** @type {Values} */ values) =>
			isSame(withoutSignature(received, recipe, values), readMessage(fill(message, values)));
		const { totp } = Object.fromEntries(received.form ?? []);
		const code = takesCode(totp) ? { 'one-time code': `${totp}` } : undefined;
		const isRight = fits(recipe.signIn, { ...right, ...code });
		if (isRight || fits(recipe.signIn, { ...wrong, ...code })) {
			asked.signIns += 1;
			const issued = { ...right, ...issue(recipe) };
			if (isRight) sessions.push(issued);
			else onRefused?.();
			send(outgoing, fill(isRight ? recipe.granted : recipe.refused, issued));
		} else if (sessions.some((issued) => fits(recipe.call, issued))) {
			asked.calls += 1;
			send(outgoing, '200 | {"ok":true}');
		} else {
			asked.misfits.push(received);
			send(outgoing, `${MISFIT}`);
		}
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		asked,
		async close() {
			server.closeAllConnections();
			await once(server.close(), 'close');
		},
	};
}

/**
 * A request in which an assertion that is as documented, new and signed with the key of the login is named so.
 *
 * @param {Message} received
 * @param {Recipe} recipe
 * @param {Values} values
 * @returns {Message}
 */
function withoutSignature({ form, ...rest }, { assertion }, values) {
	if (assertion === undefined || form === undefined) return { ...rest, ...(form && { form }) };
	const certificate = new X509Certificate(values.certificate.replace(/ (?!CERT)/g, '\n'));
	const tokenUrl = `http://${rest.headers.host}${rest.path}`;
	const thumbprint = Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex');
	const named = { 'token url': tokenUrl, thumbprint: thumbprint.toString('base64url') };
	const [header, claims] = JSON.parse(fill(assertion, { ...values, ...named }));
	const isRight = (/** @type {string} */ jwt) => {
		const [head, body, signature] = jwt.split('.');
		const [sentHeader, sent] = [head, body].map((part) =>
			JSON.parse(`${Buffer.from(part, 'base64url')}`),
		);
		const { iat, exp, jti, ...others } = sent;
		const isNew = Math.abs(iat - Date.now() / 1000) < 60 && exp - iat <= 60 && jti !== undefined;
		const padding =
			header.alg === 'PS256' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
		const key = { key: certificate.publicKey, padding };
		const isSigned = verify(
			'sha256',
			Buffer.from(`${head}.${body}`),
			key,
			Buffer.from(signature, 'base64url'),
		);
		return isNew && isSigned && isDeepStrictEqual([sentHeader, others], [header, claims]);
	};
	const parameters = form.map(([name, value]) =>
		/assertion$/.test(name) && isRight(value) ? [name, '<signed assertion>'] : [name, value],
	);
	return { ...rest, form: /** @type {Message['form']} */ (parameters) };
}

/** @param {import('node:http').IncomingMessage} incoming @returns {Promise<Message>} */
async function read(incoming) {
	const { method, url, headersDistinct } = incoming;
	const headers = /** @type {Message['headers']} */ ({ ...headersDistinct });
	const message = { method, path: url, headers };
	const body = await readText(incoming);
	const [type = ''] = headers['content-type'] ?? [];
	if (body === '') return message;
	if (type.startsWith('application/json')) return { ...message, json: JSON.parse(body) };
	if (!type.startsWith('application/x-www-form-urlencoded')) return { ...message, text: body };
	return { ...message, form: [...new URLSearchParams(body)] };
}

/**
 * Whether a request is the documented one: no parameter more and none less, in any order, JSON of the same
 * types, and the headers that count.
 *
 * @param {Message} received
 * @param {Message} documented
 */
function isSame(received, documented) {
	const pairs = (/** @type {Iterable<[string, unknown]>} */ entries) =>
		[...entries].map(([name, value]) => `${name}=${value}`).sort();
	const [one, other] = [received, documented].map(({ path = '', headers, form = [], ...rest }) => {
		const { pathname, searchParams } = new URL(path, 'http://mock');
		const counting = Object.entries(headers).filter(
			([name]) => name in documented.headers || !TRANSPORT.test(name),
		);
		return [pathname, pairs(searchParams), pairs(counting), pairs(form), rest];
	});
	return isDeepStrictEqual(one, other);
}

/** A new token, and the times of its answer. @param {Recipe} recipe */
function issue({ token, claims, lifetime }) {
	const random = randomBytes(12).toString('hex');
	const now = Date.now();
	const ends = new Date(now + (lifetime ?? 0) * 1000);
	const times = Object.entries(claims ?? {}).map(([name, seconds]) => [
		name,
		Math.floor(now / 1000) + seconds,
	]);
	return {
		random,
		token: claims ? mintJwt(Object.fromEntries(times)) : fill(token, { random }),
		...{ issued: new Date(now).toISOString(), 'issued ms': `${now}` },
		...{ ends: ends.toISOString(), 'ends http': ends.toUTCString() },
		'ends s': `${ends.getTime() / 1000}`,
	};
}

/** @param {import('node:http').ServerResponse} outgoing @param {string} message */
function send(outgoing, message) {
	const { status = 500, headers, json, text = '' } = readMessage(message);
	const type = json === undefined ? 'text/plain' : 'application/json';
	outgoing.writeHead(status, { 'content-type': [type], ...headers });
	outgoing.end(json === undefined ? text : JSON.stringify(json));
}
