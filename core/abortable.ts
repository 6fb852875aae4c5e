/** Settles when the promise does or rejects when the signal fires, whichever is first. */
export async function abortable<T>(
	signal: AbortSignal | undefined,
	promise: Promise<T>,
): Promise<T> {
	if (signal === undefined) return await promise;
	let stop = () => {};
	const aborted = new Promise<never>((_, reject) => {
		stop = () => reject(signal.reason);
		if (signal.aborted) stop();
		signal.addEventListener('abort', stop, { once: true });
	});
	return await Promise.race([promise, aborted]).finally(() =>
		signal.removeEventListener('abort', stop),
	);
}
