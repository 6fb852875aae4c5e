import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import execa from 'execa';
import { run } from '../program.mjs';
import { user } from '../site.mjs';

/** Apache Airflow with the auth manager that it comes with, on SQLite. */
export default {
	title: 'Apache Airflow',
	version: '3.3.2',
	recipe: 'Apache Airflow 3',
	packages: { pypi: { 'apache-airflow': '3.3.2' } },
	async start({ folder, modules, port }) {
		const url = `http://127.0.0.1:${port}`;
		const passwords = join(folder, 'passwords.json');
		await writeFile(passwords, JSON.stringify({ [user.username]: user.password }));
		const env = {
			AIRFLOW_HOME: folder,
			AIRFLOW__API__BASE_URL: url,
			AIRFLOW__API_AUTH__JWT_SECRET:
				'a key of this run, as long as its algorithm wants it: 64 characters',
			AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
			AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS: `${user.username}:admin`,
			AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE: passwords,
		};
		const airflow = join(modules, 'bin', 'airflow');
		await execa(airflow, ['db', 'migrate'], { cwd: folder, env });
		const args = ['api-server', '--host', '127.0.0.1', '--port', `${port}`, '--workers', '1'];
		return { url, ...(await run(airflow, args, { url, cwd: folder, env })) };
	},
	addUser: async () => user,
	ended: 'sign-out (403)',
	end: async ({ url }, token) =>
		await fetch(`${url}/api/v2/auth/logout`, {
			headers: { authorization: `Bearer ${token}` },
			redirect: 'manual',
		}),
	stop: async ({ stop }) => await stop(),
	differs: { call: '/api/v2/dags?limit=1', format: false, lifetime: 86_400 },
};
