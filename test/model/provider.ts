import type { Grant } from '../../core/engine/grant';
import { tokenError } from '../../core/errors';
import type { TokenSet } from '../../core/response/tokenResponse';
import type { Outcome } from './op';

/** A request at the provider, not answered yet. */
export interface Request {
	key: string;
	refreshToken?: string;
	answer(outcome: Outcome, text: string): void;
}

/**
 * A provider that answers when and as the test says. Refresh tokens are good for one use, unless the
 * answer brings no new one; using one again is a replay.
 *
 * @param breach - told when a promise of the engine towards the provider is broken
 */
export function createProvider(breach: (promise: 'one flight' | 'refresh', what: string) => void) {
	const open: Request[] = [];
	/** The refresh token each key may use next. */
	const next = new Map<string, string>();

	async function ask(key: string, refreshToken?: string): Promise<TokenSet> {
		if (open.some((request) => request.key === key)) breach('one flight', key);
		if (refreshToken !== undefined) {
			if (next.get(key) !== refreshToken) breach('refresh', `${key} used ${refreshToken}`);
			next.delete(key);
		}
		return await new Promise((resolve, reject) => {
			const request: Request = {
				key,
				...(refreshToken !== undefined && { refreshToken }),
				answer(outcome, text) {
					open.splice(open.indexOf(request), 1);
					if (outcome.ends !== 'granted') return reject(refusalOf(outcome));
					const successor = outcome.rotates ? text : refreshToken;
					if (successor !== undefined) next.set(key, successor);
					return resolve(issuedBy(outcome, text));
				},
			};
			open.push(request);
		});
	}

	return {
		/** Requests waiting for their answer, the oldest first. */
		open,
		/** @param canRefresh - whether this provider documents the refresh grant */
		grant: (key: string, canRefresh: boolean): Grant => ({
			key,
			title: 'The Provider',
			signIn: async () => await ask(key),
			...(canRefresh && { refresh: async (refreshToken: string) => await ask(key, refreshToken) }),
		}),
	};
}

function issuedBy(outcome: Extract<Outcome, { ends: 'granted' }>, text: string): TokenSet {
	const { lifetime, refreshLifetime, rotates } = outcome;
	return {
		accessToken: text,
		lifetime,
		...(rotates && { refreshToken: text }),
		...(rotates && refreshLifetime !== undefined && { refreshLifetime }),
		response: {},
	};
}

function refusalOf(outcome: Exclude<Outcome, { ends: 'granted' }>) {
	switch (outcome.ends) {
		case 'rejected':
			return tokenError('credentials_rejected', 'Refused.', 'Check the login.');
		case 'unsupported':
			return tokenError('invalid_configuration', 'Unknown grant.', 'Check the options.', {
				providerCode: 'unsupported_grant_type',
			});
		case 'unavailable':
			return tokenError('provider_unavailable', 'Not now.', 'Try again later.');
		case 'late':
			return tokenError('timeout', 'No answer.', 'Try again later.');
		case 'busy':
			return tokenError('rate_limited', 'Too many.', 'Wait.', { retryAfter: outcome.retryAfter });
	}
}
