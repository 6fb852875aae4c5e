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

const html = { 'content-type': 'text/html' };
const slow = { timeout: SHORT };

const network = [
	fault('connection refused', undefined, 'provider_unavailable', { place: 'closed' }),
	fault('host name unknown', undefined, 'provider_unavailable', { place: 'unknown' }),
	fault('name service silent', undefined, 'provider_unavailable', { place: 'silent' }),
	fault('connection reset before the answer', { reset: 'before' }, 'provider_unavailable'),
	fault('connection reset after the headers', { reset: 'headers' }, 'provider_unavailable'),
	fault('connection reset inside the body', { reset: 'body' }, 'provider_unavailable'),
	fault('slow headers', { delay: FOREVER }, 'timeout', slow),
	fault('slow body', { bodyDelay: FOREVER }, 'timeout', slow),
	fault('body byte by byte', { drip: 200 }, 'timeout', slow),
	fault('endless body, slow', { endless: true, drip: 100 }, 'timeout', slow),
	fault('endless body, fast', { endless: true, drip: 0 }, 'malformed_response'),
	fault('self-signed certificate, switch off', undefined, 'tls_failure', { place: 'selfSigned' }),
	fault('self-signed certificate, switch on', undefined, 'good answer', {
		place: 'selfSigned',
		insecureTls: true,
	}),
];

const bodies = [
	fault('body of 10 MiB', { size: 10 * MEGABYTE }, 'malformed_response'),
	fault('body of 10 MiB, 10 kB as gzip', { size: 10 * MEGABYTE, gzip: true }, 'malformed_response'),
	fault('empty body', { status: 200 }, 'malformed_response'),
	fault('HTTP 204', { status: 204 }, 'malformed_response'),
	fault('truncated JSON', { truncate: true }, 'malformed_response'),
	...[null, true, 0, 'text', [], {}, [[]], [{}], ['text'], { data: [] }].map((json) =>
		fault(`JSON of another type: ${JSON.stringify(json)}`, { json }, 'malformed_response'),
	),
	fault(
		'JSON that reaches for a prototype',
		{
			body: '{"__proto__": {"access_token": "abcdefghijklmnop", "status": 200}, "constructor": {}}',
		},
		'malformed_response',
	),
	fault(
		'HTML',
		{ body: '<!doctype html><title>Welcome</title>', headers: html },
		'malformed_response',
	),
	fault(
		'HTML with HTTP 502',
		{ status: 502, body: '<html>Bad gateway</html>', headers: html },
		'provider_unavailable',
	),
	fault('UTF-16 in place of UTF-8', { charset: 'utf-16le' }, 'malformed_response'),
	fault(
		'ISO 8859-1 in place of UTF-8',
		{ charset: 'iso-8859-1', patch: { note: 'ä' } },
		'malformed_response',
	),
	fault('gzip', { gzip: true }, 'good answer'),
	fault('corrupt gzip', { gzip: 'corrupt' }, 'malformed_response'),
	fault(
		'gzip announced, not sent',
		{ headers: { 'content-encoding': 'gzip' } },
		'malformed_response',
	),
];

/** @type {Array<[status: number, token: string, link: string]>} */
const statuses = [
	[400, 'credentials_rejected', 'link_rejected'],
	[401, 'credentials_rejected', 'credentials_rejected'],
	[403, 'access_denied', 'credentials_rejected'],
	[404, 'invalid_configuration', 'invalid_configuration'],
	[405, 'invalid_configuration', 'invalid_configuration'],
	[415, 'invalid_configuration', 'invalid_configuration'],
	[422, 'credentials_rejected', 'link_rejected'],
	[500, 'provider_unavailable', 'provider_unavailable'],
	[502, 'provider_unavailable', 'provider_unavailable'],
	[503, 'provider_unavailable', 'provider_unavailable'],
	[504, 'provider_unavailable', 'provider_unavailable'],
];

const waits = {
	'no Retry-After': {},
	'Retry-After in seconds': { 'retry-after': '20' },
	'Retry-After as a date': { 'retry-after': 'Wed, 21 Oct 2099 07:28:00 GMT' },
	'an absurd Retry-After': { 'retry-after': '999999999999999999999' },
	'a negative Retry-After': { 'retry-after': '-1' },
	'a Retry-After that is text': { 'retry-after': 'soon' },
};

const refusals = [
	...statuses.map(([status, token, link]) => fault(`HTTP ${status}`, { status }, { token, link })),
	...Object.entries(waits).map(([name, headers]) =>
		fault(`HTTP 429, ${name}`, { status: 429, headers }, 'rate_limited'),
	),
	fault(
		'HTTP 503, Retry-After in seconds',
		{ status: 503, headers: { 'retry-after': '20' } },
		'provider_unavailable',
	),
	...[301, 302, 303, 307, 308].map((status) =>
		fault(
			`redirect ${status} to elsewhere`,
			({ target }) => ({ redirect: target, status }),
			'redirect_refused',
		),
	),
	fault('HTTP 400 that echoes the request', { echo: true }, 'credentials_rejected'),
	fault('HTTP 500 that echoes the request', { echo: true, status: 500 }, 'provider_unavailable'),
	fault('HTTP 200 that echoes the request', { echo: true, status: 200 }, 'credentials_rejected'),
	fault(
		'HTTP 200 with a refusal as in RFC 6749',
		{ json: { error: 'invalid_grant', error_description: 'Wrong login.' } },
		{ token: 'credentials_rejected', link: 'link_rejected' },
	),
	fault(
		'HTTP 200 with a refusal and its status in the body',
		{ json: { status: 401, message: 'Unauthorized' } },
		'credentials_rejected',
	),
	fault(
		'HTTP 200 with an unknown client in the body',
		{ json: { status: 422, message: 'Unknown account' } },
		{ token: 'credentials_rejected', link: 'link_rejected' },
	),
	fault(
		'HTTP 200 that asks for a second factor',
		{ json: { '2faRequired': true, '2faDetails': { token: 'f5f9470def7b9b9b' } } },
		{
			token: 'malformed_response',
			link: 'malformed_response',
			b2copyBackOffice: 'two_factor_required',
		},
	),
	fault(
		'HTTP 200 with a fault of the server in the body',
		{ json: { status: 500, message: 'Try later' } },
		'provider_unavailable',
	),
];

const noToken = { token: 'malformed_response' };

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

/** @type {Array<[name: string, url: unknown]>} */
const links = [
	['over http', 'http://my.b2copy-demo.example/f5f9470def7b9b9b'],
	['javascript:', 'javascript:alert(1)//my.b2copy-demo.example/f5f9470d'],
	['data:', 'data:text/html,<script>alert(1)</script>'],
	['with user info', 'https://my.b2copy-demo.example@evil.example/f5f9470d'],
	['with an empty user', 'https://@my.b2copy-demo.example/f5f9470def7b9b9b'],
	['to another host', 'https://evil.example/f5f9470def7b9b9b'],
	['to another port', 'https://my.b2copy-demo.example:8443/f5f9470def7b9b9b'],
	['to a longer host', 'https://my.b2copy-demo.example.evil.example/f5f9470d'],
	['to a host with a trailing dot', 'https://my.b2copy-demo.example./f5f9470def7b9b9b'],
	['without a path', 'https://my.b2copy-demo.example'],
	['with an empty path', 'https://my.b2copy-demo.example/'],
	['with backslashes', 'https:\\\\evil.example\\f5f9470def7b9b9b'],
	['with a backslash before the host', 'https://evil.example\\@my.b2copy-demo.example/f5f9'],
	['with CR LF', 'https://my.b2copy-demo.example/f5f9\r\nSet-Cookie: a=b'],
	['with a look-alike host', 'https://my.b2сopy-demo.example/f5f9470def7b9b9b'],
	['with that host in punycode', 'https://my.xn--b2opy-demo-4uh.example/f5f9470def7b9b9b'],
	['without a scheme', '//my.b2copy-demo.example/f5f9470def7b9b9b'],
	['of 10 kB', `https://my.b2copy-demo.example/${'f'.repeat(10_000)}`],
];

/** @param {string} name @param {unknown} url @param {string} link the code */
const badLink = (name, url, link) =>
	fault(`link ${name}`, { patch: { 'data.url': url } }, { link });

const badLinks = [
	...links.map(([name, url]) => badLink(name, url, 'link_rejected')),
	...['', 5, null, {}, ['https://my.b2copy-demo.example/f5f9']].map((url) =>
		badLink(`is ${JSON.stringify(url)}`, url, 'malformed_response'),
	),
];

export const faults = [
	...network,
	...bodies,
	...refusals,
	...badTokens,
	fault('another token type than Bearer', ({ type }) => ({ patch: { [type]: 'mac' } }), {
		...noToken,
		b2copyBackOffice: 'good answer',
	}),
	...badLinks,
];
