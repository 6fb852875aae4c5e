/** Parses JSON. @returns undefined where the text is not JSON */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Parses JSON, or a form (`application/x-www-form-urlencoded`). @returns undefined where the text is neither */
export function parseBody(text: string): unknown {
	const json = parseJson(text);
	const isForm = json === undefined && /^\s*[\w.-]+=[^\s<>"{}]*\s*$/.test(text);
	return isForm ? Object.fromEntries(new URLSearchParams(text.trim())) : json;
}

/** A path as JavaScript, JSONPath and jq write it, such as `$.data[0]['token']`, with dots alone. */
export function toDotted(path: string): string {
	return path
		.replace(/\.?\[\s*(?:(\d+)|'([^']*)'|"([^"]*)")\s*\]/g, '.$1$2$3')
		.replace(/^\$?\./, '');
}

/**
 * Reads a dotted path, for example `data.0.token`. Only own properties are followed, so a response cannot reach
 * into a prototype; a key that itself contains dots is found as well.
 */
export function getPath(value: unknown, path: string): unknown {
	if (typeof value !== 'object' || value === null) return undefined;
	if (Object.hasOwn(value, path)) return (value as Record<string, unknown>)[path];
	for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
		const key = path.slice(0, dot);
		const held = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
		const found = getPath(held, path.slice(dot + 1));
		if (found !== undefined) return found;
	}
	return undefined;
}

/** A number as providers write it: as such or as a numeric string. @returns undefined for anything else */
export function toNumber(value: unknown): number | undefined {
	const isNumeric = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value);
	const number = isNumeric ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The own values of a JSON object by plain names, for `error_message`, `errorMessage` or `ErrorMessage`; the first
 * that has a value counts.
 */
export function plainNames(value: unknown): ReadonlyMap<string, unknown> {
	const values = new Map<string, unknown>();
	for (const [name, own] of isRecord(value) ? Object.entries(value) : []) {
		const plain = name.toLowerCase().replace(/[_-]/g, '');
		values.set(plain, values.get(plain) ?? own);
	}
	return values;
}
