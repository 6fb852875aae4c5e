import { describe, expect, it } from '@jest/globals';
import { codeOf } from '../../../core/response/explain';
import { parseErrorResponse } from '../../../core/response/errorResponse';

describe('a refusal is read in each of the usual shapes', () => {
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
	])('%s', (_, answer, providerCode, text) => {
		expect(parseErrorResponse(answer)).toEqual({ providerCode, text });
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
		{ message: { text: 'x' } },
		{ access_token: 'abc' },
		JSON.parse('{"__proto__":{"error":"invalid_grant"}}'),
	])('%j is none', (answer) => {
		expect(parseErrorResponse(answer)).toBeUndefined();
	});
});

describe('the code of a refusal', () => {
	it.each([
		[400, 'invalid_grant', 'credentials_rejected'],
		[400, 'invalid_client', 'credentials_rejected'],
		[401, 'unauthorized_client', 'credentials_rejected'],
		[400, 'access_denied', 'access_denied'],
		[400, 'invalid_request', 'invalid_configuration'],
		[400, 'invalid_scope', 'invalid_configuration'],
		[400, 'invalid_target', 'invalid_configuration'],
		[400, 'unsupported_grant_type', 'invalid_configuration'],
		[400, 'slow_down', 'rate_limited'],
		[400, 'server_error', 'provider_unavailable'],
		[400, 'temporarily_unavailable', 'provider_unavailable'],
		[400, 'something_else', 'credentials_rejected'],
		[200, 'invalid_grant', 'credentials_rejected'],
		[200, 'something_else', 'malformed_response'],
		[500, 'invalid_grant', 'provider_unavailable'],
		[429, 'invalid_grant', 'rate_limited'],
		[403, 'invalid_client', 'access_denied'],
		[400, 'constructor', 'credentials_rejected'],
		[407, 'invalid_grant', 'provider_unavailable'],
		[421, 'invalid_grant', 'provider_unavailable'],
		[425, 'invalid_grant', 'provider_unavailable'],
		[451, 'invalid_grant', 'provider_unavailable'],
	])('HTTP %i with %s is %s', (status, providerCode, code) => {
		expect(codeOf(status, { providerCode, text: '' })).toBe(code);
	});
});
