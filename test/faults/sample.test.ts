import { describe, expect, it } from '@jest/globals';
import { faults } from './faults.mjs';
import { isTried, services } from './services.mjs';

const groups = ['token false', 'token true', 'link false'].map((group) =>
	services.filter((one) => `${one.kind} ${one.refreshAfter !== undefined}` === group),
);

describe('what a run tries', () => {
	it('has each fault at a sign-in, a refresh and a link, where it is one of theirs', () => {
		for (const group of groups) {
			expect(group).not.toEqual([]);
			const missed = faults.filter((fault) => !group.some((service) => isTried(fault, service)));
			expect(missed).toEqual([]);
		}
	});

	it.each(services)('has each sort of fault at $title', (service) => {
		const tried = faults.filter((fault) => isTried(fault, service)).map(({ name }) => name);
		for (const sort of [/connection|slow|certificate/, /JSON/, /HTTP \d/, /redirect/]) {
			expect(tried).toContainEqual(expect.stringMatching(sort));
		}
		const special = faults.filter(({ expect: codes }) => service.name in codes);
		expect(special.filter((fault) => !isTried(fault, service))).toEqual([]);
	});
});
