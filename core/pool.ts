/**
 * Runs jobs with a limit on how many are under way at once.
 *
 * @param count - the number of jobs; each is called with its index, in order
 * @param limit - how many run at once
 * @param goOn - asked before each start; once it says no, nothing new is started
 */
export async function runPool(
	count: number,
	limit: number,
	goOn: () => boolean,
	job: (index: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	const lane = async () => {
		while (next < count && goOn()) await job(next++);
	};
	const lanes = Math.max(1, Math.min(count, Math.trunc(limit) || 1));
	await Promise.all(Array.from({ length: lanes }, lane));
}
