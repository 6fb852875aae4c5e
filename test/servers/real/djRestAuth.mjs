import { ask } from '../program.mjs';
import { django, startSite, user } from '../site.mjs';

/** dj-rest-auth with the tokens of Django REST framework. */
export default {
	title: 'dj-rest-auth',
	version: '7.2.0',
	recipe: 'dj-rest-auth',
	packages: django,
	fast: true,
	start: startSite('django_site.py'),
	addUser: async () => user,
	ended: 'sign-out',
	end: async ({ url }, token) =>
		await ask(`${url}/dj-rest-auth/logout/`, {}, { authorization: `Token ${token}` }),
	stop: async ({ stop }) => await stop(),
	// Nothing in the response tells a misnamed field from a wrong login.
	differs: {
		call: '/dj-rest-auth/user/',
		format: false,
		field: { code: 'credentials_rejected', names: [] },
		lifetime: null,
	},
};
