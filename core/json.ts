/** Parses JSON. @returns undefined where the text is not JSON */
export function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
