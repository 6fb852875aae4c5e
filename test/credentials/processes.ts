import { jest } from '@jest/globals';
import * as registry from '../../credentials/registry';
import { forms } from '../core/forms.mjs';
import { createN8n } from '../n8n.mjs';
import { api } from './support';

/** The package as a process of its own has it. */
function load(): typeof registry {
	let loaded = registry;
	jest.isolateModules(() => {
		loaded = jest.requireActual('../../credentials/registry');
	});
	return loaded;
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
		processes: packages.map(({ tokenCredentials: { voipex: Voipex } }) => {
			const n8n = createN8n({ voipexApi: new Voipex() }, stored);
			return {
				...n8n,
				request: async (method: 'GET' | 'POST' = 'GET') =>
					await n8n.legacyRequest('voipexApi', { uri: api, method, json: true }),
			};
		}),
	};
}
