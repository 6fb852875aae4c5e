import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import execa from 'execa';
import { run } from '../program.mjs';

const user = { 'machine-id': 'svc-n8n', password: 'Right-password-1' };

/** The Local API of CrowdSec, without its agent and its central service. */
export default {
	title: 'CrowdSec',
	version: '1.4.6',
	recipe: 'CrowdSec (Local API)',
	packages: { debian: ['crowdsec=1.4.6*'] },
	fast: true,
	/** @param {{ folder: string, modules: string, port: number }} place */
	async start({ folder, modules, port }) {
		const config = join(folder, 'config.yaml');
		const server = {
			listen_uri: `127.0.0.1:${port}`,
			profiles_path: join(modules, 'etc/crowdsec/profiles.yaml'),
		};
		const settings = {
			common: { log_media: 'stdout' },
			config_paths: { config_dir: folder, data_dir: folder, hub_dir: folder },
			db_config: { type: 'sqlite', db_path: join(folder, 'crowdsec.db') },
			api: { client: { credentials_path: join(folder, 'client.yaml') }, server },
			prometheus: { enabled: false },
		};
		await writeFile(config, JSON.stringify(settings));
		await writeFile(join(folder, 'client.yaml'), '');
		const url = `http://127.0.0.1:${port}`;
		const launch = async () =>
			await run(join(modules, 'usr/bin/crowdsec'), ['-c', config, '-no-cs'], { url, cwd: folder });
		let program = await launch();
		return {
			url,
			stop: async () => await program.stop(),
			async restart() {
				await program.stop();
				program = await launch();
			},
			/** @param {string[]} args */
			cscli: async (...args) =>
				await execa(join(modules, 'usr/bin/cscli'), ['-c', config, ...args]),
		};
	},
	/** @param {any} server */
	async addUser({ cscli }) {
		const { 'machine-id': name, password } = user;
		await cscli('machines', 'add', name, '--password', password, '--file', '/dev/null', '--force');
		return user;
	},
	ended: 'restart',
	/** @param {any} server */
	end: async ({ restart }) => await restart(),
	/** @param {any} server */
	stop: async ({ stop }) => await stop(),
	differs: {
		call: '/v1/alerts',
		format: { code: 'credentials_rejected' },
		field: { code: 'credentials_rejected', quotes: 'input format error', names: [] },
		lifetime: 3600,
	},
};
