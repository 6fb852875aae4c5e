import { createEngine } from '../../core/engine/engine';
import { isLoginRejected, type TokenError } from '../../core/errors';
import type { TokenSet } from '../../core/response/tokenResponse';
import { createWorld, runScenario } from '../model/traffic.mjs';

/** How often a provider is asked if each sign-in ends alike. */
interface Cost {
	/** Sign-ins in 200 items, one after the other, that go on whatever happens. */
	items: number;
	/** Sign-ins in 15 minutes of one call a second. */
	minutes: number;
}

const ITEMS = 200;
const SECONDS = 900;

/** What a second try can change. */
const BUSY = [502, 503, 504];
const CONNECTION = ['provider_unavailable', 'timeout', 'tls_failure'];

/**
 * What an outcome may cost at the most: what might lock an account is hardly ever repeated, and only
 * what a second try can change is tried again for the same item.
 */
export function boundsOf(reason?: TokenError): Cost {
	if (reason === undefined) return { items: 1, minutes: 1 };
	const { errorCode, status, loginProcessed } = reason;
	const isLimited = errorCode === 'rate_limited';
	if (isLoginRejected(reason) || loginProcessed || isLimited) return { items: 1, minutes: 6 };
	if (status === undefined && CONNECTION.includes(errorCode)) return { items: 4, minutes: 40 };
	return { items: BUSY.includes(status ?? 0) ? 4 : 1, minutes: 40 };
}

const measured = new Map<string, Promise<Cost>>();

/**
 * What an outcome costs if it lasts, from the engine that ships on a clock that nobody waits for.
 *
 * @param reason - why no sign-in works; all that the engine looks at decides, and is tried once
 */
export async function costOf(reason?: TokenError): Promise<Cost> {
	const { errorCode, status, loginProcessed, retryable, retryAfter } = reason ?? {};
	const key = JSON.stringify([errorCode, status, loginProcessed, retryable, retryAfter]);
	const cost = measured.get(key) ?? measure(reason);
	measured.set(key, cost);
	return await cost;
}

async function measure(reason: TokenError | undefined): Promise<Cost> {
	const { signIns } = await runScenario(createEngine, {
		name: 'one call a second',
		seconds: SECONDS,
		signIn: () => reason,
		bounds: {},
	});
	return { items: await signInsOfItems(reason), minutes: signIns };
}

async function signInsOfItems(reason: TokenError | undefined): Promise<number> {
	const world = createWorld();
	// Time passes only for an item that waits out a pause.
	const sleep = async (milliseconds: number) => await world.pass(milliseconds);
	const engine = createEngine({ now: world.now, sleep });
	let signIns = 0;
	const grant = {
		key: 'a',
		loginKey: 'a',
		title: 'The Provider',
		fingerprint: () => 'a',
		async signIn(): Promise<TokenSet> {
			signIns += 1;
			if (reason !== undefined) throw reason;
			return await Promise.resolve({ accessToken: 'a token', lifetime: 3600, response: {} });
		},
	};
	for (let item = 0; item < ITEMS; item++) {
		await engine.get(grant, { timeout: 30_000 }).catch(() => undefined);
	}
	return signIns;
}
