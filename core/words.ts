/** A span of time as messages put it. @param milliseconds - the span */
export function seconds(milliseconds: number): string {
	const count = Math.round(milliseconds / 100) / 10;
	return `${count} second${count === 1 ? '' : 's'}`;
}
