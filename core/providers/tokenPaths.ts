import type { TokenPaths } from '../provider';

/** The token response of RFC 6749 section 5.1, with Keycloak's `refresh_expires_in`. */
export const standardPaths: TokenPaths = {
	accessToken: 'access_token',
	tokenType: 'token_type',
	expiresIn: 'expires_in',
	refreshToken: 'refresh_token',
	refreshExpiresIn: 'refresh_expires_in',
	scope: 'scope',
};

/** The same with the spelling some frameworks give it, which is also ours. */
export const camelCasePaths = mapPaths(standardPaths, (key) => key);

/** The paths below a dotted path, for example inside JSON:API's `data.attributes`. */
export function nested(path: string, paths: TokenPaths): TokenPaths {
	return mapPaths(paths, (_, value) => `${path}.${value}`);
}

function mapPaths(paths: TokenPaths, map: (key: string, value: string) => string) {
	const entries = Object.entries(paths).map(([key, value]) => [key, map(key, value)]);
	return Object.fromEntries(entries) as unknown as TokenPaths;
}
