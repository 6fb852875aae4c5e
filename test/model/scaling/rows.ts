import { max, median, min } from 'simple-statistics';
import { simulate, type Outcome, type Setting } from './simulate';

/** The ways in which processes use a token. */
export const variants = {
	alone: { isShared: false },
	same: { isRandom: false },
	random: {},
	sameLeft: { isRandom: false, ownerLeaves: true },
	randomLeft: { ownerLeaves: true },
} satisfies Record<string, Partial<Setting>>;

export type Variant = keyof typeof variants;

/** A count that was seen several times. */
export interface Count {
	median: number;
	least: number;
	most: number;
}

export interface Measured {
	cold: Count;
	/** Sign-ins per lifetime. */
	renewals: Count;
}

export type SizeRow = { processes: number } & Record<Variant, Measured>;

const SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

const countOf = (values: number[]): Count => ({
	...{ median: median(values), least: min(values), most: max(values) },
});

/** What some runs come to, with other chances each. */
export async function measure(setting: Omit<Setting, 'seed'>, seeds: number): Promise<Measured> {
	const outcomes: Outcome[] = [];
	for (let seed = 1; seed <= seeds; seed++) outcomes.push(await simulate({ ...setting, seed }));
	return {
		cold: countOf(outcomes.map(({ cold }) => cold)),
		renewals: countOf(outcomes.flatMap(({ renewals }) => renewals)),
	};
}

/** One to 1,000 processes. Those that do not share take long, and differ little. */
export async function measureSizes(): Promise<SizeRow[]> {
	const rows: SizeRow[] = [];
	for (const processes of SIZES) {
		const shared = async (variant: Partial<Setting>) =>
			await measure({ ...variant, processes, lifetimes: 5 }, 3);
		rows.push({
			processes,
			alone: await measure({ ...variants.alone, processes, lifetimes: 2 }, 1),
			same: await shared(variants.same),
			random: await shared(variants.random),
			sameLeft: await shared(variants.sameLeft),
			randomLeft: await shared(variants.randomLeft),
		});
	}
	return rows;
}
