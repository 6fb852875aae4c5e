import { describe, expect, it } from '@jest/globals';
import { canWriteBack } from '../../../core/n8n/writeBack';

describe('n8n is made to write a credential back', () => {
	it('by 2.41, which these tests run with', () => {
		expect(canWriteBack()).toBe(true);
	});

	it.each([
		['2.34.0 and later', { getCredentialActivationParameters: () => undefined }, true],
		['a version that lost one of the two', { resolveSupportedCredentialActivation: 1 }, true],
		['a version before 2.34.0, which overwrites expressions', { NodeHelpers: {} }, false],
	])('by %s: %#', (_, library, expected) => {
		expect(canWriteBack(library)).toBe(expected);
	});
});
