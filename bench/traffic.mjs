import { createRequire } from 'node:module';

import { markdownTable } from 'markdown-table';

import { scenarios } from '../test/model/scenarios.mjs';
import { runScenario } from '../test/model/traffic.mjs';

const load = createRequire(import.meta.url);

/**
 * Minutes of steady traffic in hard times on a virtual clock, each beside what it may cost at the most;
 * a row without a bound is one that is lost.
 */
export async function trafficTable() {
	const { createEngine } = load('../dist/core/engine/engine.js');
	const { tokenError } = load('../dist/core/errors.js');
	const rows = [];
	for (const scenario of scenarios(tokenError)) {
		const { signIns, failed, calls } = await runScenario(createEngine, scenario);
		const { bounds } = scenario;
		rows.push([
			scenario.name,
			`${signIns}`,
			`${bounds.signIns ?? ''}`,
			`${failed} of ${calls}`,
			`${bounds.failed ?? ''}`,
		]);
	}
	const head = ['', 'sign-ins', 'at most', 'calls that failed', 'at most'];
	return markdownTable([head, ...rows], { align: ['l', 'r', 'r', 'r', 'r'] });
}
