import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import execa from 'execa';
import { restartable, user } from '../site.mjs';

const settings = (folder) => `
import secrets
SECRET_KEY = "of this run, and so long that it is taken for one"
JWT_SECRET_KEY = secrets.token_hex()
SQLALCHEMY_DATABASE_URI = "sqlite:///${folder}/superset.sqlite"
TALISMAN_ENABLED = False
`;

/** Apache Superset on SQLite. */
export default {
	title: 'Apache Superset',
	version: '6.1.0',
	recipe: 'Apache Superset',
	// It starts only with these two.
	packages: { pypi: { 'apache-superset': '6.1.0', rich: '15.0.0', 'Flask-Caching': '2.3.1' } },
	async start({ folder, modules, port }) {
		const file = join(folder, 'superset_config.py');
		await writeFile(file, settings(folder));
		const env = { SUPERSET_CONFIG_PATH: file, FLASK_APP: 'superset', SUPERSET_HOME: folder };
		const superset = join(modules, 'bin', 'superset');
		const names = ['--firstname', 'n', '--lastname', '8n', '--email', 'svc-n8n@acme.example'];
		const account = ['--username', user.username, '--password', user.password, ...names];
		for (const args of [['db', 'upgrade'], ['init'], ['fab', 'create-admin', ...account]]) {
			await execa(superset, args, { cwd: folder, env });
		}
		return await restartable(superset, ['run', '-p', `${port}`], { cwd: folder, env, port });
	},
	addUser: async () => user,
	ended: 'restart (422)',
	end: async ({ restart }) => await restart(),
	stop: async ({ stop }) => await stop(),
	differs: { call: '/api/v1/me/', lifetime: 900 },
};
