import type { Provider } from '../provider';
import { below, camelCaseShape, standardShape } from '../shapes';

const shapes = [standardShape, camelCaseShape];

/**
 * Spryker Glue, `POST {host}/token` with a form (Spryker, "Authenticate as a Back Office user").
 * Projects answer in snake or camel case, as one object, in an array or as JSON:API. The refresh
 * grant is not wired for Back Office users, so it signs in again.
 */
export const sprykerGlue: Provider = {
	name: 'sprykerGlue',
	title: 'Spryker Glue',
	request: 'sign-in',
	fields: {
		baseUrl: { label: 'Base URL' },
		username: { label: 'Username' },
		password: { label: 'Password', secret: true },
	},
	endpoint: { base: 'baseUrl', path: '/token' },
	encoding: 'form',
	grantType: 'password',
	parameters: { username: 'username', password: 'password' },
	refresh: false,
	shapes: ['', '0', 'data.attributes', 'data.0.attributes'].flatMap((path) =>
		path === '' ? shapes : shapes.map((shape) => below(path, shape)),
	),
	refusals: [
		{
			providerCode: 'unsupported_grant_type',
			code: 'invalid_configuration',
			message: 'This Glue application does not offer the password grant for Back Office users.',
			description:
				'Check that "Base URL" is the backend Glue application (often https://glue-backend.your-shop) and that the shop has the Back Office sign-in installed.',
		},
	],
	loginHint:
		'Check "Username" and "Password" in the credential: it takes the login of a Back Office user, not of a customer.',
};
