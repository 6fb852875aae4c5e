import { join } from 'node:path';
import { run } from './program.mjs';

/** Who may sign in to the sites. */
export const user = { username: 'svc-n8n', password: 'Right-password-1' };

/** What `django_site.py` needs, installed once for its servers. */
export const django = {
	name: 'django',
	pypi: {
		Django: '5.2.19',
		'django-ninja-jwt': '5.4.5',
		'dj-rest-auth': '7.2.0',
		djoser: '2.3.5',
	},
};

/**
 * Starts a program of `python/`, which forgets all keys and tokens when it ends.
 *
 * @param {string} file
 * @returns {import('./real.mjs').Server['start']}
 */
export const startSite =
	(file) =>
	async ({ folder, modules, port }) => {
		const program = join(process.cwd(), 'test', 'servers', 'python', file);
		const env = { PYTHONDONTWRITEBYTECODE: '1' };
		const python = join(modules, 'bin', 'python');
		return await restartable(python, [program, `${port}`], { cwd: folder, env, port });
	};

/**
 * Starts a program that can be started again.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ port: number, cwd: string, env?: Record<string, string> }} options
 */
export async function restartable(command, args, { port, ...options }) {
	const url = `http://127.0.0.1:${port}`;
	let running = await run(command, args, { url, ...options });
	return {
		url,
		stop: async () => await running.stop(),
		async restart() {
			await running.stop();
			running = await run(command, args, { url, ...options });
		},
	};
}
