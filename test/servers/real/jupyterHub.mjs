import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../program.mjs';
import { user } from '../site.mjs';

const settings = (port) => `
from jupyterhub.proxy import Proxy

class NoProxy(Proxy):
    """Calls go to the hub itself."""
    should_start = False
    async def add_route(self, routespec, target, data):
        pass
    async def delete_route(self, routespec):
        pass
    async def get_all_routes(self):
        return {}

c.JupyterHub.proxy_class = NoProxy
c.JupyterHub.hub_bind_url = "http://127.0.0.1:${port}/hub/"
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = "${user.password}"
c.Authenticator.allowed_users = {"${user.username}"}
`;

/** JupyterHub with the authenticator that takes one password for all. */
export default {
	title: 'JupyterHub',
	version: '6.1.1',
	recipe: 'JupyterHub',
	packages: { pypi: { jupyterhub: '6.1.1' } },
	async start({ folder, modules, port }) {
		const url = `http://127.0.0.1:${port}`;
		const file = join(folder, 'jupyterhub_config.py');
		await writeFile(file, settings(port));
		const program = join(modules, 'bin', 'jupyterhub');
		return { url, ...(await run(program, ['-f', file], { url, cwd: folder })) };
	},
	addUser: async () => user,
	ended: 'deletion (403)',
	async end({ url }, token) {
		const headers = { authorization: `token ${token}` };
		const address = `${url}/hub/api/users/${user.username}/tokens`;
		const { api_tokens: tokens } = await (await fetch(address, { headers })).json();
		const own = tokens.find(({ last_activity: used }) => used);
		await fetch(`${address}/${own.id}`, { method: 'DELETE', headers });
	},
	stop: async ({ stop }) => await stop(),
	// Nothing in the response tells a misnamed field from a wrong login.
	differs: {
		call: '/hub/api/user',
		rejected: { code: 'access_denied' },
		field: { code: 'access_denied', names: [] },
		lifetime: 3600,
	},
};
