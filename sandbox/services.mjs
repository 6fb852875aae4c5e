import { answerEndpoint } from './endpoint.mjs';
import { createFaults } from './faults.mjs';
import { createLog } from './log.mjs';
import { providers } from './providers/index.mjs';
import { createTokens } from './tokens.mjs';
import { answerWhoami } from './whoami.mjs';

/**
 * The routes of every provider, and the state behind them.
 *
 * @param {() => number} now
 */
export function createServices(now) {
	/** @type {Map<string, { name: string, answer: (request: import('./types.mjs').Request) => import('./types.mjs').Answer }>} */
	const routes = new Map();
	/** @type {Record<string, import('./tokens.mjs').Tokens>} */
	const tokens = {};

	for (const provider of providers) {
		const own = createTokens({ now, lifetime: provider.lifetime });
		tokens[provider.name] = own;
		for (const endpoint of provider.endpoints) {
			routes.set(`/${provider.name}${endpoint.path}`, {
				name: `${provider.name}.${endpoint.name}`,
				answer: (request) => answerEndpoint(endpoint, request, { tokens: own, now }),
			});
		}
		routes.set(`/${provider.name}/whoami`, {
			name: `${provider.name}.whoami`,
			answer: (request) => answerWhoami(provider.name, request, own),
		});
	}
	const endpoints = [...routes.values()].map(({ name }) => name);
	const state = { log: createLog({ now, endpoints }), faults: createFaults(endpoints), tokens };
	return { routes, state };
}
