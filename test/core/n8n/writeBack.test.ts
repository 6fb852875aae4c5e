import { describe, expect, it } from '@jest/globals';
import * as workflow from 'n8n-workflow';
import { canWriteBack } from '../../../core/n8n/writeBack';
import { start } from '../../n8n.mjs';

/** What n8n has given a logger, and what nobody has. */
const [started, untouched] = [
	{ error: () => undefined, warn: () => undefined },
	{ error: Math.abs, warn: Math.abs },
];

describe('n8n is made to write a credential back', () => {
	it('by 2.41, which these tests run with', () => {
		start(workflow);
		expect(canWriteBack()).toBe(true);
	});

	it('not where the package has a newer library of its own beside an older n8n', () => {
		expect(canWriteBack({ ...workflow, LoggerProxy: untouched })).toBe(false);
	});

	it.each([
		['2.34.0 and later', { getCredentialActivationParameters: () => undefined }, true],
		['a version that lost one of the two', { resolveSupportedCredentialActivation: 1 }, true],
		['a version before 2.34.0, which overwrites expressions', { NodeHelpers: {} }, false],
	])('by %s: %#', (_, library, expected) => {
		expect(canWriteBack({ LoggerProxy: started, ...library })).toBe(expected);
	});
});
