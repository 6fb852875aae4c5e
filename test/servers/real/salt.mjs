import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import execa from 'execa';
import { freePort } from '../../../demo/n8n.mjs';
import { ask, run } from '../program.mjs';
import { user } from '../site.mjs';

/** Salt's master and its API, where whoever knows a shared secret may sign in. */
export default {
	title: 'Salt API',
	version: '3008.4',
	recipe: 'Salt API',
	packages: { pypi: { salt: '3008.4', CherryPy: '18.10.0' } },
	async start({ folder, modules, port }) {
		const url = `http://127.0.0.1:${port}`;
		const settings = {
			root_dir: folder,
			interface: '127.0.0.1',
			publish_port: await freePort(),
			ret_port: await freePort(),
			sharedsecret: user.password,
			external_auth: { sharedsecret: { [user.username]: ['.*', '@runner'] } },
			netapi_enable_clients: ['runner'],
			rest_cherrypy: { host: '127.0.0.1', port, disable_ssl: true },
		};
		await writeFile(join(folder, 'master'), JSON.stringify(settings));
		const [bin, own] = [join(modules, 'bin'), ['-c', folder]];
		const master = execa(join(bin, 'salt-master'), own, { cwd: folder, reject: false });
		const api = await run(join(bin, 'salt-api'), own, { url, cwd: folder });
		return {
			url,
			async stop() {
				await api.stop();
				master.kill();
				await master;
			},
		};
	},
	addUser: async () => ({ ...user, eauth: 'sharedsecret' }),
	ended: 'sign-out',
	end: async ({ url }, token) => await ask(`${url}/logout`, {}, { 'x-auth-token': token }),
	stop: async ({ stop }) => await stop(),
	// Nothing in the response tells a misnamed field from a wrong login.
	differs: {
		call: '/jobs',
		format: false,
		field: { code: 'credentials_rejected', names: [] },
		lifetime: 43_200,
	},
};
