import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import execa from 'execa';
import { ask, run } from '../program.mjs';

const admin = { username: 'admin', password: 'Right-password-1' };
const client = { clientId: 'n8n', secret: 'Right-secret-1', directAccessGrantsEnabled: true };
const user = { username: 'svc-n8n', password: 'Right-password-1' };

/** @param {string} url @param {string} path below the realm's OpenID Connect endpoints @param {Record<string, string>} form */
async function openId(url, path, form) {
	const body = new URLSearchParams(form);
	const response = await fetch(`${url}/protocol/openid-connect/${path}`, { method: 'POST', body });
	return { status: response.status, text: await response.text() };
}

/**
 * The admin API of the realm `demo`, with a new token for each call: they live a minute.
 *
 * @param {{ url: string }} server
 * @param {string} path below /admin/realms
 * @param {object} [body] without one it is a GET
 * @returns {Promise<any>}
 */
async function manage({ url }, path, body) {
	const login = { grant_type: 'password', client_id: 'admin-cli', ...admin };
	const { text } = await openId(`${url}/realms/master`, 'token', login);
	const authorization = `Bearer ${JSON.parse(text).access_token}`;
	return await ask(`${url}/admin/realms${path}`, body, { authorization });
}

/** Keycloak, built once for a database in memory, with the realm `demo` and the client `n8n` in it. */
export default {
	title: 'Keycloak',
	version: '26.7.3',
	recipe: 'Keycloak (login of a user)',
	before: 'the recipe did not say that a user without an email or name is refused',
	packages: { maven: 'org.keycloak:keycloak-quarkus-dist:26.7.3:zip' },
	/** @param {{ folder: string, modules: string, port: number, https?: string[] }} place */
	async start({ folder, modules, port, https = [] }) {
		const home = join(modules, 'keycloak-26.7.3');
		const [built, program] = [join(home, 'built'), join(home, 'bin/kc.sh')];
		if (!existsSync(built)) {
			await execa(program, ['build', '--db=dev-mem', '--https-client-auth=request']);
			await writeFile(built, '');
		}
		const url = `http://127.0.0.1:${port}`;
		const listen = ['--http-enabled=true', '--http-host=127.0.0.1', `--http-port=${port}`];
		const settings = ['--optimized', '--cache=local', '--hostname-strict=false'];
		const args = ['start', ...settings, ...listen, ...https];
		const { username, password } = admin;
		const env = { KC_BOOTSTRAP_ADMIN_USERNAME: username, KC_BOOTSTRAP_ADMIN_PASSWORD: password };
		const keycloak = await run(program, args, { url: `${url}/realms/master`, cwd: folder, env });
		const server = { url, ...keycloak };
		await manage(server, '', { realm: 'demo', enabled: true });
		await manage(server, '/demo/clients', { ...client, serviceAccountsEnabled: true });
		return {
			...server,
			/** @param {string} path @param {object} [body] */
			manage: async (path, body) => await manage(server, `/demo${path}`, body),
		};
	},
	/** @param {any} server */
	async addUser({ manage: ask }) {
		const credentials = [{ type: 'password', value: user.password, temporary: false }];
		const profile = { email: 'svc@acme.example', firstName: 'Service', lastName: 'n8n' };
		await ask('/users', { ...profile, username: user.username, enabled: true, credentials });
		const { clientId, secret } = client;
		return { ...user, realm: 'demo', 'client-id': clientId, 'client-secret': secret };
	},
	ended: 'revocation',
	/** @param {any} server @param {string} token */
	async end({ url }, token) {
		const { clientId, secret } = client;
		await openId(`${url}/realms/demo`, 'revoke', {
			...{ client_id: clientId, client_secret: secret, token },
		});
	},
	/** @param {any} server */
	stop: async ({ stop }) => await stop(),
	differs: {
		call: '/realms/demo/protocol/openid-connect/userinfo',
		field: { code: 'credentials_rejected' },
		lifetime: 300,
	},
};
