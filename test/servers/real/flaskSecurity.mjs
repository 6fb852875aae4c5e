import { startSite, user } from '../site.mjs';

/** Flask-Security's quick start, for sign-ins by JSON. */
export default {
	title: 'Flask-Security',
	version: '5.9.2',
	recipe: 'Flask-Security',
	packages: {
		pypi: {
			'Flask-Security': '5.9.2',
			'Flask-SQLAlchemy': '3.1.1',
			'argon2-cffi': '25.1.0',
			'email-validator': '2.4.0',
		},
	},
	fast: true,
	start: startSite('flask_security_site.py'),
	addUser: async () => ({ email: 'svc-n8n@acme.example', password: user.password }),
	ended: 'restart',
	end: async ({ restart }) => await restart(),
	stop: async ({ stop }) => await stop(),
	differs: { call: '/me', format: false, lifetime: 900 },
};
