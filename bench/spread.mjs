import { max, median, min } from 'simple-statistics';

/**
 * The median of some counts, with the least and the most where they differ.
 *
 * @param {number[]} counts
 */
export function spread(counts) {
	const [least, most] = [min(counts), max(counts)];
	return least === most ? String(least) : `${median(counts)} (${least} to ${most})`;
}
