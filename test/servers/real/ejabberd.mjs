import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ask, run } from '../program.mjs';

const user = { username: 'svc-n8n@localhost', password: 'Right-password-1' };
const allowed = ['register', 'oauth_revoke_token'];

/** ejabberd with OAuth for its API. */
export default {
	title: 'ejabberd',
	version: '23.01',
	form: {
		...{ tokenUrl: 'https://<host>/oauth/token', testUrl: 'https://<host>/api/status' },
		...{ username: '<username>', password: '<password>' },
		...{ showAdvanced: true, scope: 'ejabberd:admin' },
	},
	packages: { debian: ['ejabberd=23.01*', 'erlang-p1-oauth2'] },
	fast: true,
	/** @param {{ folder: string, modules: string, port: number }} place */
	async start({ folder, modules, port }) {
		const settings = {
			hosts: ['localhost'],
			...{ loglevel: 'warning', oauth_access: 'all' },
			listen: [
				{
					...{ port, ip: '127.0.0.1', module: 'ejabberd_http' },
					request_handlers: { '/api': 'mod_http_api', '/oauth': 'ejabberd_oauth' },
				},
			],
			acl: { admin: { user: [user.username] } },
			api_permissions: {
				setup: { from: ['mod_http_api'], who: [{ ip: '127.0.0.1/8' }], what: allowed },
				admin: {
					from: ['mod_http_api'],
					who: [{ oauth: [{ scope: 'ejabberd:admin' }, { access: [{ allow: 'admin' }] }] }],
					what: '*',
				},
			},
			modules: {},
		};
		await mkdir(join(folder, 'database'));
		await writeFile(join(folder, 'ejabberd.yml'), JSON.stringify(settings));
		const root = join(modules, 'usr/lib/erlang');
		const bin = join(root, 'erts-13.1.5/bin');
		const libraries = join(modules, 'usr/lib/x86_64-linux-gnu');
		const env = {
			...{ ROOTDIR: root, BINDIR: bin, EMU: 'beam', PROGNAME: 'erl' },
			...{ ERL_LIBS: libraries, LD_LIBRARY_PATH: libraries },
			EJABBERD_CONFIG_PATH: join(folder, 'ejabberd.yml'),
			EJABBERD_LOG_PATH: join(folder, 'ejabberd.log'),
		};
		const database = ['-mnesia', 'dir', `"${join(folder, 'database')}"`];
		const url = `http://127.0.0.1:${port}`;
		const args = ['-noinput', ...database, '-s', 'ejabberd'];
		return { url, ...(await run(join(bin, 'erlexec'), args, { url, cwd: folder, env })) };
	},
	/** @param {any} server */
	async addUser({ url }) {
		const [name, host] = user.username.split('@');
		await ask(`${url}/api/register`, { user: name, host, password: user.password });
		return user;
	},
	ended: 'revocation',
	/** @param {any} server @param {string} token */
	end: async ({ url }, token) => await ask(`${url}/api/oauth_revoke_token`, { token }),
	/** @param {any} server */
	stop: async ({ stop }) => await stop(),
	differs: {
		call: '/api/status',
		// It closes the connection, as a server does that is about to end.
		rejected: { code: 'provider_unavailable', requests: 3 },
		field: { code: 'provider_unavailable', requests: 3, names: [] },
		lifetime: 4294,
	},
};
