import { afterEach, beforeEach } from '@jest/globals';
import { startSandbox } from '../../sandbox/sandbox.mjs';

const password = { grant_type: 'password' };
const machine = { grant_type: 'client_credentials' };

/** The example logins, as the services want them. */
export const logins = {
	spryker: { ...password, username: 'sonia@spryker.com', password: 'change123' },
	voipex: {
		...{ ...password, client_id: 'api', username: 'your@email.com' },
		password: 'voipex-password',
	},
	tradevest: { ...machine, client_id: 'partner', client_secret: 'partner-secret' },
	b2copy: { email: 'username@example.com', password: 'Secret123' },
	link: { account_id: '77632289', secret_key: 'Password1234!', investment_platform_id: '1' },
	custom: { ...password, username: 'user', password: 'custom-password' },
	login: { username: 'user', password: 'custom-password' },
};

export const paths = {
	spryker: '/spryker/token',
	voipex: '/voipex/token',
	tradevest: '/tradevest/oauth2/token',
	b2copy: '/b2copy/api/v2/signin',
	link: '/b2copy/api/v1/standalone/auth/getAuthUrl',
	custom: '/custom/token',
	login: '/custom/login',
};

/** @typedef {Record<string, string>} Texts */

/** A sandbox for each test of the file, on a free port and on a clock that only the test moves. */
export function useSandbox() {
	/** @type {Awaited<ReturnType<typeof startSandbox>>} */
	let sandbox;
	let time = 0;

	beforeEach(async () => {
		time = Date.UTC(2026, 0, 1);
		sandbox = await startSandbox({ port: 0, now: () => time });
	});
	afterEach(() => sandbox.close());

	const client = {
		url: (/** @type {string} */ path) => sandbox.url + path,
		advance: (/** @type {number} */ seconds) => void (time += seconds * 1000),
		/** @param {string} path @param {RequestInit} [init] */
		async request(path, init) {
			const response = await fetch(sandbox.url + path, { redirect: 'manual', ...init });
			const text = await response.text();
			return { status: response.status, headers: response.headers, text, json: jsonOf(text) };
		},
		/** @param {string} path @param {Texts | string} fields @param {Texts} [headers] */
		form: (path, fields, headers) =>
			client.request(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
		/** @param {string} path @param {unknown} value */
		json: (path, value) =>
			client.request(path, {
				method: 'POST',
				body: JSON.stringify(value),
				headers: { 'content-type': 'application/json' },
			}),
		/** @param {string} provider @param {string} [token] */
		whoami: (provider, token) =>
			client.request(`/${provider}/whoami`, {
				headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
			}),
		/** @param {string} name @param {unknown} [input] */
		control: (name, input = {}) => client.json(`/__sandbox/${name}`, input),
		log: async () => (await client.request('/__sandbox/log')).json,
		/** The counters of an endpoint that are not 0. @param {string} endpoint */
		async counters(endpoint) {
			const { concurrentMax, ...counted } = (await client.log()).counters[endpoint];
			return Object.fromEntries(Object.entries(counted).filter(([, value]) => value !== 0));
		},
	};
	return client;
}

/** @param {string} text */
function jsonOf(text) {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
