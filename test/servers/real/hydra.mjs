import { join } from 'node:path';
import { freePort } from '../../../demo/n8n.mjs';
import { ask, run } from '../program.mjs';

const client = { 'client-id': 'n8n', 'client-secret': 'Right-secret-1', scope: 'orders' };

/** Ory Hydra with its database in memory. */
export default {
	title: 'Ory Hydra',
	version: '2.3.0',
	recipe: 'Ory Hydra',
	packages: {
		go: {
			program: 'github.com/ory/hydra/v2',
			version: 'v2.3.0',
			tags: 'sqlite',
			replace:
				'github.com/gobuffalo/pop/v6=github.com/ory/pop/v6@v6.2.1-0.20241121111754-e5dfc0f3344b',
		},
	},
	/** @param {{ folder: string, modules: string, port: number }} place */
	async start({ folder, modules, port }) {
		const [url, adminPort] = [`http://127.0.0.1:${port}`, await freePort()];
		const env = {
			...{ DSN: 'memory', SECRETS_SYSTEM: 'Right-secret-for-this-run', URLS_SELF_ISSUER: url },
			...{ SERVE_PUBLIC_HOST: '127.0.0.1', SERVE_PUBLIC_PORT: `${port}` },
			...{ SERVE_ADMIN_HOST: '127.0.0.1', SERVE_ADMIN_PORT: `${adminPort}` },
			...{ SQA_OPT_OUT: 'true' },
		};
		const args = ['serve', 'all', '--dev'];
		const program = join(modules, 'hydra');
		const running = await run(program, args, { url: `${url}/health/ready`, cwd: folder, env });
		return { url, adminUrl: `http://127.0.0.1:${adminPort}/admin`, ...running };
	},
	/** @param {any} server */
	async addUser({ adminUrl }) {
		await ask(`${adminUrl}/clients`, {
			...{ client_id: client['client-id'], client_secret: client['client-secret'] },
			...{ grant_types: ['client_credentials'], scope: client.scope },
		});
		return client;
	},
	ended: 'revocation',
	/** @param {any} server @param {string} token */
	async end({ url }, token) {
		const { 'client-id': id, 'client-secret': secret } = client;
		await fetch(`${url}/oauth2/revoke`, {
			method: 'POST',
			headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
			body: new URLSearchParams({ token }),
		});
	},
	/** @param {any} server */
	stop: async ({ stop }) => await stop(),
	differs: {
		call: '/userinfo',
		wrong: { clientSecret: 'Wrong-secret-1' },
		rejected: { names: ['Client ID', 'Client Secret'] },
		field: false,
		lifetime: 3600,
	},
};
