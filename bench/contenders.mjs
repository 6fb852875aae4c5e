/** The two credentials that are measured: the package's own, and one written the usual way. */

/**
 * @typedef {{ type: string, form: (sandbox: string, password?: string) => Record<string, unknown> }} Contender
 */

/** Both sign in here, with a plain password grant. */
export const endpoint = 'spryker.token';

export const resource = { path: '/spryker/whoami', endpoint: 'spryker.whoami' };

const username = 'sonia@spryker.com';
const right = 'change123';

/** @type {Contender} */
export const ours = {
	type: 'sprykerGlueApi',
	form: (sandbox, password = right) => ({ baseUrl: `${sandbox}/spryker`, username, password }),
};

/** @type {Contender} */
export const rival = {
	type: 'usualTokenApi',
	form: (sandbox, password = right) => ({
		tokenUrl: `${sandbox}/spryker/token`,
		username,
		password,
	}),
};
