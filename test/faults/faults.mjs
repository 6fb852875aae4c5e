/**
 * What can go wrong between this package and a provider, and the code that it has to end in.
 *
 * @typedef {object} Fault
 * @property {string} name as docs/faults.md lists it
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

/** @param {string} code */
const both = (code) => ({ token: code, link: code });

/** @type {Fault[]} */
const network = [
	{ name: 'connection refused', place: 'closed', expect: both('provider_unavailable') },
	{ name: 'host name unknown', place: 'unknown', expect: both('provider_unavailable') },
	{ name: 'name service silent', place: 'silent', expect: both('provider_unavailable') },
	{
		name: 'connection reset before the answer',
		script: { reset: 'before' },
		expect: both('provider_unavailable'),
	},
	{
		name: 'connection reset after the headers',
		script: { reset: 'headers' },
		expect: both('provider_unavailable'),
	},
	{
		name: 'connection reset inside the body',
		script: { reset: 'body' },
		expect: both('provider_unavailable'),
	},
	{
		name: 'slow headers',
		script: { delay: FOREVER },
		timeout: SHORT,
		expect: both('timeout'),
	},
	{ name: 'slow body', script: { bodyDelay: FOREVER }, timeout: SHORT, expect: both('timeout') },
	{ name: 'body byte by byte', script: { drip: 200 }, timeout: SHORT, expect: both('timeout') },
	{
		name: 'endless body, slow',
		script: { endless: true, drip: 100 },
		timeout: SHORT,
		expect: both('timeout'),
	},
	{
		name: 'endless body, fast',
		script: { endless: true, drip: 0 },
		expect: both('malformed_response'),
	},
	{
		name: 'self-signed certificate, switch off',
		place: 'selfSigned',
		expect: both('tls_failure'),
	},
	{
		name: 'self-signed certificate, switch on',
		place: 'selfSigned',
		insecureTls: true,
		expect: both('good answer'),
	},
];

/** @type {Fault[]} */
const bodies = [
	{
		name: 'body of 10 MiB',
		script: { size: 10 * MEGABYTE },
		expect: both('malformed_response'),
	},
	{
		name: 'body of 10 MiB, 10 kB as gzip',
		script: { size: 10 * MEGABYTE, gzip: true },
		expect: both('malformed_response'),
	},
	{ name: 'empty body', script: { status: 200 }, expect: both('malformed_response') },
	{ name: 'HTTP 204', script: { status: 204 }, expect: both('malformed_response') },
	{ name: 'truncated JSON', script: { truncate: true }, expect: both('malformed_response') },
	...[null, true, 0, 'text', [], {}, [[]], [{}], ['text'], { data: [] }].map((json) => ({
		name: `JSON of another type: ${JSON.stringify(json)}`,
		script: { json },
		expect: both('malformed_response'),
	})),
	{
		name: 'JSON that reaches for a prototype',
		script: {
			body: '{"__proto__": {"access_token": "abcdefghijklmnop", "status": 200}, "constructor": {}}',
		},
		expect: both('malformed_response'),
	},
	{
		name: 'HTML',
		script: {
			body: '<!doctype html><title>Welcome</title>',
			headers: { 'content-type': 'text/html' },
		},
		expect: both('malformed_response'),
	},
	{
		name: 'HTML with HTTP 502',
		script: {
			status: 502,
			body: '<html>Bad gateway</html>',
			headers: { 'content-type': 'text/html' },
		},
		expect: both('provider_unavailable'),
	},
	{
		name: 'UTF-16 in place of UTF-8',
		script: { charset: 'utf-16le' },
		expect: both('malformed_response'),
	},
	{
		name: 'ISO 8859-1 in place of UTF-8',
		script: { charset: 'iso-8859-1', patch: { note: 'ä' } },
		expect: both('malformed_response'),
	},
	{ name: 'gzip', script: { gzip: true }, expect: both('good answer') },
	{ name: 'corrupt gzip', script: { gzip: 'corrupt' }, expect: both('malformed_response') },
	{
		name: 'gzip announced, not sent',
		script: { headers: { 'content-encoding': 'gzip' } },
		expect: both('malformed_response'),
	},
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

/** @type {Fault[]} */
const refusals = [
	...statuses.map(([status, token, link]) => ({
		name: `HTTP ${status}`,
		script: { status },
		expect: { token, link },
	})),
	...Object.entries(waits).flatMap(([name, headers]) => [
		{
			name: `HTTP 429, ${name}`,
			script: { status: 429, headers },
			expect: both('rate_limited'),
		},
	]),
	{
		name: 'HTTP 503, Retry-After in seconds',
		script: { status: 503, headers: { 'retry-after': '20' } },
		expect: both('provider_unavailable'),
	},
	...[301, 302, 303, 307, 308].map((status) => ({
		name: `redirect ${status} to elsewhere`,
		script: (/** @type {Paths} */ { target }) => ({ redirect: target, status }),
		expect: both('redirect_refused'),
	})),
	{
		name: 'HTTP 400 that echoes the request',
		script: { echo: true },
		expect: both('credentials_rejected'),
	},
	{
		name: 'HTTP 500 that echoes the request',
		script: { echo: true, status: 500 },
		expect: both('provider_unavailable'),
	},
	{
		name: 'HTTP 200 that echoes the request',
		script: { echo: true, status: 200 },
		expect: both('credentials_rejected'),
	},
	{
		name: 'HTTP 200 with a refusal as in RFC 6749',
		script: { json: { error: 'invalid_grant', error_description: 'Wrong login.' } },
		expect: { token: 'credentials_rejected', link: 'link_rejected' },
	},
	{
		name: 'HTTP 200 with a refusal and its status in the body',
		script: { json: { status: 401, message: 'Unauthorized' } },
		expect: both('credentials_rejected'),
	},
	{
		name: 'HTTP 200 with an unknown client in the body',
		script: { json: { status: 422, message: 'Unknown account' } },
		expect: { token: 'credentials_rejected', link: 'link_rejected' },
	},
	{
		name: 'HTTP 200 that asks for a second factor',
		script: { json: { '2faRequired': true, '2faDetails': { token: 'f5f9470def7b9b9b' } } },
		expect: { ...both('malformed_response'), b2copyBackOffice: 'two_factor_required' },
	},
	{
		name: 'HTTP 200 with a fault of the server in the body',
		script: { json: { status: 500, message: 'Try later' } },
		expect: both('provider_unavailable'),
	},
];

/** @type {Array<[name: string, token: unknown]>} */
const tokens = [
	['CR LF', 'abcdefgh\r\nX-Injected: 1'],
	['LF', 'abcdefgh\nijklmnop'],
	['spaces', 'abcdefgh ijklmnop'],
	['a tab', 'abcdefgh\tijklmnop'],
	['NUL', 'abcdefgh\0ijklmnop'],
	['Unicode', 'abcdefghïjklmnop'],
	['a look-alike of ASCII', 'ａｂｃｄｅｆｇｈ'],
	['100 kB', 'a'.repeat(100_000)],
];

/** @type {Fault[]} */
const badTokens = [
	...tokens.map(([name, token]) => ({
		name: `token with ${name}`.replace('with 100 kB', 'of 100 kB'),
		script: (/** @type {Paths} */ paths) => ({ patch: { [paths.token]: token } }),
		expect: { token: 'malformed_response' },
	})),
	...['', 5, null, true, {}, ['abcdefgh']].map((token) => ({
		name: `token is ${JSON.stringify(token)}`,
		script: (/** @type {Paths} */ paths) => ({ patch: { [paths.token]: token } }),
		expect: { token: 'malformed_response' },
	})),
	{
		name: 'no token',
		script: (/** @type {Paths} */ { token }) => ({ omit: [token] }),
		expect: { token: 'malformed_response' },
	},
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

/** @type {Fault[]} */
const badLinks = [
	...links.map(([name, url]) => ({
		name: `link ${name}`,
		script: { patch: { 'data.url': url } },
		expect: { link: 'link_rejected' },
	})),
	...['', 5, null, {}, ['https://my.b2copy-demo.example/f5f9']].map((url) => ({
		name: `link is ${JSON.stringify(url)}`,
		script: { patch: { 'data.url': url } },
		expect: { link: 'malformed_response' },
	})),
];

/** @type {Fault[]} */
export const faults = [
	...network,
	...bodies,
	...refusals,
	...badTokens,
	{
		name: 'another token type than Bearer',
		script: (/** @type {Paths} */ { type }) => ({ patch: { [type]: 'mac' } }),
		expect: { token: 'malformed_response', b2copyBackOffice: 'good answer' },
	},
	...badLinks,
];
