import type { Breach } from './promises';

/** What the engine did beside what it has to do by the reference model, line by line. */
export function compare(seen: string[], owed: string[]): Breach[] {
	const without = (lines: string[], others: string[]) => {
		const left = [...others];
		return lines.filter((line) => {
			const index = left.indexOf(line);
			if (index >= 0) left.splice(index, 1);
			return index < 0;
		});
	};
	const isAnswer = (line: string) => line.includes('caller');
	const surplus = without(seen, owed).map((what): Breach => ({
		promise: isAnswer(what) ? 'answers' : 'sparing',
		what,
	}));
	const missing = without(owed, seen).map((what): Breach => ({
		promise: isAnswer(what) ? 'answers' : 'willing',
		what: `no ${what}`,
	}));
	return [...surplus, ...missing];
}
