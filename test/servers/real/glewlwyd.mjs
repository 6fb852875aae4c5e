import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import execa from 'execa';
import { run } from '../program.mjs';

const user = { username: 'svc-n8n', password: 'Right-password-1' };
const client = { 'client-id': 'n8n', 'client-secret': 'Right-secret-1' };
const scope = 'n8n';

/** The plugin for OAuth 2 that signs in with a password. @param {string} key of its tokens */
const plugin = (key) => ({
	...{ module: 'oauth2-glewlwyd', name: 'glwd', display_name: 'OAuth 2', enabled: true },
	parameters: {
		...{ url: 'glwd', 'jwt-type': 'sha', 'jwt-key-size': '256', key },
		...{ 'access-token-duration': 3600, 'refresh-token-duration': 1_209_600, 'code-duration': 600 },
		...{ 'refresh-token-rolling': true, 'auth-type-code-enabled': false },
		...{ 'auth-type-implicit-enabled': false, 'auth-type-password-enabled': true },
		...{ 'auth-type-client-enabled': true, 'auth-type-refresh-enabled': true },
		scope: [],
	},
});

/** Glewlwyd with SQLite and its plugin for OAuth 2. */
export default {
	title: 'Glewlwyd',
	version: '2.7.5',
	recipe: 'Glewlwyd',
	packages: { debian: ['glewlwyd=2.7.5*', 'sqlite3'] },
	fast: true,
	/** @param {{ folder: string, modules: string, port: number }} place */
	async start({ folder, modules, port }) {
		const url = `http://127.0.0.1:${port}`;
		const documentation = join(modules, 'usr/share/doc/glewlwyd');
		const unpacked = (/** @type {string} */ file) =>
			gunzipSync(readFileSync(join(documentation, file))).toString();
		const database = join(folder, 'glewlwyd.db');
		await execa('sqlite3', [database], { input: unpacked('database/init.sqlite3.sql.gz') });
		const settings = unpacked('glewlwyd.conf.sample.gz')
			.replace('port=4593', `port=${port}\nbind_address="127.0.0.1"`)
			.replace('http://localhost:4593', url)
			.replace('cookie_domain="localhost"', '')
			.replace('cookie_secure=1', 'cookie_secure=0')
			.replace('/var/cache/glewlwyd/glewlwyd.db', database)
			.replaceAll('"/usr/', `"${modules}/usr/`);
		await writeFile(join(folder, 'glewlwyd.conf'), settings);
		const env = { LD_LIBRARY_PATH: join(modules, 'usr/lib/x86_64-linux-gnu') };
		const args = ['--config-file', join(folder, 'glewlwyd.conf')];
		const program = join(modules, 'usr/bin/glewlwyd');
		return { url, ...(await run(program, args, { url, cwd: folder, env })) };
	},
	/** @param {any} server */
	async addUser(server) {
		const { url } = server;
		const login = { username: 'admin', password: 'password' };
		const { headers } = await fetch(`${url}/api/auth/`, {
			...{ method: 'POST', body: JSON.stringify(login) },
			headers: { 'content-type': 'application/json' },
		});
		const cookie = headers.getSetCookie().join('; ');
		/** @param {string} path @param {object} body @param {string} [method] */
		async function manage(path, body, method = 'POST') {
			const response = await fetch(`${url}/api${path}`, {
				...{ method, body: JSON.stringify(body) },
				headers: { 'content-type': 'application/json', cookie },
			});
			if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
		}
		server.manage = manage;
		await manage('/scope/', { name: scope, display_name: scope, password_required: true });
		await manage('/user/', {
			...user,
			name: 'Service',
			enabled: true,
			scope: ['g_profile', scope],
		});
		await manage('/client/', {
			...{ client_id: client['client-id'], client_secret: client['client-secret'] },
			...{ name: 'n8n', confidential: true, enabled: true, authorization_type: ['password'] },
		});
		await manage('/mod/plugin/', plugin('Right-key-1'));
		return { ...user, ...client, plugin: 'glwd', scope: `g_profile ${scope}` };
	},
	ended: 'another key',
	/** @param {any} server */
	async end({ manage }) {
		await manage('/mod/plugin/glwd', plugin('Right-key-2'), 'PUT');
		await manage('/mod/plugin/glwd/reset', {}, 'PUT');
	},
	/** @param {any} server */
	stop: async ({ stop }) => await stop(),
	differs: {
		call: '/api/glwd/profile',
		rejected: { code: 'access_denied' },
		format: { code: 'credentials_rejected' },
		field: { code: 'credentials_rejected' },
		lifetime: 3600,
	},
};
