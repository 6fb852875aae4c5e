import { ask, runApp } from '../program.mjs';

const user = { email: 'svc-n8n@example.com', password: 'Right-password-1' };
const source = `
import { createServer } from 'node:http';
import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { toNodeHandler } from 'better-auth/node';
import { bearer } from 'better-auth/plugins';

const auth = betterAuth({
	baseURL: 'http://127.0.0.1:' + process.env.PORT,
	secret: 'a secret for this run only, 32 characters and more',
	database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
	emailAndPassword: { enabled: true },
	plugins: [bearer()],
});
createServer(toNodeHandler(auth)).listen(process.env.PORT);
`;

/** better-auth with its bearer plugin, in production, where it limits sign-ins. */
export default {
	title: 'better-auth',
	version: '1.7.25',
	recipe: 'better-auth',
	packages: { npm: { 'better-auth': '1.7.25' } },
	start: async (place) => await runApp(place, source, { NODE_ENV: 'production' }),
	async addUser({ url }) {
		await ask(`${url}/api/auth/sign-up/email`, { ...user, name: 'n8n' }, { origin: url });
		return user;
	},
	ended: 'sign-out',
	end: async ({ url }, token) =>
		await ask(`${url}/api/auth/sign-out`, {}, { origin: url, authorization: `Bearer ${token}` }),
	stop: async ({ stop }) => await stop(),
	differs: {
		call: '/api/auth/list-sessions',
		format: false,
		lifetime: 604_800,
		lockout: { tries: 3, within: 10 },
		pace: 10,
	},
};
