import { pbkdf2Sync } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { restartable, user } from '../site.mjs';

const hash = (password, salt) => pbkdf2Sync(password, salt, 100_000, 128, 'sha256').toString('hex');

/** Glances' web server with a password. */
export default {
	title: 'Glances',
	version: '4.5.8',
	recipe: 'Glances',
	packages: { pypi: { 'glances[web]': '4.5.8' } },
	fast: true,
	async start({ folder, modules, port }) {
		const place = join(folder, '.config', 'glances');
		await mkdir(place, { recursive: true });
		const { username, password } = user;
		const hashed = hash(hash(password, ''), 'salt');
		await writeFile(join(place, `${username}.pwd`), `salt$${hashed}`);
		const args = ['-w', '-B', '127.0.0.1', '-p', `${port}`, '-u', username, '--password'];
		return await restartable(join(modules, 'bin', 'glances'), args, { cwd: folder, port });
	},
	addUser: async () => user,
	ended: 'restart',
	end: async ({ restart }) => await restart(),
	stop: async ({ stop }) => await stop(),
	differs: { call: '/api/4/cpu', lifetime: 3600 },
};
