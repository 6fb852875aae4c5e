import { describe, expect, it } from '@jest/globals';
import { concernsLogin, judge } from '../../../core/response/verdict';
import { codeOf } from '../../../core/response/words';
import { process, providerNames, refusalOf, responseOf } from '../support';

describe('one refusal has one code at all providers', () => {
	it.each([
		[400, 'invalid_grant', 'credentials_rejected'],
		[403, 'invalid_client', 'credentials_rejected'],
		[400, 'unauthorized_client', 'access_denied'],
		[400, 'access_denied', 'access_denied'],
		[400, 'invalid_request', 'invalid_configuration'],
		[400, 'invalid_scope', 'invalid_configuration'],
		[400, 'invalid_target', 'invalid_configuration'],
		[400, 'unsupported_grant_type', 'invalid_configuration'],
		[400, 'slow_down', 'rate_limited'],
		[400, 'server_error', 'provider_unavailable'],
		[400, 'constructor', 'credentials_rejected'],
		// HTTP 401 is about the login, whatever the response says.
		[401, 'invalid_request', 'credentials_rejected'],
		[401, 'unauthorized_client', 'credentials_rejected'],
		// A status that says nothing of the login.
		[407, 'invalid_grant', 'provider_unavailable'],
		[500, 'invalid_grant', 'provider_unavailable'],
	])('HTTP %i %s is %s', async (status, error, errorCode) => {
		for (const name of providerNames) {
			const refusal = await refusalOf(() => process(name, responseOf({ error }, { status })));
			expect({ ...refusal, name }).toMatchObject({ name, errorCode, providerCode: error, status });
		}
	});
});

describe.each(providerNames)('%s: a status speaks for itself', (name) => {
	it.each([
		['redirect_refused', [301, 302, 307, 308]],
		['credentials_rejected', [400, 401, 422]],
		['access_denied', [402, 403]],
		['invalid_configuration', [404, 405, 415, 426, 431]],
		['rate_limited', [429]],
		['provider_unavailable', [407, 408, 412, 421, 425, 428, 451, 500, 502, 503, 504]],
	])('%s, whatever the body: HTTP %j', async (errorCode, statuses) => {
		for (const status of statuses) {
			for (const body of ['', '{}', '[]', 'null', '{"access_token":"abc"}', '{"message":"No"}']) {
				const refusal = await refusalOf(() => process(name, responseOf(body, { status })));
				expect({ status, body, errorCode: refusal.errorCode }).toEqual({ status, body, errorCode });
			}
		}
	});
});

it.each([
	...[400, 401, 402, 403, 409, 422].map((status) => [status, 'provider_unavailable']),
	[404, 'invalid_configuration'],
])('a web page is no verdict on the login: HTTP %i is %s', async (code, errorCode) => {
	for (const contentType of ['text/html', 'application/json', '']) {
		const response = responseOf('<html>Forbidden</html>', { status: Number(code), contentType });
		expect((await refusalOf(() => process('voipex', response))).errorCode).toBe(errorCode);
	}
});

it('a server that is away, busy or moved has not looked at the login', () => {
	const statuses = [200, 301, 400, 401, 403, 404, 407, 408, 421, 422, 425, 429, 451, 500, 503, 599];
	expect(statuses.filter(concernsLogin)).toEqual([200, 400, 401, 403, 404, 422]);
});

it('HTTP 403 is about what the login may do, whatever the request was', () => {
	for (const providerCode of ['invalid_request', 'invalid_scope', 'unsupported_grant_type']) {
		expect(codeOf(judge(403, { providerCode, text: '' }))).toBe('access_denied');
	}
});
