import { jest } from '@jest/globals';
import type * as workflow from 'n8n-workflow';
import type * as registry from '../../credentials/registry';
import { tokenCredentials } from '../../credentials/registry';
import type * as node from '../../nodes/GetAuthToken/GetAuthToken.node';
import { GetAuthToken } from '../../nodes/GetAuthToken/GetAuthToken.node';
import { forms } from '../core/forms.mjs';
import { createN8n, start } from '../n8n.mjs';
import { api } from './support';

/** The package as a process of its own has it. */
function load() {
	let Voipex = tokenCredentials.voipex;
	let Node = GetAuthToken;
	jest.isolateModules(() => {
		start(jest.requireActual<typeof workflow>('n8n-workflow'));
		const credentials = jest.requireActual<typeof registry>('../../credentials/registry');
		const nodes = jest.requireActual<typeof node>('../../nodes/GetAuthToken/GetAuthToken.node');
		Voipex = credentials.tokenCredentials.voipex;
		Node = nodes.GetAuthToken;
	});
	return { Voipex, Node };
}

/**
 * Processes of n8n with one store, each of which has loaded the package for itself. The credential is
 * that of VoIPEX.
 *
 * @param change - what the form says other than the fixture's; a function stands for expressions
 */
export function createProcesses(
	count: number,
	change: object | ((itemIndex: number) => object) = {},
) {
	const form = forms.voipex;
	const filledIn =
		typeof change === 'function'
			? (item: number) => ({ ...form, ...change(item) })
			: { ...form, ...change };
	const stored = { voipexApi: filledIn as Record<string, unknown> };
	const packages = Array.from({ length: count }, load);
	return {
		stored,
		processes: packages.map(({ Voipex, Node }) => {
			const n8n = createN8n({ voipexApi: new Voipex() }, stored);
			/** What Get Auth Token gives for these items, set to continue. */
			async function tokens(items: object[], parameters: object = {}) {
				const { items: given } = await n8n.execute(new Node(), {
					items,
					onError: 'continueRegularOutput',
					parameters: { provider: 'voipex', ...parameters },
				});
				return given.map(({ json }) => json as Record<string, unknown>);
			}
			return {
				...n8n,
				tokens,
				request: async (method: 'GET' | 'POST' = 'GET') =>
					await n8n.legacyRequest('voipexApi', { uri: api, method, json: true }),
				/** What Get Auth Token gives for one item. */
				async token(parameters: object = {}) {
					const { items } = await n8n.execute(new Node(), {
						parameters: { provider: 'voipex', ...parameters },
					});
					return items[0]!.json as Record<string, unknown>;
				},
			};
		}),
	};
}
