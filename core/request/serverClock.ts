/** A difference below this is the time that a response was on its way, milliseconds. */
const MIN_DIFFERENCE_MS = 5_000;
const MAX_SERVERS = 1000;

/** By how much the clock of a server is ahead of ours, in milliseconds, where that is worth a correction. */
const ahead = new Map<string, number>();

/** Notes what a response said the time is. @param date - from its `Date` header, epoch milliseconds */
export function noteServerTime({ origin }: URL, date: number | undefined): void {
	if (date === undefined) return;
	const difference = date - Date.now();
	ahead.delete(origin);
	if (Math.abs(difference) < MIN_DIFFERENCE_MS) return;
	const [oldest] = ahead.keys();
	if (ahead.size >= MAX_SERVERS && oldest !== undefined) ahead.delete(oldest);
	ahead.set(origin, difference);
}

/** The time by the clock of a server as far as it is known, else by ours; epoch milliseconds. */
export function serverTime({ origin }: URL): number {
	return Date.now() + (ahead.get(origin) ?? 0);
}
