import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import execa from 'execa';
import { startPostgres } from '../../queue/servers.mjs';
import { run } from '../program.mjs';

const version = '2.21.2';
const user = { email: 'svc-n8n@example.com', password: 'Right-password-1' };
const account = { database: 'medusa', user: 'medusa', password: 'medusa' };
const quiet = { NODE_ENV: 'production', MEDUSA_DISABLE_TELEMETRY: 'true' };
const source = `
const { defineConfig } = require('@medusajs/framework/utils');
const { DATABASE: databaseUrl, JWT: jwtSecret } = process.env;
const cors = { storeCors: '', adminCors: '', authCors: '' };
const http = { ...cors, jwtSecret, cookieSecret: 'a secret for this run' };
const databaseDriverOptions = { connection: { ssl: false } };
module.exports = defineConfig({
	projectConfig: { databaseUrl, databaseDriverOptions, http },
	admin: { disable: true },
});
`;

/** Medusa on PostgreSQL, without its pages. */
export default {
	title: 'Medusa',
	version,
	recipe: 'Medusa',
	packages: {
		npm: {
			...{ '@medusajs/medusa': version, '@medusajs/cli': version, '@medusajs/framework': version },
			pg: '8.16.3',
		},
	},
	async start({ folder, modules, node, port }) {
		const database = await startPostgres(folder, account);
		const uri = `postgres://medusa:medusa@127.0.0.1:${database.port}/medusa`;
		const env = { DATABASE: uri, JWT: 'key of this run', HOME: folder, ...quiet };
		await symlink(modules, join(folder, 'node_modules'));
		await writeFile(join(folder, 'medusa-config.js'), source);
		await writeFile(join(folder, 'package.json'), '{"dependencies":{"@medusajs/medusa":"*"}}');
		const program = join(modules, '@medusajs/cli/cli.js');
		const medusa = async (...args) => await execa(node, [program, ...args], { cwd: folder, env });
		await medusa('db:migrate', '--execute-safe-links', '--skip-scripts');
		await medusa('user', '--email', user.email, '--password', user.password);
		const url = `http://127.0.0.1:${port}`;
		const args = [program, 'start', '--host', '127.0.0.1', '--port', `${port}`];
		return { url, ...(await run(node, args, { url, cwd: folder, env })), database };
	},
	addUser: async () => user,
	ended: 'restart with another key',
	end: async ({ restart }) => await restart({ JWT: 'another key' }),
	async stop({ stop, database }) {
		await stop();
		await database.stop();
	},
	differs: {
		call: '/admin/users/me',
		format: false,
		field: { code: 'credentials_rejected' },
		lifetime: 86_400,
	},
};
