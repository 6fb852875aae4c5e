import { table } from '../../markdown.mjs';
import { plot, writeImage } from './plot.mjs';
import type { Count, SizeRow, Variant } from './rows';

const labels: Record<Variant, string> = {
	alone: 'not shared',
	same: 'shared, equal margins',
	random: 'shared, random margins (as shipped)',
	sameLeft: 'equal margins, the owner gone',
	randomLeft: 'random margins, the owner gone',
};
const drawn: Array<[Variant, string, string?]> = [
	['alone', '#b3261e'],
	['sameLeft', '#c77700', '2 4'],
	['same', '#c77700'],
	['randomLeft', '#1a66c2', '2 4'],
	['random', '#1a66c2'],
];

const cell = ({ median, least, most }: Count) =>
	least === most ? `${median}` : `${median} (${least} to ${most})`;

/** Writes docs/images/scaling.svg. */
export function writePlot(rows: SizeRow[]): void {
	const texts = {
		title: 'Sign-ins per token lifetime',
		x: 'processes of n8n, 10 requests a second in all',
		y: 'sign-ins: median, and range',
	};
	const lines = drawn.map(([variant, colour, dash]) => ({
		...{ label: labels[variant], colour, dash },
		points: rows.map((row) => ({ x: row.processes, ...row[variant].renewals })),
	}));
	writeImage(plot(texts, lines), 'scaling');
}

const HEAD = [
	'processes',
	'new credential',
	'not shared',
	'shared',
	'shared, first process restarted',
];

/** docs/scaling.md with the rows of a new run. */
export function pageOf(page: string, sizes: SizeRow[]): string {
	const rows = sizes.map(({ processes, alone, random, randomLeft }) => [
		processes.toLocaleString('en'),
		cell(random.cold),
		...[alone, random, randomLeft].map(({ renewals }) => cell(renewals)),
	]);
	return page.replace(/^\|(.|\n\|)+/m, table([HEAD, ...rows]));
}
