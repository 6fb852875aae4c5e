import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ask, run } from '../program.mjs';

/** Node-RED with `adminAuth`. */
export default {
	title: 'Node-RED',
	version: '5.0.7',
	recipe: 'Node-RED',
	packages: { npm: { 'node-red': '5.0.7' } },
	fast: true,
	async start({ folder, modules, node, port }) {
		const user = { username: 'svc-n8n', password: 'Right-password-1' };
		const bcrypt = createRequire(join(modules, 'node-red/'))('bcryptjs');
		const users = [{ ...user, password: bcrypt.hashSync(user.password, 8), permissions: '*' }];
		const adminAuth = { type: 'credentials', users };
		const settings = { adminAuth, telemetry: { enabled: false } };
		await writeFile(join(folder, 'settings.js'), `module.exports = ${JSON.stringify(settings)}`);
		const url = `http://127.0.0.1:${port}`;
		const program = join(modules, 'node-red/red.js');
		const args = [program, '--userDir', folder, '--port', `${port}`];
		return { url, user, ...(await run(node, args, { url, cwd: folder })) };
	},
	addUser: async ({ user }) => user,
	ended: 'sign-out',
	end: async ({ url }, token) =>
		await ask(`${url}/auth/revoke`, { token }, { authorization: `Bearer ${token}` }),
	stop: async ({ stop }) => await stop(),
	differs: {
		call: '/flows',
		rejected: { code: 'credentials_rejected' },
		format: false,
		lifetime: 604_800,
		lockout: { tries: 5, within: 600 },
	},
};
