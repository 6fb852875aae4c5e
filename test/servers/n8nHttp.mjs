import { LoadOptionsContext } from 'n8n-core';

/** n8n's own HTTP helper, as credentials and nodes get it. */
export const { httpRequest } = new LoadOptionsContext(
	/** @type {any} */ ({ expression: {} }),
	/** @type {any} */ ({ name: 'test', parameters: {} }),
	/** @type {any} */ ({}),
	'',
).helpers;
