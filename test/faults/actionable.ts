import { expect } from '@jest/globals';

/** Expects a message that says what happened and a description that says what to do, both plainly. */
export function expectActionable(message = '', description = '') {
	expect(message).toMatch(/^\S.{15,}[."]$/);
	expect(message).not.toMatch(/(\S+:\d+) at \1/);
	expect(description).toMatch(/^["A-Z].{15,}\.$/);
	expect(`${message.replace(/It said: .*/, '')} ${description}`).not.toMatch(
		/\berror|problem|failure|undefined|\[object/i,
	);
}
