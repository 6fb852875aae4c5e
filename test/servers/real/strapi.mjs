import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startPostgres } from '../../queue/servers.mjs';
import { runApp } from '../program.mjs';

const user = { username: 'svc-n8n', password: 'Right-password-1' };
const account = { database: 'strapi', user: 'strapi', password: 'strapi' };
const connection = `{ connectionString: process.env.DATABASE }`;
/** Files of a project, below `config`. */
const config = {
	database: `{ connection: { client: 'postgres', connection: ${connection} } }`,
	server: `{ host: '127.0.0.1', port: Number(process.env.PORT), app: { keys: ['a key', 'another'] } }`,
	admin: `{ serveAdminPanel: false, auth: { secret: 'a' }, apiToken: { salt: 'b' }, transfer: { token: { salt: 'c' } } }`,
	plugins: `{ 'users-permissions': { config: { jwtSecret: process.env.JWT } } }`,
	api: '{}',
};
const source = `
import { createRequire } from 'node:module';

const { createStrapi } = createRequire(import.meta.url)('@strapi/strapi');

const strapi = await createStrapi({ appDir: process.cwd(), distDir: process.cwd() }).load();
const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'authenticated' } });
const login = { ...${JSON.stringify(user)}, email: 'svc-n8n@example.com', provider: 'local' };
const service = strapi.plugin('users-permissions').service('user');
if ((await service.fetchAll({})).length === 0) await service.add({ ...login, confirmed: true, role: role.id });
await strapi.server.mount();
await strapi.start();
`;

/** Strapi with users and permissions, on PostgreSQL and without its pages. */
export default {
	title: 'Strapi',
	version: '5.54.0',
	recipe: 'Strapi',
	packages: {
		npm: {
			...{ '@strapi/strapi': '5.54.0', '@strapi/plugin-users-permissions': '5.54.0', pg: '8.16.3' },
			...{ react: '18.3.1', 'react-dom': '18.3.1', 'react-router-dom': '6.30.1' },
			'styled-components': '6.1.19',
		},
	},
	async start(place) {
		const { folder } = place;
		for (const name of ['config', 'src', 'public/uploads', 'database/migrations']) {
			await mkdir(join(folder, name), { recursive: true });
		}
		for (const [name, value] of Object.entries(config)) {
			await writeFile(join(folder, 'config', `${name}.js`), `module.exports = ${value};`);
		}
		const dependencies = { '@strapi/plugin-users-permissions': '5.54.0' };
		const manifest = { name: 'site', version: '1.0.0', dependencies, strapi: { uuid: false } };
		await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
		const database = await startPostgres(folder, account);
		const uri = `postgres://strapi:strapi@127.0.0.1:${database.port}/strapi`;
		const env = { DATABASE: uri, JWT: 'key of this run', STRAPI_TELEMETRY_DISABLED: 'true' };
		return { ...(await runApp(place, source, { ...env, NODE_ENV: 'production' })), database };
	},
	addUser: async () => user,
	ended: 'restart with another key',
	end: async ({ restart }) => await restart({ JWT: 'another key' }),
	async stop({ stop, database }) {
		await stop();
		await database.stop();
	},
	differs: {
		call: '/api/users/me',
		format: false,
		lifetime: 2_592_000,
		lockout: { tries: 10, within: 60 },
	},
};
