import { describe, expect, it } from '@jest/globals';
import { formOf, process, providerNames, quotedIn, refusalOf, responseOf } from '../support';

const custom = (body: unknown) => process('customTokenGrant', responseOf(body));
const refused = async (body: unknown) => await refusalOf(() => custom(body));

/** Whatever says that the sign-in did not work. */
const complaints = [
	{ error: 'invalid_grant' },
	{ error: 'Wrong password' },
	{ error: true, message: 'No' },
	{ error: 1 },
	{ error: { code: 'E1', message: 'No' } },
	{ error: { message: 'No' } },
	// Odoo's code is that of HTTP.
	{ error: { code: 200, message: 'Odoo Server Error', data: { message: 'Access Denied' } } },
	{ Error: 'No' },
	{ errors: ['No'] },
	{ errors: 'No' },
	{ errors: { email: ['No'] } },
	{ errors: [{ message: 'No' }], data: null },
	{ error_description: 'No' },
	{ errcode: 40001, errmsg: 'No' },
	{ errorCode: 'E1', errorMessage: 'No' },
	{ fault: { faultstring: 'No' } },
	{ success: false },
	{ success: false, message: 'No' },
	{ success: 'false' },
	{ success: 0 },
	{ ok: false },
	{ isSuccess: false },
	{ status: 'error' },
	{ status: 'FAIL', data: { title: 'No' } },
	{ status: 'failed' },
	{ status: false, message: 'No' },
	{ result: 'error', message: 'No' },
	{ status: 401 },
	{ status: '401' },
	{ statusCode: 401, message: 'No' },
	{ code: 401, message: 'No' },
];

/** What a good response may say of itself. */
const harmless = [
	{ error: null },
	{ error: '' },
	{ error: ' ' },
	{ error: false },
	{ error: 0 },
	{ error: '0' },
	{ error: 'none' },
	{ error: 'No error' },
	{ error: [] },
	{ error: {} },
	{ error: { code: 0, message: 'Success' } },
	{ error: { code: 200, message: 'No errors' } },
	{ error: { code: 200, message: 'Request processed' } },
	{ error: { code: 'ok', message: '', log_id: '2026' } },
	{ errors: [] },
	{ errors: {} },
	{ errors: null },
	{ errors: [null] },
	{ errors: { email: [] } },
	{ error_description: null },
	{ error_description: '' },
	{ errcode: 0, errmsg: 'ok' },
	{ errorCode: '00000', errorMessage: 'Success' },
	{ success: true, message: 'Welcome' },
	{ success: null },
	{ ok: true },
	{ code: 0, msg: 'ok' },
	{ code: 200, message: 'Login successful' },
	{ code: 20000 },
	{ code: 'SUCCESS' },
	{ code: 'A-1', message: 'Signed in' },
	{ status: 0 },
	{ status: 1 },
	{ status: 200 },
	{ status: 'ok' },
	{ status: 'success' },
	{ status: 'active' },
	{ status: 'approved' },
	{ result: 'ok' },
	{ message: 'Your password is wrong since 30 days' },
	{ detail: 'No' },
	{ data: null },
	{ token: null, message: 'No' },
	{ status: { toString: 1 }, code: { toString: 1 }, token_type: { toString: 1 } },
];

describe('a response that complains is a refusal, even if it holds a token', () => {
	it.each(complaints)('%j', async (body) => {
		const refusal = { errorCode: 'credentials_rejected', loginProcessed: true, status: 200 };
		expect(await refused(body)).toMatchObject(refusal);
		expect(await refused({ access_token: 'a-token', ...body })).toMatchObject(refusal);
		expect(await refused({ ...body, access_token: 'a-token' })).toMatchObject(refusal);
	});

	it('of a Back Office user with two-factor authentication', async () => {
		const body = { '2faRequired': true, accessToken: { token: 'a-token' } };
		expect(await refusalOf(() => process('b2copyBackOffice', responseOf(body)))).toMatchObject({
			errorCode: 'two_factor_required',
			loginProcessed: true,
		});
	});

	it('in the array of Spryker Glue', async () => {
		const body = [{ access_token: 'a-token', error: 'invalid_grant' }];
		expect(await refusalOf(() => process('sprykerGlue', responseOf(body)))).toMatchObject({
			errorCode: 'credentials_rejected',
		});
	});

	it('and the token is not quoted', async () => {
		const body = { access_token: 'a-token', error: 'invalid_grant', message: 'No use: a-token' };
		expect((await refused(body)).message).not.toContain('a-token');
	});
});

describe('a good response is one, whatever else it says', () => {
	it.each(harmless)('%j', (body) => {
		expect(custom({ ...body, access_token: 'a-token' }).accessToken).toBe('a-token');
	});
});

describe('a response without a token', () => {
	it.each([
		{ token: null, message: 'No' },
		{ access_token: '', message: 'No' },
		{ access_token: false, message: 'No' },
		{ data: null, msg: 'No' },
		{ code: 10003, msg: 'No' },
		{ code: 'E1', message: 'No' },
		{ errorText: 'No' },
		{ errorMessage: 'No' },
		{ errmsg: 'No' },
	])('is a refusal, and quoted, if it complains where a good one would not: %j', async (body) => {
		expect(await refused(body)).toMatchObject({
			errorCode: 'credentials_rejected',
			message: expect.stringContaining('"No"'),
			description: expect.stringContaining('"Username" and "Password"'),
			loginProcessed: true,
		});
	});

	it.each([
		'Wrong password',
		'Invalid username or password',
		'Login failed',
		'User not found',
		'These credentials do not match our records.',
		'No active account found',
	])('is a refusal, and quoted, if its text speaks of the login: %s', async (message) => {
		const refusal = await refused({ message });
		expect(refusal.errorCode).toBe('credentials_rejected');
		expect(refusal.message).toContain(message);
	});

	it.each([
		{},
		{ message: 'the-token' },
		{ message: 'Here you are: the-token' },
		{ code: 0, message: 'the-token' },
		{ code: 'OK', msg: 'the-token' },
		{ status: 'ok', detail: 'the-token' },
		{ errcode: 0, errmsg: 'ok', result: 'the-token' },
		{ data: { jwt: 'the-token' } },
	])('is no refusal otherwise, and not quoted: it may be the token: %j', async (body) => {
		const refusal = await refused(body);
		expect(refusal).toMatchObject({
			errorCode: 'malformed_response',
			loginProcessed: true,
			status: 200,
		});
		expect(quotedIn(refusal.message)).toBe('');
	});
});

describe('a refusal with a good status keeps the code that it names', () => {
	it.each([
		[{ error: 'access_denied' }, 'access_denied'],
		[{ error: 'unauthorized_client' }, 'access_denied'],
		[{ error: 'invalid_scope' }, 'invalid_configuration'],
		[{ error: 'unsupported_grant_type' }, 'invalid_configuration'],
		[{ error: 'mfa_required' }, 'two_factor_required'],
		[{ error: true, message: 'Two-factor authentication is required' }, 'two_factor_required'],
		[{ error: 'slow_down' }, 'rate_limited'],
		[{ error: 'too_many_requests' }, 'rate_limited'],
		[{ error: 'too_many_attempts' }, 'rate_limited'],
		[{ error: 'temporarily_unavailable' }, 'provider_unavailable'],
		[{ status: 403 }, 'access_denied'],
		[{ status: 429 }, 'rate_limited'],
		[{ status: 503 }, 'provider_unavailable'],
		[{ status: 415 }, 'invalid_configuration'],
		[{ status: 404, message: 'User not found' }, 'credentials_rejected'],
		[{ status: 400, error: 'Bad Request' }, 'credentials_rejected'],
	])('%j is %s', async (body, errorCode) => {
		expect((await refused(body)).errorCode).toBe(errorCode);
	});

	it.each([{ status: 503 }, { status: 429 }, { error: 'server_error' }])(
		'%j: the provider has not looked at the login',
		async (body) => {
			expect(await refused(body)).not.toHaveProperty('refused');
		},
	);

	it('names the status that it means', async () => {
		const { message, retryable } = await refused({ status: 503 });
		expect(message).toContain('(status 503 in its response)');
		expect(retryable).toBe(true);
	});
});

describe.each(providerNames)('%s: no usable token with a good status', (name) => {
	it.each([
		['a login page', responseOf('<!DOCTYPE html><title>Sign in</title>')],
		['no JSON', responseOf('OK')],
		['nothing', responseOf('', { status: 204 })],
		['no token', responseOf({})],
		['a complaint', responseOf({ success: false, message: 'No' })],
		['a list', responseOf([])],
	])('is marked as a refusal: %s', async (_, response) => {
		const refusal = await refusalOf(() => process(name, response, formOf(name)));
		expect(refusal).toMatchObject({ loginProcessed: true, status: response.status });
	});
});
