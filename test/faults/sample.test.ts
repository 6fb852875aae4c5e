import { describe, expect, it } from '@jest/globals';
import { faults } from './faults.mjs';
import { isTried, services } from './services.mjs';

const signIns = services.filter(
	({ kind, refreshAfter }) => kind === 'token' && refreshAfter === undefined,
);
const refreshes = services.filter(({ refreshAfter }) => refreshAfter !== undefined);
const links = services.filter(({ kind }) => kind === 'link');

describe('what a run tries', () => {
	it('has each fault at a sign-in, a refresh and a link, where it is one of theirs', () => {
		for (const group of [signIns, refreshes, links]) {
			const missed = faults.filter((fault) => !group.some((service) => isTried(fault, service)));
			expect(missed).toEqual([]);
		}
	});

	it('has faults of the network, bodies and statuses at each service', () => {
		for (const service of services) {
			const tried = faults.filter((fault) => isTried(fault, service)).map(({ name }) => name);
			for (const sort of [/connection|slow|certificate/, /JSON/, /HTTP \d/, /redirect/]) {
				expect(tried).toContainEqual(expect.stringMatching(sort));
			}
		}
	});

	it('has a fault wherever a provider has a code of its own for it', () => {
		for (const fault of faults) {
			const own = services.filter(({ name }) => name in fault.expect);
			expect(own.filter((service) => !isTried(fault, service))).toEqual([]);
		}
	});
});
