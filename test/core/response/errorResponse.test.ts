import { describe, expect, it } from '@jest/globals';
import { bodyStatus, isErrorResponse } from '../../../core/response/refusal';
import { parseErrorResponse } from '../../../core/response/errorResponse';
import { exchangeOf } from '../support';

describe('an error response is parsed in each of the usual shapes', () => {
	it.each([
		[
			'OAuth',
			{ error: 'invalid_grant', error_description: 'Wrong login' },
			'invalid_grant',
			'Wrong login',
		],
		['OAuth without a description', { error: 'invalid_client' }, 'invalid_client', ''],
		['a nested error', { error: { code: 'E1', message: 'No' } }, 'E1', 'No'],
		['JSON:API', { errors: [{ code: '003', detail: 'No' }] }, '003', 'No'],
		['JSON:API with a title only', { errors: [{ title: 'No' }] }, '', 'No'],
		['an array', [{ status: 400, code: 'invalid_grant', message: 'No' }], 'invalid_grant', 'No'],
		['field errors', { errors: { email: ['Wrong', 'Short'] } }, '', 'email: Wrong'],
		['field errors as texts', { errors: { email: 'Wrong' } }, '', 'email: Wrong'],
		['a list of texts', { errors: ['No'] }, '', 'No'],
		['errors as one text', { errors: 'No' }, '', 'No'],
		['a message', { message: 'No' }, '', 'No'],
		['a list of messages', { message: ['No', 'Never'] }, '', 'No'],
		['a detail (RFC 9457)', { detail: 'No', code: 'E2' }, 'E2', 'No'],
		['the description before the message', { error_description: 'A', message: 'B' }, '', 'A'],
		['empty texts are passed over', { error_description: ' ', message: 'B' }, '', 'B'],
	])('%s', (_, body, providerCode, text) => {
		expect(parseErrorResponse(body)).toEqual({ providerCode, text });
	});

	it.each([
		undefined,
		null,
		true,
		0,
		'text',
		[],
		{},
		{ error: '' },
		{ error: null },
		{ error: 5 },
		{ errors: [] },
		{ errors: {} },
		{ access_token: 'abc' },
		JSON.parse('{"__proto__":{"error":"invalid_grant"}}'),
	])('%j is no error response', (body) => {
		expect(parseErrorResponse(body)).toBeUndefined();
	});
});

describe('a body with a good HTTP status is an error response', () => {
	const { service } = exchangeOf('b2copyBackOffice').exchange;

	it.each([
		{ error: 'invalid_grant' },
		{ error: { code: 'E1' } },
		{ errors: ['No'] },
		[{ error: 'No' }],
		[{ errors: ['No'] }],
		{ status: 401 },
		{ status: '503' },
		[{ status: 400 }],
		{ success: false },
		{ '2faRequired': true },
	])('if it is %j', (body) => {
		expect(isErrorResponse(service, body)).toBe(true);
	});

	it.each([
		{},
		[],
		null,
		'error',
		{ error: null },
		{ errors: null },
		{ status: 200 },
		{ status: 'ok' },
		{ success: true },
		{ '2faRequired': 'true' },
		{ message: 'No' },
	])('but not if it is %j', (body) => {
		expect(isErrorResponse(service, body)).toBe(false);
	});
});

describe('the status that a body names', () => {
	it.each([
		[{ status: 400 }, 400],
		[{ status: '422' }, 422],
		[[{ status: 599 }], 599],
		[{ status: 200 }, undefined],
		[{ status: 399 }, undefined],
		[{ status: 600 }, undefined],
		[{ status: 'error' }, undefined],
		[null, undefined],
	])('of %j is %p', (body, status) => {
		expect(bodyStatus(body)).toBe(status);
	});
});
