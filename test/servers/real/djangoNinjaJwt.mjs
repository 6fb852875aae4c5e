import { django, startSite, user } from '../site.mjs';

/** Django Ninja JWT with its own controller. */
export default {
	title: 'Django Ninja JWT',
	version: '5.4.5',
	recipe: 'Django Ninja JWT',
	packages: django,
	fast: true,
	start: startSite('django_site.py'),
	addUser: async () => user,
	ended: 'restart',
	end: async ({ restart }) => await restart(),
	stop: async ({ stop }) => await stop(),
	differs: { call: '/api/me', lifetime: 300 },
};
