import type { Grant } from '../../core/engine/grant';
import type { TokenSet } from '../../core/response/tokenResponse';
import type { Granted, Outcome } from './op';
import { isFinal, reasonOf } from './outcome';
import type { Call, Moment, Request } from './trace';

/** A request that waits for its answer. */
export interface Open {
	request: Request;
	answer(outcome: Outcome, text: string): void;
}

/** A provider that answers when and as the test says. @param stamp - the present moment */
export function createProvider(stamp: () => Moment, log: (line: string) => void) {
	const open: Open[] = [];
	const requests: Request[] = [];

	async function ask(
		call: Call,
		limit: number,
		refreshToken?: string,
		flight?: Moment,
	): Promise<TokenSet> {
		const { key } = call;
		log(refreshToken === undefined ? `sign-in ${key}` : `refresh ${refreshToken}`);
		const now = stamp();
		const isTest = call.op === 'test';
		const request: Request = { ...now, key, isTest, caller: call, flight: flight ?? now, limit };
		if (refreshToken !== undefined) request.refreshToken = refreshToken;
		requests.push(request);
		return await new Promise((resolve, reject) => {
			const waiting: Open = {
				request,
				answer(outcome, text) {
					open.splice(open.indexOf(waiting), 1);
					request.answered = { ...stamp(), outcome, text };
					if (outcome.ends === 'granted') return resolve(tokenSetOf(outcome, text));
					const reason = reasonOf(outcome.ends, outcome.retryAfter);
					request.answered.reason = reason;
					return reject(reason);
				},
			};
			open.push(waiting);
		});
	}

	/** The recipe for one caller. */
	function grantOf(call: Call): Grant {
		/** A refresh that was of no use, to be followed by a sign-in. */
		let begun: { flight: Moment; endedAt: number } | undefined;
		return {
			key: call.key,
			loginKey: call.key,
			title: 'The Provider',
			async signIn(limit) {
				const isNext = begun?.endedAt === stamp().passed;
				return await ask(call, limit, undefined, isNext ? begun?.flight : undefined);
			},
			...(call.canRefresh && {
				async refresh(refreshToken: string, limit: number) {
					const asked = ask(call, limit, refreshToken);
					const request = requests.at(-1);
					asked.catch(() => {
						const { outcome, passed } = request?.answered ?? {};
						if (request === undefined || isFinal(outcome)) return;
						begun = { flight: request.flight, endedAt: passed ?? NaN };
					});
					return await asked;
				},
			}),
		};
	}
	/** The newest token of a key, as the provider sees it. */
	const lastIssued = (key: string) =>
		requests.filter((one) => one.key === key && one.answered?.outcome.ends === 'granted').at(-1)
			?.answered?.text;

	return { open, requests, grantOf, lastIssued };
}

function tokenSetOf({ lifetime, refreshLifetime, rotates }: Granted, text: string): TokenSet {
	return {
		accessToken: text,
		lifetime,
		...(rotates && { refreshToken: text }),
		...(rotates && refreshLifetime !== undefined && { refreshLifetime }),
		response: {},
	};
}
