import { mkdirSync, writeFileSync } from 'node:fs';

/**
 * A line of a plot.
 *
 * @typedef {object} Line
 * @property {string} label
 * @property {string} colour
 * @property {string} [dash] as in SVG
 * @property {Array<{ x: number, median: number, least: number, most: number }>} points
 */

const WIDTH = 760;
const HEIGHT = 440;
const LEFT = 64;
const RIGHT = 20;
const TOP = 56;
const BOTTOM = 56;
const MAX = 1000;
/** Part of a decade that is left free at the ends. */
const EDGE = 0.08;

/** @param {number} value @param {number} from @param {number} to pixels */
const scaled = (value, from, to) =>
	from + ((Math.log10(value) + EDGE) / (Math.log10(MAX) + 2 * EDGE)) * (to - from);
const xOf = (/** @type {number} */ value) => scaled(value, LEFT, WIDTH - RIGHT).toFixed(1);
const yOf = (/** @type {number} */ value) => scaled(value, HEIGHT - BOTTOM, TOP).toFixed(1);

/**
 * A plot of counts from 1 to 1,000 over counts from 1 to 1,000, both axes logarithmic, as SVG.
 *
 * @param {object} texts
 * @param {string} texts.title
 * @param {string} texts.x
 * @param {string} texts.y
 * @param {Line[]} lines
 */
export function plot({ title, x, y }, lines) {
	const middle = (HEIGHT - BOTTOM + TOP) / 2;
	return `${[
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="${title}">`,
		`<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
		`<text x="${LEFT}" y="28" font-size="16" font-weight="600" fill="#222">${title}</text>`,
		...[1, 10, 100, 1000].flatMap(ticks),
		text(x, (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14),
		`<g transform="rotate(-90 18 ${middle})">${text(y, 18, middle)}</g>`,
		...lines.flatMap(drawn),
		...lines.flatMap(legend),
		'</svg>',
	].join('\n')}\n`;
}

/** @param {string} words @param {number | string} x @param {number | string} y @param {string} [anchor] */
const text = (words, x, y, anchor = 'middle') =>
	`<text x="${x}" y="${y}" text-anchor="${anchor}" fill="#444">${words}</text>`;

/** @param {number} value */
function ticks(value) {
	const label = value.toLocaleString('en');
	const [x, y] = [xOf(value), yOf(value)];
	return [
		`<path d="M${x} ${TOP}V${HEIGHT - BOTTOM}M${LEFT} ${y}H${WIDTH - RIGHT}" stroke="#ddd"/>`,
		text(label, x, HEIGHT - BOTTOM + 20),
		text(label, LEFT - 8, Number(y) + 4, 'end'),
	];
}

/** @param {Line} line */
function drawn({ colour, dash = 'none', points }) {
	const path = points.map(({ x, median }) => `${xOf(x)} ${yOf(median)}`).join('L');
	const ranges = points
		.filter(({ least, most }) => least < most)
		.map(({ x, least, most }) => `M${xOf(x)} ${yOf(least)}V${yOf(most)}`);
	return [
		`<path d="M${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>`,
		`<path d="${ranges.join('')}" stroke="${colour}" stroke-width="6" stroke-opacity=".25"/>`,
		...points.map(
			({ x, median }) => `<circle cx="${xOf(x)}" cy="${yOf(median)}" r="3.5" fill="${colour}"/>`,
		),
	];
}

/** @param {Line} line @param {number} index */
function legend({ label, colour, dash = 'none' }, index) {
	const y = TOP + 18 + index * 20;
	return [
		`<path d="M${LEFT + 16} ${y}h28" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>`,
		text(label, LEFT + 52, y + 4, 'start'),
	];
}

/** @param {string} svg @param {string} name of the file in docs/images */
export function writeImage(svg, name) {
	const folder = new URL('../../../docs/images/', import.meta.url);
	mkdirSync(folder, { recursive: true });
	writeFileSync(new URL(`${name}.svg`, folder), svg);
}
