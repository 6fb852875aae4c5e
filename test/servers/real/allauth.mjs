import { startSite, user } from '../site.mjs';

const session = '/_allauth/app/v1/auth/session';

/** django-allauth's headless sign-in for apps. */
export default {
	title: 'django-allauth',
	version: '65.22.1',
	recipe: 'django-allauth',
	packages: { pypi: { Django: '5.2.19', 'django-allauth[headless]': '65.22.1' } },
	fast: true,
	start: startSite('allauth_site.py'),
	addUser: async () => user,
	ended: 'sign-out',
	end: async ({ url }, token) =>
		await fetch(url + session, { method: 'DELETE', headers: { 'x-session-token': token } }),
	stop: async ({ stop }) => await stop(),
	differs: {
		call: session,
		format: { code: 'credentials_rejected' },
		lifetime: null,
		lockout: { tries: 5, within: 300 },
	},
};
