import { max, median, min } from 'simple-statistics';
import { table } from '../../markdown.mjs';
import { simulate, type Outcome, type Setting } from './simulate';

const SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const HEAD = [
	...['processes', 'new credential', 'not shared', 'shared', 'shared, first process restarted'],
];

/** What some runs come to, with other chances each. */
export async function measure(setting: Omit<Setting, 'seed'>, seeds: number) {
	const outcomes: Outcome[] = [];
	for (let seed = 1; seed <= seeds; seed++) outcomes.push(await simulate({ ...setting, seed }));
	return {
		cold: outcomes.map(({ cold }) => cold),
		/** Sign-ins per lifetime. */
		renewals: outcomes.flatMap(({ renewals }) => renewals),
	};
}

function cell(counts: number[]): string {
	const [least, most] = [min(counts), max(counts)];
	return least === most ? `${least}` : `${median(counts)} (${least} to ${most})`;
}

/** The table of docs/scaling.md. Processes that do not share take long, and differ little. */
export async function measureSizes(): Promise<string> {
	const rows: string[][] = [];
	for (const processes of SIZES) {
		const alone = await measure({ processes, isShared: false, lifetimes: 2 }, 1);
		const shared = await measure({ processes, lifetimes: 5 }, 3);
		const restarted = await measure({ processes, lifetimes: 5, ownerLeaves: true }, 3);
		rows.push([
			processes.toLocaleString('en'),
			...[shared.cold, alone.renewals, shared.renewals, restarted.renewals].map(cell),
		]);
	}
	return table([HEAD, ...rows]);
}
