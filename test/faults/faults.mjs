/**
 * What can go wrong between this package and a provider, and the code that it has to end in.
 *
 * @typedef {object} Fault
 * @property {string} name
 * @property {Record<string, string>} expect the code, or `good answer`, for sign-ins (`token`) and link
 *   requests (`link`), or for one provider; a fault without one of the kinds is not for that kind
 * @property {import('../../sandbox/faults.mjs').Fault | ((paths: Paths) => import('../../sandbox/faults.mjs').Fault)} [script]
 *   for the sandbox
 * @property {'closed' | 'unknown' | 'silent' | 'selfSigned'} [place] another address than the sandbox's
 * @property {boolean} [insecureTls] "Ignore SSL Issues" is on
 * @property {number} [timeout] milliseconds, where the fault is one of time
 *
 * @typedef {'token' | 'link'} Kind
 * @typedef {{ token: string, type: string, target: string }} Paths of the token and its type in the good
 *   answer, and an address that must never be asked
 */

/** A timeout that the fault is meant to exceed. */
const SHORT = 100;
const FOREVER = 600_000;
const MEGABYTE = 1024 * 1024;

/**
 * @param {string} name
 * @param {Fault['script']} script
 * @param {string | Fault['expect']} code one string where sign-ins and link requests end alike
 * @param {Partial<Fault>} [circumstances]
 * @returns {Fault}
 */
const fault = (name, script, code, circumstances) => ({
	name,
	script,
	expect: typeof code === 'string' ? { token: code, link: code } : code,
	...circumstances,
});

const MALFORMED = 'malformed_response';
const DOWN = 'provider_unavailable';
const REJECTED = 'credentials_rejected';
const MISCONFIGURED = 'invalid_configuration';
const REDIRECTED = 'redirect_refused';
const NO_LINK = 'link_rejected';
const GOOD = 'good answer';

const PROTOTYPE =
	'{"__proto__": {"access_token": "abcdefghijklmnop", "status": 200}, "constructor": {}}';
const html = { body: '<!doctype html><p>Hello', headers: { 'content-type': 'text/html' } };
const slow = { timeout: SHORT };
/** @type {Partial<Fault>} */
const selfSigned = { place: 'selfSigned' };
const insecure = { insecureTls: true };
const rejected = { token: REJECTED, link: NO_LINK };
const twoFactor = { '2faRequired': true, '2faDetails': { token: 'f5f9470def7b9b9b' } };
const secondFactor = { token: 'two_factor_required', link: NO_LINK };

const network = [
	fault('connection refused', undefined, DOWN, { place: 'closed' }),
	fault('host name unknown', undefined, DOWN, { place: 'unknown' }),
	fault('name service silent', undefined, DOWN, { place: 'silent' }),
	fault('connection reset before the answer', { reset: 'before' }, DOWN),
	fault('connection reset after the headers', { reset: 'headers' }, DOWN),
	fault('connection reset inside the body', { reset: 'body' }, DOWN),
	fault('slow headers', { delay: FOREVER }, 'timeout', slow),
	fault('slow body', { bodyDelay: FOREVER }, 'timeout', slow),
	fault('body byte by byte', { drip: 200 }, 'timeout', slow),
	fault('endless body, slow', { endless: true, drip: 100 }, 'timeout', slow),
	fault('endless body, fast', { endless: true, drip: 0 }, MALFORMED),
	fault('self-signed certificate, switch off', undefined, 'tls_failure', selfSigned),
	fault('self-signed certificate, switch on', undefined, GOOD, { ...selfSigned, ...insecure }),
];

const bodies = [
	fault('body of 10 MiB', { size: 10 * MEGABYTE }, MALFORMED),
	fault('body of 10 MiB, 10 kB as gzip', { size: 10 * MEGABYTE, gzip: true }, MALFORMED),
	fault('empty body', { status: 200 }, MALFORMED),
	fault('HTTP 204', { status: 204 }, MALFORMED),
	fault('truncated JSON', { truncate: true }, MALFORMED),
	...[null, true, 0, 'text', [], {}, [[]], [{}], ['text'], { data: [] }].map((json) =>
		fault(`JSON of another type: ${JSON.stringify(json)}`, { json }, MALFORMED),
	),
	fault('JSON that reaches for a prototype', { body: PROTOTYPE }, MALFORMED),
	fault('HTML', html, MALFORMED),
	fault('HTML with HTTP 502', { ...html, status: 502 }, DOWN),
	fault('UTF-16 in place of UTF-8', { charset: 'utf-16le' }, MALFORMED),
	fault('ISO 8859-1 in place of UTF-8', { charset: 'iso-8859-1', patch: { note: 'ä' } }, GOOD),
	fault('gzip', { gzip: true }, GOOD),
	fault('corrupt gzip', { gzip: 'corrupt' }, MALFORMED),
	fault('gzip announced, not sent', { headers: { 'content-encoding': 'gzip' } }, MALFORMED),
];

/** @type {Array<[statuses: number[], token: string, link: string]>} */
const statuses = [
	[[400, 422], REJECTED, NO_LINK],
	[[401], REJECTED, REJECTED],
	[[403], 'access_denied', REJECTED],
	[[404, 405, 415], MISCONFIGURED, MISCONFIGURED],
	[[500, 502, 503, 504], DOWN, DOWN],
];

const waits = {
	'no Retry-After': {},
	'Retry-After in seconds': { 'retry-after': '20' },
	'Retry-After as a date': { 'retry-after': 'Wed, 21 Oct 2099 07:28:00 GMT' },
	'an absurd Retry-After': { 'retry-after': '999999999999999999999' },
	'a negative Retry-After': { 'retry-after': '-1' },
	'a Retry-After that is text': { 'retry-after': 'soon' },
};

/** @type {Array<[name: string, json: object, code: string | Fault['expect']]>} */
const inBody = [
	['a refusal of RFC 6749', { error: 'invalid_grant', error_description: 'Wrong.' }, rejected],
	['a status of 401', { status: 401, message: 'Unauthorized' }, REJECTED],
	['an unknown client', { status: 422, message: 'Unknown account' }, rejected],
	['a second factor', twoFactor, secondFactor],
	['a fault of the server', { status: 500, message: 'Try later' }, DOWN],
];

const refusals = [
	...statuses.flatMap(([all, token, link]) =>
		all.map((status) => fault(`HTTP ${status}`, { status }, { token, link })),
	),
	...Object.entries(waits).map(([name, headers]) =>
		fault(`HTTP 429, ${name}`, { status: 429, headers }, 'rate_limited'),
	),
	fault('HTTP 503, Retry-After', { status: 503, headers: { 'retry-after': '20' } }, DOWN),
	...[301, 302, 303, 307, 308].map((status) =>
		fault(`redirect ${status}`, ({ target }) => ({ redirect: target, status }), REDIRECTED),
	),
	fault('HTTP 400 that echoes the request', { echo: true }, REJECTED),
	fault('HTTP 500 that echoes the request', { echo: true, status: 500 }, DOWN),
	fault('HTTP 200 that echoes the request', { echo: true, status: 200 }, REJECTED),
	...inBody.map(([name, json, code]) => fault(`HTTP 200, ${name} in the body`, { json }, code)),
];

const noToken = { token: MALFORMED };

/** @type {Array<[name: string, token: unknown]>} */
const tokens = [
	['with CR LF', 'abcdefgh\r\nX-Injected: 1'],
	['with LF', 'abcdefgh\nijklmnop'],
	['with spaces', 'abcdefgh ijklmnop'],
	['with a tab', 'abcdefgh\tijklmnop'],
	['with NUL', 'abcdefgh\0ijklmnop'],
	['with Unicode', 'abcdefghïjklmnop'],
	['with a look-alike of ASCII', 'ａｂｃｄｅｆｇｈ'],
	['of 100 kB', 'a'.repeat(100_000)],
];

/** @param {string} name @param {unknown} token */
const badToken = (name, token) =>
	fault(`token ${name}`, (paths) => ({ patch: { [paths.token]: token } }), noToken);

const badTokens = [
	...tokens.map(([name, token]) => badToken(name, token)),
	...['', 5, null, true, {}, ['abcdefgh']].map((token) =>
		badToken(`is ${JSON.stringify(token)}`, token),
	),
	fault('no token', ({ token }) => ({ omit: [token] }), noToken),
];

/** More of them are in the tests of core. @type {Array<[name: string, url: unknown]>} */
const links = [
	['over http', 'http://my.b2copy-demo.example/f5f9470def7b9b9b'],
	['data:', 'data:text/html,<script>alert(1)</script>'],
	['to another host', 'https://evil.example/f5f9470def7b9b9b'],
	['without a path', 'https://my.b2copy-demo.example'],
	['with CR LF', 'https://my.b2copy-demo.example/f5f9\r\nSet-Cookie: a=b'],
	['of 10 kB', `https://my.b2copy-demo.example/${'f'.repeat(10_000)}`],
];

/** @param {string} name @param {unknown} url @param {string} link the code */
const badLink = (name, url, link) =>
	fault(`link ${name}`, { patch: { 'data.url': url } }, { link });

const badLinks = [
	...links.map(([name, url]) => badLink(name, url, NO_LINK)),
	...['', 5, null, {}, ['https://my.b2copy-demo.example/f5f9']].map((url) =>
		badLink(`is ${JSON.stringify(url)}`, url, MALFORMED),
	),
];

export const faults = [
	...network,
	...bodies,
	...refusals,
	...badTokens,
	fault('another token type than Bearer', ({ type }) => ({ patch: { [type]: 'mac' } }), {
		...noToken,
		b2copyBackOffice: GOOD,
	}),
	...badLinks,
];
