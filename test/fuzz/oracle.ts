import { expect } from '@jest/globals';
import { isTokenError, type TokenError } from '../../core/errors';
import { textOf } from '../markdown.mjs';
import { searcherFor } from '../secrets.mjs';

const CODES = [...textOf('docs/errors.md').matchAll(/^\| `(\w+)` /gm)].map(([, code]) => code);

/** What the package says when it met with something that it should have foreseen. */
const UNFORESEEN = /ended unexpectedly/;

/** Expects a code of the contract, and a message and a description that say something. */
export function expectWords({ errorCode, message, description }: Words): void {
	expect(CODES).toContain(errorCode);
	expect(message).toMatch(/\S/);
	expect(description).toMatch(/\S/);
	expect(message).not.toMatch(UNFORESEEN);
}

type Words = Pick<TokenError, 'message' | 'description'> & { errorCode: unknown };

/**
 * Runs a function that may end in one of the package's own errors and in nothing else.
 *
 * @param secrets - must not be in any property of the error
 * @returns what it gave, or undefined if it was refused
 */
export function settle<T>(secrets: string[], run: () => T): T | undefined {
	try {
		return run();
	} catch (thrown) {
		const error = thrown as TokenError;
		expect(isTokenError(thrown) ? 'a token error' : error.stack).toBe('a token error');
		expectWords(error);
		expectSilent(secrets, shownOf(error));
		return undefined;
	}
}

/** Expects a text to hold no secret in any spelling. */
export function expectSilent(secrets: string[], text: string): void {
	const leaks = searcherFor(Object.fromEntries(secrets.entries()))(text);
	expect({ leaks, text: leaks.length > 0 ? text : '' }).toEqual({ leaks: [], text: '' });
}

/** Everything that an error carries, properties that do not show by themselves included. */
export function shownOf(error: Error): string {
	const properties = Object.getOwnPropertyNames(error) as Array<keyof Error>;
	return properties.map((name) => `${name}: ${show(error[name])}`).join('\n');
}

const show = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** What a header may carry as a token: visible ASCII (RFC 6750 section 2.1). */
export const TOKEN = /^[\x21-\x7e]{1,15000}$/;
