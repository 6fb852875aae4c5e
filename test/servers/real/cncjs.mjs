import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { run } from '../program.mjs';

const user = { username: 'svc-n8n', password: 'Right-password-1' };

/** CNCjs with a user. */
export default {
	title: 'CNCjs',
	version: '1.11.5',
	recipe: 'CNCjs',
	packages: { npm: { cncjs: '1.11.5' } },
	async start({ folder, modules, node, port }) {
		const { hashSync } = createRequire(join(modules, 'cncjs/'))('bcrypt-nodejs');
		const users = [
			{ id: '1', name: user.username, password: hashSync(user.password), enabled: true },
		];
		const config = join(folder, 'cncrc');
		await writeFile(config, JSON.stringify({ secret: 'key of this run', users }));
		const program = join(modules, 'cncjs/bin/cncjs');
		const args = [program, '--port', `${port}`, '--host', '127.0.0.1', '--config', config];
		const url = `http://127.0.0.1:${port}`;
		return { url, ...(await run(node, args, { url, cwd: folder })), config, users };
	},
	addUser: async () => user,
	ended: 'restart with another key',
	async end({ restart, config, users }) {
		await writeFile(config, JSON.stringify({ secret: 'another key', users }));
		await restart();
	},
	stop: async ({ stop }) => await stop(),
	differs: {
		call: '/api/users',
		format: false,
		field: { code: 'credentials_rejected', names: ['Username'] },
		lifetime: 2_592_000,
	},
};
