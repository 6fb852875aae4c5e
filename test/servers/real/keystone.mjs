import { mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import execa from 'execa';
import { ask, run } from '../program.mjs';
import { user } from '../site.mjs';

const serve = `
import sys
from waitress import serve
port = int(sys.argv.pop())
from keystone.server.wsgi import initialize_public_application
serve(initialize_public_application(), host="127.0.0.1", port=port)
`;

/** OpenStack Keystone with Fernet tokens, on SQLite. */
export default {
	title: 'OpenStack Keystone',
	version: '30.0.0',
	recipe: 'OpenStack Keystone',
	packages: { pypi: { keystone: '30.0.0', waitress: '3.0.2' } },
	async start({ folder, modules, port }) {
		const url = `http://127.0.0.1:${port}`;
		const settings = ['[database]', `connection = sqlite:///${folder}/keystone.sqlite`];
		const keys = join(folder, 'keys');
		await mkdir(keys, { mode: 0o700 });
		settings.push('[fernet_tokens]', `key_repository = ${keys}`);
		settings.push('[fernet_receipts]', `key_repository = ${keys}`);
		const file = join(folder, 'keystone.conf');
		await writeFile(file, settings.join('\n'));
		const env = { OS_KEYSTONE_CONFIG_DIR: folder };
		const bin = join(modules, 'bin');
		const manage = async (...args) =>
			await execa(join(bin, 'keystone-manage'), ['--config-file', file, ...args], {
				cwd: folder,
				env,
			});
		await manage('db_sync');
		const { uid, gid } = userInfo();
		const owner = ['--keystone-user', `${uid}`, '--keystone-group', `${gid}`];
		await manage('fernet_setup', ...owner);
		await manage('bootstrap', '--bootstrap-password', user.password);
		const args = ['-c', serve, `${port}`];
		return { url, ...(await run(join(bin, 'python'), args, { url, cwd: folder, env })) };
	},
	async addUser({ url }) {
		const { password } = user;
		const domain = 'Default';
		const admin = { name: 'admin', domain: { name: domain } };
		const identity = { methods: ['password'], password: { user: { ...admin, password } } };
		const auth = { identity, scope: { project: admin } };
		const { token } = await ask(`${url}/v3/auth/tokens`, { auth });
		return { username: 'admin', password, domain, project: token.project.id };
	},
	ended: 'revocation',
	end: async ({ url }, token) =>
		await fetch(`${url}/v3/auth/tokens`, {
			method: 'DELETE',
			headers: { 'x-auth-token': token, 'x-subject-token': token },
		}),
	stop: async ({ stop }) => await stop(),
	before: 'a misnamed field was taken for a wrong login',
	differs: {
		call: (_, { project }) => ({ url: `/v3/projects/${project}` }),
		lifetime: 3600,
	},
};
