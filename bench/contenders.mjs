/** The two credentials that are measured: the package's own, and one written the usual way. */
import { fixture } from '../test/fixtures/sprykerGlue.mjs';

/**
 * @typedef {{ type: string, form: (sandbox: string, password?: string) => Record<string, unknown> }} Contender
 */

/** Both sign in here, with a plain password grant. */
export const endpoint = 'spryker.token';

export const resource = { path: '/spryker/whoami', endpoint: 'spryker.whoami' };

/** @type {Contender} */
export const ours = {
	type: 'sprykerGlueApi',
	form: (sandbox, password = fixture.account(sandbox).password) => ({
		...fixture.account(sandbox),
		password,
	}),
};

/** @type {Contender} */
export const rival = {
	type: 'usualTokenApi',
	form: (sandbox, password) => {
		const { baseUrl, ...login } = ours.form(sandbox, password);
		return { tokenUrl: `${baseUrl}/token`, ...login };
	},
};
