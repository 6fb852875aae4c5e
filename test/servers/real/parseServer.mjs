import { startPostgres } from '../../queue/servers.mjs';
import { ask, runApp } from '../program.mjs';

const user = { username: 'svc-n8n', password: 'Right-password-1' };
const account = { database: 'parse', user: 'parse', password: 'parse' };
const source = `
import express from 'express';
import { ParseServer } from 'parse-server';

const server = new ParseServer({
	...{ appId: 'app', masterKey: 'master', databaseURI: process.env.DATABASE },
	...{ serverURL: 'http://127.0.0.1:' + process.env.PORT, accountLockout: { threshold: 6, duration: 5 } },
});
await server.start();
express().use('/', server.app).listen(process.env.PORT);
`;
const headers = { 'X-Parse-Application-Id': 'app', 'X-Parse-REST-API-Key': '' };

/** Parse Server on PostgreSQL, with its account lockout. */
export default {
	title: 'Parse Server',
	version: '9.10.0',
	recipe: 'Parse Server / Back4App',
	packages: { npm: { 'parse-server': '9.10.0', express: '4.22.2' } },
	async start(place) {
		const database = await startPostgres(place.folder, account);
		const uri = `postgres://parse:parse@127.0.0.1:${database.port}/parse`;
		return { ...(await runApp(place, source, { DATABASE: uri })), database };
	},
	async addUser({ url }) {
		await ask(`${url}/users`, user, headers);
		return { ...user, app: 'app', key: 'none' };
	},
	ended: 'sign-out',
	end: async ({ url }, token) =>
		await ask(`${url}/logout`, {}, { ...headers, 'X-Parse-Session-Token': token }),
	async stop({ stop, database }) {
		await stop();
		await database.stop();
	},
	differs: {
		call: () => ({ url: '/users/me', headers }),
		format: false,
		lifetime: 31_536_000,
		used: 86_400,
		lockout: { tries: 6, code: 'credentials_rejected' },
	},
};
