/**
 * Runs jobs with a limit on how many are under way at once.
 *
 * @param count - the number of jobs; each is called with its index, in order
 * @param limit - how many run at once
 * @param stop - once it fires, nothing new is started
 */
export async function runPool(
	count: number,
	limit: number,
	stop: AbortSignal,
	job: (index: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	const lane = async () => {
		while (next < count && !stop.aborted) await job(next++);
	};
	const lanes = Math.max(1, Math.min(count, Math.trunc(limit) || 1));
	await Promise.all(Array.from({ length: lanes }, lane));
}
