import { tokenError } from '../../../core/errors';
import type { TokenSet } from '../../../core/response/tokenResponse';
import type { World } from '../world.mjs';

export type Mood = 'willing' | 'refusing' | 'down';

/** What a provider is like. */
export interface Manner {
	/** Of its tokens, in seconds. */
	lifetime: number;
	/** A sign-in ends all other sessions of the login. */
	isOneSession: boolean;
	/** Milliseconds that a sign-in takes. */
	takes: number;
	/** Milliseconds that the API takes. */
	apiTakes?: number;
}

const reasons = {
	refusing: () => tokenError('credentials_rejected', 'Refused.', 'Check it.', { status: 401 }),
	down: () => tokenError('provider_unavailable', 'Not there.', 'Wait.', { retryable: true }),
};

/** A provider and its API. A token is `<login>-<number>`. */
export function createProvider(
	world: World,
	{ lifetime, isOneSession, takes, apiTakes = 0 }: Manner,
) {
	const moods = new Map<string, Mood>();
	/** The end of each token that is valid, epoch milliseconds. */
	const valid = new Map<string, number>();
	let issued = 0;
	const loginOf = (token: string) => token.slice(0, token.lastIndexOf('-'));

	function revoke(login: string): void {
		for (const token of valid.keys()) if (loginOf(token) === login) valid.delete(token);
	}

	return {
		loginOf,
		revoke,
		/** How it takes the sign-ins of a login from now on. */
		set: (login: string, mood: Mood) => moods.set(login, mood),
		async signIn(login: string): Promise<TokenSet> {
			await world.sleep(takes / 2);
			const mood = moods.get(login) ?? 'willing';
			if (isOneSession && mood === 'willing') revoke(login);
			issued += 1;
			const accessToken = `${login}-${issued}`;
			if (mood === 'willing') valid.set(accessToken, world.now() + lifetime * 1000);
			await world.sleep(takes / 2);
			if (mood !== 'willing') throw reasons[mood]();
			return { accessToken, lifetime, refreshToken: `refresh of ${accessToken}`, response: {} };
		},
		/** Whether the API takes a token. */
		async accepts(token: string): Promise<boolean> {
			if (apiTakes > 0) await world.sleep(apiTakes);
			return world.now() < (valid.get(token) ?? -Infinity);
		},
	};
}

export type Provider = ReturnType<typeof createProvider>;
