import { describe, expect, it } from '@jest/globals';
import { createEngine } from '../../core/engine/engine';
import { tokenError } from '../../core/errors';
import { scenarios } from './scenarios.mjs';
import { runScenario } from './traffic.mjs';

describe('one call a second, unless the scenario says otherwise, costs no more than its bound', () => {
	it.each(scenarios(tokenError))('$name', async (scenario) => {
		const { signIns, failed, failures } = await runScenario(createEngine, scenario);
		const { bounds } = scenario;
		expect(signIns).toBeLessThanOrEqual(bounds.signIns ?? Infinity);
		expect(failures.at(-1) ?? 0).toBeLessThanOrEqual(bounds.lastFailed ?? Infinity);
		expect(failed).toBeLessThanOrEqual(bounds.failed ?? Infinity);
	});
});
