import { describe, expect, it, jest } from '@jest/globals';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { isTest, signInTest } from '../../../core/n8n/signInTest';

const TEST_HEADER = 'x-credential-test';
const url = 'https://api.example/orders';

/** The headers of the request that n8n sends to test a credential. */
const headers = signInTest('https://auth.example').request
	.headers as IHttpRequestOptions['headers'];

describe('the request of a credential test', () => {
	it.each<[string, IHttpRequestOptions['headers']]>([
		['no headers', undefined],
		['other headers', { accept: 'application/json' }],
		['the header with another value', { [TEST_HEADER]: 'yes' }],
		['the header with a value of the same length', { [TEST_HEADER]: '0'.repeat(32) }],
		['the value in another header', { 'x-other': headers?.[TEST_HEADER] }],
	])('is none with %s', (_, own) => {
		expect(isTest({ url, headers: own })).toBe(false);
	});

	it('is none with the value of another process', () => {
		let other: typeof headers;
		jest.isolateModules(() => {
			const copy = jest.requireActual<typeof import('../../../core/n8n/signInTest')>(
				'../../../core/n8n/signInTest',
			);
			other = copy.signInTest('https://auth.example').request.headers as typeof headers;
		});
		expect(other?.[TEST_HEADER]).toMatch(/^[0-9a-f]{32}$/);
		expect(isTest({ url, headers: other })).toBe(false);
	});
});
