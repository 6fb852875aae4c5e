import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../program.mjs';

/** Nothing but the Web UI, and that on loopback. */
const settings = `[LegalNotice]
Accepted=true
[BitTorrent]
Session\\DHTEnabled=false
Session\\LSDEnabled=false
Session\\Interface=lo
Session\\InterfaceName=lo
Session\\InterfaceAddress=127.0.0.1
[Network]
PortForwardingEnabled=false
[Preferences]
WebUI\\Address=127.0.0.1
WebUI\\UseUPnP=false
`;

/** qBittorrent without a window, with the login it is installed with. */
export default {
	title: 'qBittorrent',
	version: '4.5.2',
	recipe: 'qBittorrent',
	packages: { debian: ['qbittorrent-nox=4.5.2*'] },
	fast: true,
	/** @param {{ folder: string, modules: string, port: number }} place */
	async start({ folder, modules, port }) {
		const home = join(folder, 'qBittorrent', 'config');
		await mkdir(home, { recursive: true });
		await writeFile(join(home, 'qBittorrent.conf'), settings);
		const url = `http://127.0.0.1:${port}`;
		const args = [`--profile=${folder}`, `--webui-port=${port}`];
		const env = { LD_LIBRARY_PATH: join(modules, 'usr/lib/x86_64-linux-gnu') };
		const program = join(modules, 'usr/bin/qbittorrent-nox');
		return { url, ...(await run(program, args, { url, cwd: folder, env })) };
	},
	addUser: async () => ({ username: 'admin', password: 'adminadmin' }),
	ended: 'sign-out',
	/** @param {any} server @param {string} token */
	end: async ({ url }, token) =>
		await fetch(`${url}/api/v2/auth/logout`, {
			method: 'POST',
			headers: { cookie: `SID=${token}` },
		}),
	/** @param {any} server */
	stop: async ({ stop }) => await stop(),
	differs: {
		call: '/api/v2/app/version',
		format: { code: 'credentials_rejected' },
		field: { code: 'credentials_rejected', names: [] },
		lifetime: 3600,
		used: null,
		lockout: { tries: 5 },
	},
};
