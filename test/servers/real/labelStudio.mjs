import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../program.mjs';
import { user } from '../site.mjs';

const email = 'svc-n8n@acme.example';
const LIFETIME = 300;

/** Label Studio on SQLite, with a personal token as its page gives one. */
export default {
	title: 'Label Studio',
	version: '1.23.2',
	recipe: 'Label Studio',
	packages: { pypi: { 'label-studio': '1.23.2' } },
	async start({ folder, modules, port }) {
		const url = `http://127.0.0.1:${port}`;
		const env = {
			COLLECT_ANALYTICS: 'False',
			LABEL_STUDIO_BASE_DATA_DIR: folder,
			LATEST_VERSION_CHECK: 'False',
		};
		const place = ['--no-browser', '--internal-host', '127.0.0.1', '--port', `${port}`];
		const args = ['start', ...place, '--username', email, '--password', user.password];
		const program = join(modules, 'bin', 'label-studio');
		return { url, ...(await run(program, args, { url, cwd: folder, env })) };
	},
	async addUser({ url }) {
		const cookies = new Map();
		const send = async (path, init = {}) => {
			const headers = {
				cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
				referer: url,
				'x-csrftoken': cookies.get('csrftoken') ?? '',
			};
			const response = await fetch(url + path, { ...init, headers, redirect: 'manual' });
			for (const cookie of response.headers.getSetCookie()) {
				const [name, value] = cookie.split(';')[0].split(/=(.*)/);
				cookies.set(name, value);
			}
			return response;
		};
		await send('/user/login/');
		const body = new URLSearchParams({ email, password: user.password });
		await send('/user/login/', { method: 'POST', body });
		const { token } = await (await send('/api/token/', { method: 'POST' })).json();
		return { 'personal-token': token };
	},
	ended: 'expiry',
	end: async () => await sleep((LIFETIME + 1) * 1000),
	stop: async ({ stop }) => await stop(),
	differs: {
		call: '/api/projects/?page_size=1',
		wrong: { secretParameters: { parameter: [{ name: 'refresh', value: 'Wrong-token-1' }] } },
		rejected: { code: 'credentials_rejected', names: ['Client ID', 'Secret Parameters'] },
		format: false,
		field: {
			form: { secretParameters: { parameter: [{ name: 'misnamed', value: 'any' }] } },
			names: ['Additional Parameters'],
		},
		lifetime: LIFETIME,
	},
};
