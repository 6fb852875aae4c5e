import { fixtures } from '../fixtures.mjs';

/** A filled-in form for each credential, with the standard values of the other fields. */
export const forms = /** @type {Record<keyof typeof fixtures, Record<string, any>>} */ (
	Object.fromEntries(Object.entries(fixtures).map(([name, { form }]) => [name, form]))
);
