import { describe, expect, it } from '@jest/globals';
import { concernsLogin, judge } from '../../../core/response/verdict';
import { process, providerNames, refusalOf, responseOf } from '../support';

describe('one refusal has one code at all providers', () => {
	it.each([
		[400, 'invalid_grant', 'credentials_rejected'],
		[400, 'invalid_client', 'credentials_rejected'],
		[401, 'invalid_client', 'credentials_rejected'],
		[403, 'invalid_client', 'credentials_rejected'],
		[400, 'unauthorized_client', 'access_denied'],
		[403, 'unauthorized_client', 'access_denied'],
		[200, 'unauthorized_client', 'access_denied'],
		[400, 'access_denied', 'access_denied'],
		[400, 'invalid_request', 'invalid_configuration'],
		[400, 'invalid_scope', 'invalid_configuration'],
		[400, 'invalid_target', 'invalid_configuration'],
		[400, 'unsupported_grant_type', 'invalid_configuration'],
		[400, 'slow_down', 'rate_limited'],
		[400, 'too_many_requests', 'rate_limited'],
		[400, 'server_error', 'provider_unavailable'],
		[400, 'temporarily_unavailable', 'provider_unavailable'],
		[200, 'invalid_grant', 'credentials_rejected'],
		[400, 'constructor', 'credentials_rejected'],
		// HTTP 401 is about the login, whatever the response says.
		[401, 'invalid_request', 'credentials_rejected'],
		[401, 'invalid_scope', 'credentials_rejected'],
		[401, 'unsupported_grant_type', 'credentials_rejected'],
		[401, 'unauthorized_client', 'credentials_rejected'],
		[401, 'access_denied', 'credentials_rejected'],
		[401, 'server_error', 'credentials_rejected'],
		// A status that says nothing of the login.
		[407, 'invalid_grant', 'provider_unavailable'],
		[421, 'invalid_grant', 'provider_unavailable'],
		[429, 'invalid_grant', 'rate_limited'],
		[451, 'invalid_grant', 'provider_unavailable'],
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

describe('a web page', () => {
	const page = async (status: number, contentType = 'text/html') => {
		const response = responseOf('<html><h1>Forbidden</h1></html>', { status, contentType });
		return await refusalOf(() => process('voipex', response));
	};

	it.each([400, 401, 402, 403, 409, 422])('is no verdict on the login: HTTP %i', async (status) => {
		for (const contentType of ['text/html', 'application/json', '']) {
			const refusal = await page(status, contentType);
			expect(refusal.errorCode).toBe('provider_unavailable');
			expect(refusal.description).toContain('"Auth URL"');
		}
	});

	it('with HTTP 401 may be one, so it counts as a refusal and names the login too', async () => {
		const refusal = await page(401);
		expect(refusal.loginProcessed).toBe(true);
		expect(refusal.description).toContain('"Username" and "Password"');
		expect(await page(403)).not.toHaveProperty('loginProcessed');
	});

	it.each([
		[302, 'redirect_refused'],
		[404, 'invalid_configuration'],
		[405, 'invalid_configuration'],
		[429, 'rate_limited'],
		[503, 'provider_unavailable'],
	])('leaves the meaning of HTTP %i', async (status, errorCode) => {
		expect((await page(status)).errorCode).toBe(errorCode);
	});

	it.each([
		['JSON that calls itself a page', '{"error":"invalid_grant"}'],
		['nothing that calls itself a page', ''],
	])('is not %s', async (_, text) => {
		const response = responseOf(text, { status: 400, contentType: 'text/html' });
		const { errorCode } = await refusalOf(() => process('voipex', response));
		expect(errorCode).toBe('credentials_rejected');
	});
});

it('a server that is away, busy or moved has not looked at the login', () => {
	const statuses = [200, 301, 400, 401, 403, 404, 407, 408, 421, 422, 425, 429, 451, 500, 503, 599];
	expect(statuses.filter(concernsLogin)).toEqual([200, 400, 401, 403, 404, 422]);
	expect(judge(503, { providerCode: 'invalid_grant', text: '' })).toBe('provider_unavailable');
});

it.each(['invalid_request', 'invalid_scope', 'unsupported_grant_type'])(
	'HTTP 403 is about what the login may do, whatever the request was: %s',
	(providerCode) => {
		expect(judge(403, { providerCode, text: '' })).toBe('access_denied');
	},
);
