import { createEngine, type GetOptions } from '../../../core/engine/engine';
import type { Grant } from '../../../core/engine/grant';
import { tokenError, type ErrorCode, type TokenErrorDetails } from '../../../core/errors';
import type { TokenSet } from '../../../core/response/tokenResponse';

/** What the provider responds with next: a token with these properties, or an error. */
type Scripted = Partial<TokenSet> | Error | Promise<Partial<TokenSet>>;

export const HOUR = 3600;

/** An engine on a clock that only the test moves, and a provider that responds as scripted. */
export function setUp({
	capacity,
	start = 1_000_000_000_000,
}: { capacity?: number; start?: number } = {}) {
	let time = start;
	let issued = 0;
	const engine = createEngine({ now: () => time, ...(capacity && { capacity }) });
	const calls: string[] = [];
	const script: Scripted[] = [];

	async function respond(call: string): Promise<TokenSet> {
		calls.push(call);
		const accessToken = `token ${++issued}`;
		const next = await (script.shift() ?? {});
		if (next instanceof Error) return await Promise.reject(next);
		return { accessToken, lifetime: HOUR, response: {}, ...next };
	}

	const grantOf = (key: string): Grant => ({
		key,
		title: 'VoIPEX',
		signIn: async () => await respond(`sign-in ${key}`),
	});
	const withRefresh = (key: string): Grant => ({
		...grantOf(key),
		refresh: async (refreshToken) => await respond(`refresh ${refreshToken}`),
	});
	const options: GetOptions = { timeout: 30_000 };
	const grant = grantOf('a');
	return {
		engine,
		calls,
		grant,
		grantOf,
		refreshing: withRefresh('a'),
		get: async (more: Partial<GetOptions> = {}, of = grant) =>
			await engine.get(of, { ...options, ...more }),
		renew: async (refused: Parameters<typeof engine.renew>[1], of = grant) =>
			await engine.renew(of, refused, options),
		/** What the provider responds to the next calls; after that it issues tokens of an hour. */
		next: (...scripted: Scripted[]) => script.push(...scripted),
		/** A response that waits for the test. */
		held() {
			let release: (response: Partial<TokenSet>) => void = () => undefined;
			let refuse: (reason: Error) => void = () => undefined;
			script.push(
				new Promise((resolve, reject) => {
					release = resolve;
					refuse = reject;
				}),
			);
			return {
				release: (response = {}) => release(response),
				refuse: (reason: Error) => refuse(reason),
			};
		},
		pass(seconds: number) {
			time += seconds * 1000;
		},
	};
}

export const refusal = (errorCode: ErrorCode, details: TokenErrorDetails = {}) =>
	tokenError(errorCode, 'It did not work.', 'Check it.', details);
export const rejected = () => refusal('credentials_rejected');
export const away = () => refusal('provider_unavailable');
