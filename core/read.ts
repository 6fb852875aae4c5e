/**
 * Reads a dotted path, for example `data.attributes.0.token`. Only own properties are followed, so
 * an answer cannot reach into a prototype; a key that itself contains dots is found as well.
 *
 * @returns the value, or undefined where the path leads nowhere
 */
export function read(value: unknown, path: string): unknown {
	if (typeof value !== 'object' || value === null) return undefined;
	if (Object.hasOwn(value, path)) return (value as Record<string, unknown>)[path];
	const dot = path.indexOf('.');
	if (dot < 0) return undefined;
	const key = path.slice(0, dot);
	if (!Object.hasOwn(value, key)) return undefined;
	return read((value as Record<string, unknown>)[key], path.slice(dot + 1));
}
