import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { run } from '../program.mjs';

const user = { username: 'svc-n8n', password: 'Right-password-1' };

/** Signal K with its security on. */
export default {
	title: 'Signal K',
	version: '2.32.0',
	recipe: 'Signal K',
	packages: {
		npm: { 'signalk-server': '2.32.0' },
		overrides: { '@signalk/streams': '6.0.0' },
	},
	async start({ folder, modules, node, port }) {
		const { hashSync } = createRequire(join(modules, 'signalk-server/'))('bcryptjs');
		const security = {
			...{ allow_readonly: false, expiration: '1d', secretKey: 'key-of-this-run' },
			...{ immutableConfig: false, acls: [], devices: [] },
			users: [{ username: user.username, type: 'admin', password: hashSync(user.password, 8) }],
		};
		const settings = {
			...{ port, ssl: false, mdns: false, interfaces: {}, pipedProviders: [] },
			security: { strategy: './tokensecurity' },
		};
		await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
		await writeFile(join(folder, 'security.json'), JSON.stringify(security), { mode: 0o600 });
		const url = `http://127.0.0.1:${port}`;
		const args = [join(modules, 'signalk-server/bin/signalk-server'), '-c', folder];
		const env = { PORT: `${port}`, SIGNALK_DISABLE_SERVER_UPDATES: '1' };
		return { url, ...(await run(node, args, { url, cwd: folder, env })), folder, security };
	},
	addUser: async () => user,
	ended: 'restart with another key',
	async end({ restart, folder, security }) {
		const changed = { ...security, secretKey: 'another-key' };
		await writeFile(join(folder, 'security.json'), JSON.stringify(changed));
		await restart();
	},
	stop: async ({ stop }) => await stop(),
	differs: {
		call: '/signalk/v1/api/',
		format: { code: 'redirect_refused' },
		field: { code: 'credentials_rejected', names: ['Username'] },
		lifetime: 86_400,
		lockout: { tries: 100, within: 600 },
	},
};
