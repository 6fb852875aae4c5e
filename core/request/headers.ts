/** The headers without some names, in whatever case they were written. @param names - in lower case */
export function withoutHeader(
	headers: object | undefined,
	...names: string[]
): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(headers ?? {}).filter(([key]) => !names.includes(key.toLowerCase())),
	);
}
