import type { IDataObject } from 'n8n-workflow';
import type { HandedOut } from '../../core/engine';

/** The output for people: one form for all providers. */
export function simplified(
	provider: string,
	{ token, source }: HandedOut,
	includeRefreshToken: boolean,
	now: number,
): IDataObject {
	const { accessToken, lifetime, obtainedAt, scope, refreshToken } = token;
	const end = lifetime === null ? null : obtainedAt + lifetime * 1000;
	return {
		provider,
		accessToken,
		tokenType: 'Bearer',
		authorization: `Bearer ${accessToken}`,
		expiresAt: end === null ? null : new Date(end).toISOString(),
		expiresIn: end === null ? null : Math.max(0, Math.floor((end - now) / 1000)),
		...(scope !== undefined && { scope }),
		...(includeRefreshToken && refreshToken !== undefined && { refreshToken }),
		source,
	};
}

/** The output with the provider's answer as it came; a copy, because the token stays in the cache. */
export function raw(provider: string, { token, source }: HandedOut): IDataObject {
	return { provider, source, response: structuredClone(token.response) as IDataObject };
}
