import { startSite, user } from '../site.mjs';

/** Flask-AppBuilder with its own security API. */
export default {
	title: 'Flask-AppBuilder',
	version: '5.3.0',
	recipe: 'Flask-AppBuilder',
	// With the newer marshmallow that pip would choose it does not start.
	packages: {
		pypi: {
			'Flask-AppBuilder': '5.3.0',
			marshmallow: '3.26.2',
			'marshmallow-sqlalchemy': '1.5.0',
		},
	},
	fast: true,
	start: startSite('appbuilder_site.py'),
	addUser: async () => user,
	ended: 'restart (422)',
	end: async ({ restart }) => await restart(),
	stop: async ({ stop }) => await stop(),
	differs: { call: '/api/v1/security/users/', lifetime: 900 },
};
