import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startPostgres } from '../../queue/servers.mjs';
import { ask, runApp } from '../program.mjs';

const user = { username: 'svc-n8n@example.com', password: 'Right-password-1' };
const account = { database: 'nocodb', user: 'nocodb', password: 'nocodb' };
const source = `
import { createServer } from 'node:http';
import express from 'express';
import nocodb from 'nocodb';

const app = express();
const server = createServer(app);
app.use(await nocodb.Noco.init({}, server, app));
server.listen(process.env.PORT);
`;

/** NocoDB on PostgreSQL. */
export default {
	title: 'NocoDB',
	version: '0.301.3',
	recipe: 'NocoDB',
	packages: {
		npm: { nocodb: '0.301.3', express: '4.22.2' },
		overrides: { xlsx: '0.18.5' },
	},
	async start(place) {
		// Not compiled, and not needed beside PostgreSQL.
		await writeFile(join(place.modules, 'sqlite3/lib/sqlite3.js'), '');
		const database = await startPostgres(place.folder, account);
		const env = {
			NC_DB: `pg://127.0.0.1:${database.port}?u=nocodb&p=nocodb&d=nocodb`,
			NC_DISABLE_TELE: 'true',
		};
		return { ...(await runApp(place, source, env)), database };
	},
	async addUser({ url }) {
		const { username: email, password } = user;
		await ask(`${url}/api/v1/auth/user/signup`, { email, password });
		return user;
	},
	ended: 'sign-out',
	end: async ({ url }, token) =>
		await ask(`${url}/api/v1/auth/user/signout`, {}, { 'xc-auth': token }),
	async stop({ stop, database }) {
		await stop();
		await database.stop();
	},
	differs: {
		call: '/api/v2/meta/bases',
		format: false,
		field: { code: 'credentials_rejected', names: ['Username'] },
		lifetime: 36_000,
	},
};
