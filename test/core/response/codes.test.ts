import { describe, expect, it } from '@jest/globals';
import { judge } from '../../../core/response/verdict';
import { parseErrorResponse } from '../../../core/response/errorResponse';
import { process, providerNames, refusalOf, responseOf } from '../support';

const codeOf = (status: number, body: unknown) => judge(status, parseErrorResponse(body));
const said = (error: string, text = '') => ({ error, error_description: text });

describe('HTTP 401 is about the login, whatever the response says', () => {
	it.each([
		'invalid_request',
		'invalid_scope',
		'invalid_target',
		'unsupported_grant_type',
		'unauthorized_client',
		'access_denied',
		// ServiceNow's word for a wrong password.
		'server_error',
		'temporarily_unavailable',
		'something_else',
	])('%s', async (error) => {
		expect(codeOf(401, said(error))).toBe('credentials_rejected');
		for (const name of providerNames) {
			const response = responseOf(said(error, 'Field required'), { status: 401 });
			const { errorCode } = await refusalOf(() => process(name, response));
			expect({ name, errorCode }).toEqual({ name, errorCode: 'credentials_rejected' });
		}
	});

	it('unless it asks for a second factor or a pause', () => {
		expect(codeOf(401, said('mfa_required'))).toBe('two_factor_required');
		expect(codeOf(401, said('slow_down'))).toBe('rate_limited');
	});
});

describe('a wrong login is one, whatever code or status a server has for it', () => {
	it.each([
		['dex', 401, said('access_denied', 'Invalid username or password')],
		['a vague code', 400, said('invalid_request', 'Bad credentials')],
		['a vague code', 400, said('access_denied', 'Wrong password')],
		['Auth0', 403, said('invalid_grant', 'Wrong email or password.')],
		['WordPress', 403, { code: '[jwt_auth] incorrect_password', message: 'Error' }],
		['no such user', 404, { message: 'User not found' }],
		['Firebase', 400, { error: { code: 400, message: 'INVALID_LOGIN_CREDENTIALS' } }],
		['Laravel', 422, { errors: { email: ['These credentials do not match our records.'] } }],
		['a client that is refused', 403, said('invalid_client')],
	])('%s, HTTP %i', (_, status, body) => {
		expect(codeOf(status, body)).toBe('credentials_rejected');
	});

	it.each([
		['another grant', 400, said('invalid_request', 'Invalid grant type: password')],
		['a parameter', 400, said('invalid_request', 'Invalid parameter: username')],
		[
			'a parameter that is missing',
			400,
			said('invalid_request', 'Missing form parameter: username'),
		],
		['a route', 404, { message: 'Route /api/login not found' }],
		['a path', 404, { message: 'User API: cannot find /login, unknown user agent' }],
		['a route with a name', 404, { message: 'The login endpoint does not exist' }],
		['another method', 405, { detail: 'Method "POST" not allowed.' }],
	])('but not where the words are about %s', (_, status, body) => {
		expect(codeOf(status, body)).toBe('invalid_configuration');
	});
});

describe('a field that the server misses or does not know is no wrong password', () => {
	it.each([
		[422, { detail: [{ type: 'missing', loc: ['body', 'username'], msg: 'Field required' }] }],
		[422, { detail: [{ loc: ['body'], msg: 'Input should be a valid dictionary' }] }],
		[422, { errors: { login: ['The login field is required.'] } }],
		[400, { username: ['This field is required.'] }],
		[400, { password: ['This field may not be blank.'] }],
		[400, { message: 'identifier is a required field' }],
		[400, { message: ['property grant_type should not exist'] }],
		[422, { message: 'Unknown field "username"' }],
	])('HTTP %i %j', (status, body) => {
		expect(codeOf(status, body)).toBe('invalid_configuration');
	});

	it('and is named', async () => {
		const body = { detail: [{ type: 'missing', loc: ['body', 'email'], msg: 'Field required' }] };
		const response = responseOf(body, { status: 422 });
		expect(await refusalOf(() => process('customTokenGrant', response))).toMatchObject({
			errorCode: 'invalid_configuration',
			message: expect.stringContaining('"email: Field required"'),
			description: expect.stringContaining('"Body Format"'),
		});
	});
});

describe('HTTP 403 is about what the login may do, whatever the request was', () => {
	it.each(['invalid_request', 'invalid_scope', 'unsupported_grant_type'])('%s', (error) => {
		expect(codeOf(403, said(error))).toBe('access_denied');
	});
});

describe('a second factor', () => {
	it.each([
		[403, said('mfa_required', 'Multifactor authentication required')],
		[400, said('invalid_grant', 'You must use multi-factor authentication to access this.')],
		[400, { message: 'Two-factor authentication is required' }],
		[401, { message: '2FA code required' }],
		[400, { message: 'OTP required' }],
	])('is named: HTTP %i %j', (status, body) => {
		expect(codeOf(status, body)).toBe('two_factor_required');
	});

	it('is put into words', async () => {
		const response = responseOf(said('mfa_required'), { status: 403 });
		expect(await refusalOf(() => process('voipex', response))).toMatchObject({
			message:
				'VoIPEX asks for a second factor, so this login cannot be used here. Its response: "mfa_required".',
			description:
				'Use a login without two-factor authentication, for example a service user, or turn it off for this one.',
		});
	});
});

describe('one refusal has one code at all providers', () => {
	const meanings: Array<[number, string, string]> = [
		[400, 'invalid_grant', 'credentials_rejected'],
		[400, 'invalid_client', 'credentials_rejected'],
		[401, 'invalid_client', 'credentials_rejected'],
		[400, 'unauthorized_client', 'access_denied'],
		[403, 'unauthorized_client', 'access_denied'],
		[200, 'unauthorized_client', 'access_denied'],
		[401, 'unauthorized_client', 'credentials_rejected'],
		[400, 'access_denied', 'access_denied'],
		[400, 'invalid_request', 'invalid_configuration'],
		[400, 'invalid_scope', 'invalid_configuration'],
		[400, 'unsupported_grant_type', 'invalid_configuration'],
		[400, 'temporarily_unavailable', 'provider_unavailable'],
	];

	it.each(meanings)('HTTP %i %s is %s', async (status, error, errorCode) => {
		for (const name of providerNames) {
			const refusal = await refusalOf(() => process(name, responseOf({ error }, { status })));
			expect({ name, code: refusal.errorCode }).toEqual({ name, code: errorCode });
			expect(refusal.providerCode).toBe(error);
			expect(refusal.status).toBe(status);
		}
	});
});

describe('a status that says nothing of the login', () => {
	it.each([
		[407, 'provider_unavailable'],
		[412, 'provider_unavailable'],
		[428, 'provider_unavailable'],
		[426, 'invalid_configuration'],
		[431, 'invalid_configuration'],
	])('HTTP %i is %s, whatever the body', (status, code) => {
		expect(codeOf(status, undefined)).toBe(code);
		expect(codeOf(status, { message: 'No' })).toBe(code);
	});

	it('names the proxy where it is the one that refuses', async () => {
		const response = responseOf('', { status: 407 });
		expect(await refusalOf(() => process('voipex', response))).toMatchObject({
			message: 'The proxy between n8n and VoIPEX asks for a login (HTTP 407).',
			description:
				'Ask the administrator of n8n to add the login to the address of the proxy (HTTP_PROXY and HTTPS_PROXY).',
		});
	});

	it('of a subscription that has ended is not about the password', () => {
		expect(codeOf(402, { message: 'Payment required' })).toBe('access_denied');
	});
});

describe('a web page', () => {
	const page = (status: number, contentType = 'text/html') =>
		responseOf('<html><h1>Forbidden</h1></html>', { status, contentType });

	it.each([400, 401, 402, 403, 409, 422])('is no verdict on the login: HTTP %i', async (status) => {
		for (const contentType of ['text/html', 'application/json', '']) {
			const refusal = await refusalOf(() => process('voipex', page(status, contentType)));
			expect(refusal.errorCode).toBe('provider_unavailable');
			expect(refusal.message).toBe(
				`VoIPEX returned a web page instead of a token (HTTP ${status}).`,
			);
			expect(refusal.description).toContain('a proxy or a firewall');
			expect(refusal.description).toContain('"Auth URL"');
		}
	});

	it('with HTTP 401 may be one, so it counts as a refusal and names the login too', async () => {
		const refusal = await refusalOf(() => process('voipex', page(401)));
		expect(refusal.loginProcessed).toBe(true);
		expect(refusal.description).toContain('"Username" and "Password"');
		expect(await refusalOf(() => process('voipex', page(403)))).not.toHaveProperty('refused');
	});

	it.each([
		[302, 'redirect_refused'],
		[404, 'invalid_configuration'],
		[405, 'invalid_configuration'],
		[429, 'rate_limited'],
		[503, 'provider_unavailable'],
	])('leaves the meaning of HTTP %i', async (status, errorCode) => {
		expect((await refusalOf(() => process('voipex', page(status)))).errorCode).toBe(errorCode);
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

it('no more of a text is read than can be shown', () => {
	expect(codeOf(404, { message: `${'x'.repeat(300)}. Wrong password` })).toBe(
		'invalid_configuration',
	);
});
