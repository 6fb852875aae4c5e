import { join } from 'node:path';
import execa from 'execa';
import { ask, run } from '../program.mjs';

const user = { username: 'svc-n8n', password: 'Right-password-1' };

/** A repository of Fossil and its JSON API. */
export default {
	title: 'Fossil',
	version: '2.21',
	recipe: 'Fossil',
	packages: { debian: ['fossil=1:2.21*'] },
	fast: true,
	/** @param {{ folder: string, modules: string, port: number }} place */
	async start({ folder, modules, port }) {
		const [program, repository] = [join(modules, 'usr/bin/fossil'), join(folder, 'demo.fossil')];
		const libraries = ['lib', 'usr/lib'].map((one) => join(modules, one, 'x86_64-linux-gnu'));
		const env = { HOME: folder, USER: 'root', LD_LIBRARY_PATH: libraries.join(':') };
		/** @param {string[]} args */
		const fossil = async (...args) => await execa(program, args, { env });
		await fossil('init', repository);
		await fossil('user', 'new', user.username, 'n8n', user.password, '--repository', repository);
		await fossil('user', 'capabilities', user.username, 's', '--repository', repository);
		const url = `http://127.0.0.1:${port}`;
		const args = ['server', '--localhost', '--port', `${port}`, repository];
		return { url, ...(await run(program, args, { url, cwd: folder, env })) };
	},
	/** @param {any} server */
	async addUser({ url }) {
		const { projectCode } = (await ask(`${url}/json/stat`)).payload;
		return { ...user, project: projectCode.slice(0, 16) };
	},
	ended: 'sign-out',
	/** @param {any} server @param {string} token */
	end: async ({ url }, token) =>
		await ask(`${url}/json/logout?authToken=${decodeURIComponent(token)}`),
	/** @param {any} server */
	stop: async ({ stop }) => await stop(),
	differs: {
		call: '/json/user/list',
		/** @param {{ resultCode?: string }} response */
		isLive: ({ resultCode }) => !resultCode,
		// Whatever is refused is answered with 200.
		lost: 5,
		lifetime: 31_557_600,
	},
};
