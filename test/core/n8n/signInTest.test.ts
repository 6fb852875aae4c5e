import { describe, expect, it, jest } from '@jest/globals';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { isTest } from '../../../core/n8n/signInTest';

const TEST_HEADER = 'x-credential-test';
const url = 'https://api.example/orders';

describe('the request of a credential test', () => {
	it('is none with the value of another process', () => {
		let other: IHttpRequestOptions['headers'];
		jest.isolateModules(() => {
			const copy = jest.requireActual<typeof import('../../../core/n8n/signInTest')>(
				'../../../core/n8n/signInTest',
			);
			other = copy.signInTest('https://auth.example').request.headers as typeof other;
		});
		expect(other?.[TEST_HEADER]).toMatch(/^[0-9a-f]{32}$/);
		expect(isTest({ url, headers: other })).toBe(false);
	});
});
