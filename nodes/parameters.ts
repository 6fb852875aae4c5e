import type { IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../core/json';

/** Reads a parameter, whatever its type. The fallback is for one that the form does not have. */
export type ReadParameter = (name: string, fallback?: unknown) => unknown;

/**
 * Makes the function that reads the parameters of each item. n8n takes nearly as long to work out an
 * expression as to send a request. So it is not asked for a value that is the same for all items, nor for a
 * field of the item, which is what the editor writes when one is dragged into a parameter.
 */
export function createParameters(context: IExecuteFunctions): (itemIndex: number) => ReadParameter {
	const inputs = context.getInputData();
	const known = new Map<string, (itemIndex: number) => unknown>();
	const sourceOf = (name: string, fallback: unknown) => {
		const typed: unknown = context.getNodeParameter(name, 0, fallback, { rawExpressions: true });
		const resolve = (itemIndex: number): unknown =>
			context.getNodeParameter(name, itemIndex, fallback);
		if (!hasExpression(typed)) {
			const value = resolve(0);
			return () => value;
		}
		const path = fieldPath(typed);
		return (itemIndex: number) =>
			(path && plainValue(inputs[itemIndex]?.json, path)) ?? resolve(itemIndex);
	};
	return (itemIndex) => (name, fallback) => {
		const source = known.get(name) ?? sourceOf(name, fallback);
		known.set(name, source);
		return source(itemIndex);
	};
}

/** n8n takes text for an expression if it begins with "=", however deep in a parameter it stands. */
function hasExpression(typed: unknown): boolean {
	if (typeof typed === 'object' && typed !== null) return Object.values(typed).some(hasExpression);
	return typeof typed === 'string' && typed.startsWith('=');
}

/**
 * A field of the item and nothing else: `={{ $json.login }}`, `={{ $json.body['MT login'] }}`. n8n refuses a few
 * names, such as `constructor`, for what they lead to in a prototype; here they lead to the item's own text.
 */
const FIELD = /^=\{\{\s*\$json((?:\.[A-Za-z_]\w*|\['[^'\\{}\r\n\u2028\u2029]+'\])+)\s*\}\}$/;

/** The names in such an expression, from the outside in. */
function fieldPath(typed: unknown): string[] | undefined {
	const path = typeof typed === 'string' ? FIELD.exec(typed)?.[1] : undefined;
	const names = path?.matchAll(/\.(\w+)|\['([^']+)'\]/g);
	return names && [...names].map(([, plain, quoted]) => plain ?? quoted ?? '');
}

/** @returns undefined for anything but text and numbers: n8n may see more in it */
function plainValue(json: unknown, path: readonly string[]): string | number | undefined {
	const value = path.reduce<unknown>(
		(whole, name) => (isRecord(whole) && Object.hasOwn(whole, name) ? whole[name] : undefined),
		json,
	);
	return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
