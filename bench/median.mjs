/** @param {number[]} numbers */
export function median(numbers) {
	const sorted = [...numbers].sort((one, other) => one - other);
	const half = (sorted.length - 1) / 2;
	return (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
}

/**
 * The median of some counts, with the least and the most where they differ.
 *
 * @param {number[]} counts
 */
export function spread(counts) {
	const [least, most] = [Math.min(...counts), Math.max(...counts)];
	return least === most ? String(least) : `${median(counts)} (${least} to ${most})`;
}
