/** Real servers, each a file in `real/`. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readdirSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeIn, nodePackage } from '../../demo/install.mjs';
import { freePort } from '../../demo/n8n.mjs';
import { install } from './install.mjs';

export { setTimeout as sleep } from 'node:timers/promises';

/**
 * How a request ends: one of our codes, the fields of the form that its words name, what they quote,
 * and how many requests it takes if not one.
 *
 * @typedef {{ code?: string, names?: string[], quotes?: string, requests?: number }} Refusal
 *
 * @typedef {{ url: string } & Record<string, any>} Running
 *
 * @typedef {object} Server
 * @property {string} title
 * @property {string} version
 * @property {string} [recipe] the heading in docs/recipes.md whose values are the form, which is filled in with
 *   what `addUser` gives; a server without a recipe has `form` instead, with the same placeholders
 * @property {Record<string, any>} [form]
 * @property {import('./install.mjs').Packages} packages
 * @property {boolean} [fast] installed and started within 30 seconds: runs without `--all` too
 * @property {(place: { folder: string, modules: string, node: string, port: number }) => Promise<Running>} start resolves
 *   once the server answers at `url`. `folder` is its own and is removed later, `modules` is where its packages
 *   are, `node` a Node.js 24
 * @property {(server: Running) => Promise<Record<string, string>>} addUser the values of the recipe
 * @property {(server: Running, token: string) => Promise<unknown>} end makes this token dead
 * @property {string} ended how: sign-out, restart, deletion, expiry
 * @property {(server: Running) => Promise<unknown>} stop
 * @property {Differences} differs
 * @property {string} [before] what was wrong in the package or its recipe before this server ran
 *
 * @typedef {object} Differences what is not as with most servers
 * @property {string | ((server: Running, user: Record<string, string>) => object)} call the path of a GET that
 *   only a live token opens, or the options of an HTTP Request (`url` may be a path)
 * @property {(response: any) => boolean} [isLive] whether the API accepted a call that it answered with 2xx; else it did
 * @property {Record<string, unknown>} [wrong] the fields of a wrong login; else Password is wrong
 * @property {number} [pace] seconds to wait before each row, where good sign-ins count towards a limit too
 * @property {Refusal} [rejected] a wrong login; else `credentials_rejected`, Username and Password
 * @property {Refusal | false} [format] the other body format; else `invalid_configuration`, Body Format.
 *   false: the server reads both
 * @property {Refusal & { form?: Record<string, unknown> } | false} [field] a misnamed field, by `form`, else
 *   Username Parameter; else `invalid_configuration`, Username Parameter. false: the form has no name to get wrong
 * @property {number} [lost] how many of five calls with a dead token fail; else none
 * @property {number | null} lifetime seconds that a token lives; null: until it is ended
 * @property {number | null} [used] seconds that the credential makes use of it; else the same
 * @property {{ tries: number, within?: number, code?: string }} [lockout] after so many wrong logins within
 *   these seconds (900) the right one ends with this code (`rate_limited`) as well; else not after twelve
 */

const folder = join(process.cwd(), 'test', 'servers', 'real');
const require = createRequire(import.meta.url);

/** Whether the slow ones run too: `npm run test:servers -- --all`. */
export const allServers = Boolean(/** @type {any} */ (globalThis).allServers);

/** Those of this run. @type {Array<Server & { name: string }>} */
export const servers = readdirSync(folder)
	.map((file) => ({ name: file.replace('.mjs', ''), ...require(join(folder, file)).default }))
	.filter(({ fast }) => allServers || fast);

/** Installs and starts a server in a folder of its own. @param {Server & { name: string }} server */
export async function open(server) {
	const modules = await install(server.packages.name ?? server.name, server.packages);
	const node = nodeIn(await install('node', { npm: nodePackage }));
	const own = await mkdtemp(join(tmpdir(), `server-${server.name}-`));
	await chmod(own, 0o755); // PostgreSQL runs as another user
	const running = await server.start({ folder: own, modules, node, port: await freePort() });
	return {
		...running,
		async close() {
			await server.stop(running);
			await rm(own, { recursive: true, force: true });
		},
	};
}

/** Counts the requests that n8n's client sends to a server. @param {string} url */
export function countRequests(url) {
	let sent = 0;
	const channel = 'http.client.request.start';
	/** @type {(message: any) => void} */
	const onStart = ({ request }) => {
		if (request.getHeader('host') === new URL(url).host) sent += 1;
	};
	subscribe(channel, onStart);
	return { count: () => sent, end: () => unsubscribe(channel, onStart) };
}
