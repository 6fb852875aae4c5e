import { join } from 'node:path';
import { ask, run } from '../program.mjs';

const user = { username: 'svc-n8n', password: 'Right-password-1' };

/** etcd with authentication, by its gateway for JSON. */
export default {
	title: 'etcd',
	version: '3.4.23',
	recipe: 'etcd',
	packages: { debian: ['etcd-server=3.4.23*'] },
	fast: true,
	/** @param {{ folder: string, modules: string, port: number }} place */
	async start({ folder, modules, port }) {
		const url = `http://127.0.0.1:${port}`;
		const listen = ['--listen-client-urls', url, '--advertise-client-urls', url];
		const args = [...listen, '--listen-peer-urls', 'http://127.0.0.1:0', '--data-dir', folder];
		const launch = async () => await run(join(modules, 'usr/bin/etcd'), args, { url, cwd: folder });
		let program = await launch();
		return {
			url,
			stop: async () => await program.stop(),
			async restart() {
				await program.stop();
				program = await launch();
			},
		};
	},
	/** @param {any} server */
	async addUser({ url }) {
		const { username: name, password } = user;
		await ask(`${url}/v3/auth/user/add`, { name: 'root', password });
		await ask(`${url}/v3/auth/user/grant`, { user: 'root', role: 'root' });
		await ask(`${url}/v3/auth/user/add`, { name, password });
		await ask(`${url}/v3/auth/user/grant`, { user: name, role: 'root' });
		await ask(`${url}/v3/auth/enable`, {});
		return user;
	},
	ended: 'restart',
	/** @param {any} server */
	end: async ({ restart }) => await restart(),
	/** @param {any} server */
	stop: async ({ stop }) => await stop(),
	differs: {
		call: () => ({ url: '/v3/kv/range', method: 'POST', body: { key: btoa('any') } }),
		lifetime: 300,
		used: 240,
		field: { code: 'credentials_rejected', names: [] },
	},
};
