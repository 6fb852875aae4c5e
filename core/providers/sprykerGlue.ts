import type { Provider } from '../provider';
import { camelCasePaths, nested, standardPaths } from './tokenPaths';

const spellings = [standardPaths, camelCasePaths];

/**
 * Spryker, "Authenticate as a Back Office user". Projects respond in snake or camel case, as one object, in an
 * array or as JSON:API. The refresh grant is not wired for Back Office users.
 */
export const sprykerGlue: Provider = {
	title: 'Spryker Glue',
	noun: 'sign-in',
	endpoint: { base: 'baseUrl', path: '/token' },
	encoding: 'form',
	grantType: 'password',
	parameters: { username: 'username', password: 'password' },
	refresh: false,
	paths: ['', '0', 'data.attributes', 'data.0.attributes'].flatMap((path) =>
		path === '' ? spellings : spellings.map((paths) => nested(path, paths)),
	),
	errorRules: [
		{
			providerCode: 'unsupported_grant_type',
			code: 'invalid_configuration',
			message: 'This Glue application does not offer the password grant for Back Office users.',
			description:
				'Check that "Base URL" is the address of the backend Glue application, and that the shop has the Back Office sign-in installed.',
		},
	],
	rejectedAdvice:
		'Check "Username" and "Password". They must belong to a Back Office user, not to a customer.',
};
