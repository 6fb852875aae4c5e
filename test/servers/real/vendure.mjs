import { startPostgres } from '../../queue/servers.mjs';
import { ask, runApp } from '../program.mjs';

const user = { username: 'superadmin', password: 'Right-password-1' };
const account = { database: 'vendure', user: 'vendure', password: 'vendure' };
const source = `
import { bootstrap, DefaultSearchPlugin } from '@vendure/core';

await bootstrap({
	apiOptions: { port: Number(process.env.PORT), adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
	authOptions: {
		tokenMethod: 'bearer',
		superadminCredentials: { identifier: 'superadmin', password: 'Right-password-1' },
		cookieOptions: { secret: 'a secret for this run' },
	},
	dbConnectionOptions: { type: 'postgres', url: process.env.DATABASE, synchronize: true },
	paymentOptions: { paymentMethodHandlers: [] },
	customFields: {},
});
`;
const query = async (url, token, text) => {
	const headers = { authorization: `Bearer ${token}` };
	return await ask(`${url}/admin-api`, { query: text }, headers);
};

/** Vendure's Admin API on PostgreSQL. */
export default {
	title: 'Vendure',
	version: '3.7.3',
	recipe: 'Vendure',
	packages: { npm: { '@vendure/core': '3.7.3', pg: '8.16.3' } },
	async start(place) {
		const database = await startPostgres(place.folder, account);
		const uri = `postgres://vendure:vendure@127.0.0.1:${database.port}/vendure`;
		return { ...(await runApp(place, source, { DATABASE: uri })), database };
	},
	addUser: async () => user,
	ended: 'sign-out',
	end: async ({ url }, token) => await query(url, token, 'mutation { logout { success } }'),
	async stop({ stop, database }) {
		await stop();
		await database.stop();
	},
	differs: {
		call: () => ({ url: '/admin-api', method: 'POST', body: { query: '{ me { identifier } }' } }),
		isLive: ({ data }) => Boolean(data?.me),
		lifetime: 31_536_000,
		used: null,
		lost: 5,
	},
};
