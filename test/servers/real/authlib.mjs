import { startSite, user } from '../site.mjs';

const client = { 'client-id': 'n8n', 'client-secret': 'Right-secret-1' };

/** Authlib's server classes on Flask: a confidential client, refresh tokens that rotate. */
export default {
	title: 'Authlib',
	version: '1.9.10',
	recipe: 'Authlib',
	packages: { pypi: { Authlib: '1.9.10', Flask: '3.1.3' } },
	fast: true,
	start: startSite('authlib_site.py'),
	addUser: async () => ({ ...user, ...client }),
	ended: 'revocation',
	async end({ url }, token) {
		const [id, secret] = Object.values(client);
		const headers = { authorization: `Basic ${btoa(`${id}:${secret}`)}` };
		const body = new URLSearchParams({ token });
		await fetch(`${url}/oauth/revoke`, { method: 'POST', headers, body });
	},
	stop: async ({ stop }) => await stop(),
	differs: { call: '/me', lifetime: 864_000 },
};
