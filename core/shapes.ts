import type { Shape } from './provider';

/** The success answer of RFC 6749 section 5.1. */
export const standardShape: Shape = {
	accessToken: 'access_token',
	tokenType: 'token_type',
	expiresIn: 'expires_in',
	refreshToken: 'refresh_token',
	refreshExpiresIn: 'refresh_expires_in',
	scope: 'scope',
};

/** The same with the spelling some frameworks give it. */
export const camelCaseShape: Shape = {
	accessToken: 'accessToken',
	tokenType: 'tokenType',
	expiresIn: 'expiresIn',
	refreshToken: 'refreshToken',
	refreshExpiresIn: 'refreshExpiresIn',
	scope: 'scope',
};

/** The shape found below a dotted path, for example inside JSON:API's `data.attributes`. */
export function below(path: string, shape: Shape): Shape {
	return Object.fromEntries(
		Object.entries(shape).map(([key, value]) => [key, `${path}.${value}`]),
	) as unknown as Shape;
}
