import { createEngine } from '../../../core/engine/engine';
import type { TokenResult } from '../../../core/engine/token';
import type { Grant } from '../../../core/engine/grant';
import { createSharing } from '../../../core/sharing/sharing';
import type { World } from '../world.mjs';
import type { Provider } from './provider';
import type { Store } from './store';

const options = { timeout: 30_000 };

/** What a process does for a request, for who watches. */
export type Step = {
	/** By the process's own clock, epoch milliseconds. */
	at: number;
	login: string;
	/** The number of the request. */
	request: number;
} & (
	| { what: 'reads'; text: string }
	| { what: 'signs in' }
	| { what: 'is rejected' }
	| { what: 'is unreachable' }
	| { what: 'obtains'; token: string; askedAt: number }
	| { what: 'sends'; token: string; serial: number }
	| { what: 'is refused'; token: string }
	| { what: 'writes'; text: string }
);

// Of each member for itself: else only what all have in common would be left.
type Unstamped<One> = One extends unknown ? Omit<One, 'at' | 'login' | 'request'> : never;

interface Parts {
	world: World;
	store: Store;
	provider: Provider;
	/** Milliseconds by which its clock is ahead. */
	skew?: number;
	random?: () => number;
	/** The person leaves "Share Token" on. */
	isShared?: boolean;
	watch?: (step: Step) => void;
}

export const fingerprintOf = (login: string, salt: string) => `${login} under ${salt}`;

/**
 * A process of n8n with this package: what n8n and `core/n8n/tokenCredential.ts` do for a request, with
 * the real engine.
 */
export function createProcess(parts: Parts) {
	const { world, store, provider, skew = 0, random = Math.random, isShared = true, watch } = parts;
	const now = () => world.now() + skew;
	const engine = createEngine({ now, sleep: world.sleep, random });
	const sharing = createSharing(engine, now);
	let requests = 0;

	/** One request with a credential. */
	function open(credential: number, key: string) {
		const request = ++requests;
		const note = (step: Unstamped<Step>) =>
			watch?.({ ...step, login: key, request, at: now() } as Step);
		const grant: Grant = {
			key,
			loginKey: key,
			title: 'The Provider',
			fingerprint: (salt) => fingerprintOf(key, salt),
			async signIn() {
				const askedAt = now();
				note({ what: 'signs in' });
				const signedIn = provider.signIn(key);
				signedIn.catch(({ errorCode }: { errorCode: string }) => {
					if (errorCode === 'credentials_rejected') note({ what: 'is rejected' });
					else note({ what: 'is unreachable' });
				});
				const tokenSet = await signedIn;
				note({ what: 'obtains', token: tokenSet.accessToken, askedAt });
				return tokenSet;
			},
		};
		return {
			grant,
			adopt(text: string): void {
				note({ what: 'reads', text });
				if (isShared) sharing.adopt(grant, text);
			},
			/** @returns the text as the request knows it then @throws if n8n cannot write */
			async put(text: string): Promise<string> {
				const next = isShared ? sharing.next(grant, text) : undefined;
				if (next === undefined) return text;
				note({ what: 'writes', text: next });
				await store.write(credential, next);
				engine.markStored(grant);
				return next;
			},
			async send({ token: { accessToken, serial } }: TokenResult, reports = false) {
				note({ what: 'sends', token: accessToken, serial });
				engine.markUsed(grant);
				const isServed = await provider.accepts(accessToken);
				if (!isServed && reports) note({ what: 'is refused', token: accessToken });
				return isServed;
			},
		};
	}

	return {
		/**
		 * Sends a request.
		 *
		 * @param name - the login that an expression gives, if not the one that is stored
		 * @returns whether it was served
		 * @throws whatever the sign-in does, and if n8n cannot write
		 */
		async request(credential: number, name?: string): Promise<boolean> {
			const row = await store.read(credential);
			const { grant, adopt, put, send } = open(credential, name ?? row.login);
			adopt(row.text);
			const outcome = engine.get(grant, options);
			// What is to be stored is looked for even if there is no token.
			await outcome.catch(() => undefined);
			const text = await put(row.text);
			const result = await outcome;
			if (await send(result, true)) return true;
			// n8n has not read the credential again.
			adopt(text);
			const other = await engine.renew(grant, result, options).catch(() => undefined);
			if (other === undefined) return false;
			await put(text);
			return await send(other);
		},
	};
}
