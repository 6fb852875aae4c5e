import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ask, run } from '../program.mjs';

const user = { username: 'svc-n8n', password: 'Right-password-1' };

/** Homebridge UI, by itself. */
export default {
	title: 'Homebridge UI',
	version: '5.28.0',
	recipe: 'Homebridge UI',
	packages: {
		npm: { 'homebridge-config-ui-x': '5.28.0', homebridge: '2.4.0' },
		overrides: { '@homebridge/hap-nodejs': '2.2.3', '@homebridge/hap-client': '4.0.3' },
	},
	async start({ folder, modules, node, port }) {
		const bridge = {
			name: 'n8n',
			username: '0E:2A:5C:10:20:30',
			port: port + 1,
			pin: '123-45-678',
		};
		const config = {
			bridge,
			platforms: [{ platform: 'config', name: 'Config', port, host: '127.0.0.1', auth: 'form' }],
		};
		await writeFile(join(folder, 'config.json'), JSON.stringify(config));
		const url = `http://127.0.0.1:${port}`;
		const program = join(modules, 'homebridge-config-ui-x/dist/bin/standalone.js');
		const env = { UIX_STORAGE_PATH: folder, UIX_CONFIG_PATH: join(folder, 'config.json') };
		return { url, ...(await run(node, [program], { url, cwd: folder, env })), folder };
	},
	async addUser({ url }) {
		await ask(`${url}/api/setup-wizard/create-first-user`, { ...user, name: 'n8n', admin: true });
		return user;
	},
	ended: 'restart with another key',
	async end({ restart, folder }) {
		await rm(join(folder, '.uix-secrets'));
		await restart();
	},
	stop: async ({ stop }) => await stop(),
	differs: {
		call: '/api/auth/check',
		rejected: { code: 'access_denied' },
		format: false,
		lifetime: 28_800,
		lockout: { tries: 10 },
	},
};
