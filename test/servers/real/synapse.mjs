import { createHmac } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import execa from 'execa';
import { ask, run } from '../program.mjs';
import { user } from '../site.mjs';

const secret = 'of this run';

/** Matrix Synapse on SQLite, with the limits of sign-ins that it comes with. */
export default {
	title: 'Matrix Synapse',
	version: '1.163.0',
	recipe: 'Matrix',
	packages: { pypi: { 'matrix-synapse': '1.163.0' } },
	async start({ folder, modules, port }) {
		const url = `http://127.0.0.1:${port}`;
		const python = join(modules, 'bin', 'python');
		const [defaults, own] = [join(folder, 'defaults.yaml'), join(folder, 'own.yaml')];
		const listener = { port, type: 'http', bind_addresses: ['127.0.0.1'] };
		const listeners = [{ ...listener, resources: [{ names: ['client'] }] }];
		const settings = { registration_shared_secret: secret, listeners, trusted_key_servers: [] };
		await writeFile(own, JSON.stringify(settings));
		const synapse = ['-m', 'synapse.app.homeserver', '--config-path', defaults];
		const name = ['--server-name', 'acme.example', '--report-stats', 'no'];
		await execa(python, [...synapse, ...name, '--generate-config'], { cwd: folder });
		const args = [...synapse, '--config-path', own];
		return { url, ...(await run(python, args, { url, cwd: folder })) };
	},
	async addUser({ url }) {
		const address = `${url}/_synapse/admin/v1/register`;
		const { nonce } = await ask(address);
		const { username, password } = user;
		const mac = createHmac('sha1', secret)
			.update([nonce, username, password, 'notadmin'].join('\0'))
			.digest('hex');
		await ask(address, { nonce, username, password, admin: false, mac });
		return user;
	},
	ended: 'sign-out',
	end: async ({ url }, token) =>
		await ask(`${url}/_matrix/client/v3/logout`, {}, { authorization: `Bearer ${token}` }),
	stop: async ({ stop }) => await stop(),
	differs: {
		call: '/_matrix/client/v3/account/whoami',
		lifetime: null,
		used: 604_800,
		lockout: { tries: 5 },
	},
};
