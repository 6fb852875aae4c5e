import { join } from 'node:path';
import execa from 'execa';
import { ask, run } from '../program.mjs';

const admin = { identity: 'admin@acme.example', password: 'Right-password-1' };
const user = { username: 'svc@acme.example', password: 'Right-password-1' };

/** PocketBase with its own collection of users. */
export default {
	title: 'PocketBase',
	version: '0.36.8',
	recipe: 'PocketBase',
	before: 'the recipe did not say that a dead token is not refused',
	packages: {
		go: { program: 'github.com/pocketbase/pocketbase/examples/base', version: 'v0.36.8' },
	},
	/** @param {{ folder: string, modules: string, port: number }} place */
	async start({ folder, modules, port }) {
		const url = `http://127.0.0.1:${port}`;
		const [program, data] = [join(modules, 'base'), ['--dir', join(folder, 'data')]];
		await execa(program, ['superuser', 'upsert', admin.identity, admin.password, ...data]);
		const args = ['serve', `--http=127.0.0.1:${port}`, ...data];
		const running = await run(program, args, { url: `${url}/api/health`, cwd: folder });
		const signIn = `${url}/api/collections/_superusers/auth-with-password`;
		const { token: authorization } = await ask(signIn, admin);
		return { url, authorization, ...running };
	},
	/** @param {any} server */
	async addUser(server) {
		const { username: email, password } = user;
		const account = { email, password, passwordConfirm: password, verified: true };
		const records = `${server.url}/api/collections/users/records`;
		const { authorization } = server;
		const { id } = await ask(records, account, { authorization });
		server.record = `${records}/${id}`;
		return user;
	},
	ended: 'password change',
	/** @param {any} server */
	async end({ record, authorization }) {
		const { password } = user;
		await fetch(record, {
			...{ method: 'PATCH', headers: { authorization, 'content-type': 'application/json' } },
			body: JSON.stringify({ password, passwordConfirm: password }),
		});
	},
	/** @param {any} server */
	stop: async ({ stop }) => await stop(),
	differs: {
		call: '/api/collections/users/records',
		/** @param {{ totalItems: number }} response */
		isLive: ({ totalItems }) => totalItems === 1,
		format: false,
		field: { code: 'credentials_rejected' },
		// A dead token is nobody's, and nobody gets an empty list.
		lost: 5,
		lifetime: 604_800,
	},
};
