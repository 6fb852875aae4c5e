import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import execa from 'execa';
import { startPostgres } from '../../queue/servers.mjs';
import { run } from '../program.mjs';

const user = { email: 'svc-n8n@example.com', password: 'Right-password-1' };
const account = { database: 'directus', user: 'directus', password: 'directus' };

/** Directus on PostgreSQL. */
export default {
	title: 'Directus',
	version: '12.4.1',
	recipe: 'Directus',
	packages: {
		npm: { directus: '12.4.1', pg: '8.16.3' },
		overrides: { '@directus/app': '18.0.0' },
	},
	async start({ folder, modules, node, port }) {
		// The sandbox for scripts of flows is not compiled, and not needed.
		await writeFile(join(modules, 'isolated-vm/isolated-vm.js'), '');
		const database = await startPostgres(folder, account);
		const url = `http://127.0.0.1:${port}`;
		const env = {
			...{
				HOST: '127.0.0.1',
				PORT: `${port}`,
				PUBLIC_URL: url,
				SECRET: 'key of this run',
				TELEMETRY: 'false',
			},
			...{
				DB_CLIENT: 'pg',
				DB_HOST: '127.0.0.1',
				DB_PORT: `${database.port}`,
				DB_DATABASE: 'directus',
			},
			...{ DB_USER: 'directus', DB_PASSWORD: 'directus' },
			...{ ADMIN_EMAIL: user.email, ADMIN_PASSWORD: user.password },
		};
		const program = join(modules, 'directus/cli.js');
		await execa(node, [program, 'bootstrap'], { cwd: folder, env: { ...env, HOME: folder } });
		return { url, ...(await run(node, [program, 'start'], { url, cwd: folder, env })), database };
	},
	addUser: async () => user,
	ended: 'restart with another key',
	end: async ({ restart }) => await restart({ SECRET: 'another key' }),
	async stop({ stop, database }) {
		await stop();
		await database.stop();
	},
	differs: {
		call: '/users/me',
		lifetime: 900,
		lockout: { tries: 26, code: 'credentials_rejected' },
	},
};
