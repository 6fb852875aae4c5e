import { join } from 'node:path';
import { ask, run } from '../program.mjs';

const user = { email: 'svc-n8n@example.com', password: 'Right-password-1' };

/** Community Solid Server with the accounts of its standard configuration. */
export default {
	title: 'Community Solid Server',
	version: '7.2.0',
	recipe: 'Community Solid Server',
	packages: { npm: { '@solid/community-server': '7.2.0' } },
	async start({ folder, modules, node, port }) {
		const program = join(modules, '@solid/community-server/bin/server.js');
		const url = `http://127.0.0.1:${port}`;
		const args = [program, '--port', `${port}`, '--baseUrl', url, '--loggingLevel', 'warn'];
		return { url, ...(await run(node, args, { url, cwd: folder })) };
	},
	async addUser({ url }) {
		const { authorization } = await ask(`${url}/.account/account/`, {});
		const headers = {
			authorization: `CSS-Account-Token ${authorization}`,
			accept: 'application/json',
		};
		const { controls } = await ask(`${url}/.account/`, undefined, headers);
		await ask(controls.password.create, user, headers);
		return { ...user, passwords: new URL(controls.password.create).pathname };
	},
	ended: 'sign-out',
	async end({ url }, token) {
		const headers = { authorization: `CSS-Account-Token ${token}`, accept: 'application/json' };
		const { controls } = await ask(`${url}/.account/`, undefined, headers);
		await ask(controls.account.logout, {}, headers);
	},
	stop: async ({ stop }) => await stop(),
	differs: {
		call: (_server, { passwords }) => ({ url: passwords }),
		format: false,
		lifetime: 1_209_600,
	},
};
