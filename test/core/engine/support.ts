import { createEngine } from '../../../core/engine/engine';
import type { Grant } from '../../../core/engine/grant';
import type { TokenResult } from '../../../core/engine/token';
import type { GetOptions } from '../../../core/engine/wait';
import { tokenError, type ErrorCode, type TokenErrorDetails } from '../../../core/errors';
import type { TokenSet } from '../../../core/response/tokenResponse';
import { createWorld } from '../../model/world.mjs';

/** What the provider does next: it issues a token with these properties, or an error. */
type Scripted = Partial<TokenSet> | Error | Promise<Partial<TokenSet>>;

export const HOUR = 3600;

/** An engine on a clock that only the test moves, and a provider that does as scripted. */
export function setUp({ capacity, random }: { capacity?: number; random?: () => number } = {}) {
	const world = createWorld();
	let step = 0;
	const now = () => world.now() + step;
	let serial = 0;
	const engine = createEngine({
		now,
		sleep: world.sleep,
		...(capacity && { capacity }),
		...(random && { random }),
	});
	const calls: string[] = [];
	const script: Scripted[] = [];

	async function respond(call: string): Promise<TokenSet> {
		calls.push(call);
		const accessToken = `token ${++serial}`;
		const next = await (script.shift() ?? {});
		if (next instanceof Error) return await Promise.reject(next);
		return { accessToken, lifetime: HOUR, response: {}, ...next };
	}

	const grantOf = (key: string, loginKey = key): Grant => ({
		key,
		loginKey,
		title: 'VoIPEX',
		fingerprint: (salt) => `${key} under ${salt}`,
		signIn: async () => await respond(`sign-in ${key}`),
	});
	const options: GetOptions = { timeout: 30_000 };
	const grant = grantOf('a');
	return {
		engine,
		calls,
		grant,
		grantOf,
		refreshing: {
			...grant,
			refresh: async (refreshToken: string) => await respond(`refresh ${refreshToken}`),
		} satisfies Grant,
		get: async (more: Partial<GetOptions> = {}, of = grant) =>
			await engine.get(of, { ...options, ...more }),
		renew: async (rejected: TokenResult, of = grant) => await engine.renew(of, rejected, options),
		test: async (of = grant) => await engine.test(of, options),
		/** What the provider does with the next calls; after that it issues tokens of an hour. */
		next: (...scripted: Scripted[]) => script.push(...scripted),
		/** A response that waits for the test. */
		held() {
			let release: (tokenSet: Partial<TokenSet>) => void = () => undefined;
			let refuse: (reason: Error) => void = () => undefined;
			script.push(
				new Promise((resolve, reject) => {
					release = resolve;
					refuse = reject;
				}),
			);
			return {
				release: (tokenSet = {}) => release(tokenSet),
				refuse: (reason: Error) => refuse(reason),
			};
		},
		/** Lets time pass. */
		pass: async (seconds: number) => await world.pass(seconds * 1000),
		/** Sets the machine's clock. */
		step(seconds: number) {
			step += seconds * 1000;
		},
		now,
	};
}

export const failure = (errorCode: ErrorCode, details: TokenErrorDetails = {}) =>
	tokenError(errorCode, 'It did not work.', 'Check it.', details);
export const rejected = () => failure('credentials_rejected', { status: 401 });
/** The provider responds, and cannot process the sign-in. */
export const unable = () => failure('provider_unavailable', { status: 500 });
/** The server is down. */
export const unreachable = () => failure('provider_unavailable', { retryable: true });
/** The server closes the connection without a response. */
export const unanswered = () =>
	failure('provider_unavailable', { retryable: true, unanswered: true });
