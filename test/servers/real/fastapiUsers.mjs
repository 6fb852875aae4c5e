import { ask } from '../program.mjs';
import { startSite, user } from '../site.mjs';

/** The full example of FastAPI Users, with its JWT. */
export default {
	title: 'FastAPI Users',
	version: '15.0.5',
	recipe: 'FastAPI Users',
	packages: {
		pypi: {
			'fastapi-users[sqlalchemy]': '15.0.5',
			fastapi: '0.165.0',
			aiosqlite: '0.22.1',
			uvicorn: '0.54.0',
		},
	},
	fast: true,
	start: startSite('fastapi_users_site.py'),
	addUser: register,
	ended: 'restart',
	async end(server) {
		await server.restart();
		await register(server);
	},
	stop: async ({ stop }) => await stop(),
	differs: { call: '/me', lifetime: 3600 },
};

/** Tokens and users are gone with the process. */
async function register({ url }) {
	const { password } = user;
	const email = 'svc-n8n@acme.example';
	await ask(`${url}/auth/register`, { email, password });
	return { email, password };
}
