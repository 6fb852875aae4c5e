import { ask } from '../program.mjs';
import { django, startSite, user } from '../site.mjs';

/** Djoser with the tokens of Django REST framework. */
export default {
	title: 'Djoser',
	version: '2.3.5',
	recipe: 'Djoser',
	packages: django,
	fast: true,
	start: startSite('django_site.py'),
	addUser: async () => user,
	ended: 'sign-out',
	end: async ({ url }, token) =>
		await ask(`${url}/auth/token/logout/`, {}, { authorization: `Token ${token}` }),
	stop: async ({ stop }) => await stop(),
	// Nothing in the response tells a misnamed field from a wrong login.
	differs: {
		call: '/auth/users/me/',
		format: false,
		field: { code: 'credentials_rejected', names: [] },
		lifetime: null,
	},
};
