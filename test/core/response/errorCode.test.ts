import { describe, expect, it } from '@jest/globals';
import { concernsLogin, judge } from '../../../core/response/verdict';

describe('the error code', () => {
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
		[200, 'something_else', 'credentials_rejected'],
		[500, 'invalid_grant', 'provider_unavailable'],
		[429, 'invalid_grant', 'rate_limited'],
		[403, 'invalid_client', 'credentials_rejected'],
		[400, 'constructor', 'credentials_rejected'],
		[407, 'invalid_grant', 'provider_unavailable'],
		[421, 'invalid_grant', 'provider_unavailable'],
		[425, 'invalid_grant', 'provider_unavailable'],
		[451, 'invalid_grant', 'provider_unavailable'],
	])('of HTTP %i with %s is %s', (status, providerCode, code) => {
		expect(judge(status, { providerCode, text: '' })).toBe(code);
	});
});

describe('a response', () => {
	it.each([400, 401, 402, 403, 404, 415, 422])('of HTTP %i concerns the login', (status) => {
		expect(concernsLogin(status)).toBe(true);
	});

	it.each([301, 407, 408, 421, 425, 429, 451, 500, 502, 503, 504, 599])(
		'of HTTP %i does not concern the login, whatever its body says',
		(status) => {
			expect(concernsLogin(status)).toBe(false);
		},
	);
});
