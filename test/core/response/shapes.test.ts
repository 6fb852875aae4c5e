import { describe, expect, it } from '@jest/globals';
import { parseErrorResponse } from '../../../core/response/errorResponse';
import { process, quotedIn, refusalOf, responseOf } from '../support';

/** Error responses as these products document or send them. */
describe('an error response is read as it comes from', () => {
	it.each([
		['Keycloak', { error: 'invalid_grant', error_description: 'No' }, 'invalid_grant', 'No'],
		['Django REST framework', { non_field_errors: ['Unable to log in.'] }, '', 'Unable to log in.'],
		[
			'Django REST framework, about fields',
			{ username: ['This field is required.'], password: ['This field is required.'] },
			'',
			'username: This field is required.',
		],
		['FastAPI', { detail: 'Incorrect username or password' }, '', 'Incorrect username or password'],
		[
			'SAP',
			{ error: { code: '005', message: { lang: 'en', value: 'No user' } } },
			'005',
			'No user',
		],
		['Wazo', { reason: ['Authentication Failed'], status_code: 401 }, '', 'Authentication Failed'],
		[
			'Apigee',
			{ fault: { faultstring: 'Invalid client', detail: { errorcode: 'oauth.v2.Invalid' } } },
			'',
			'Invalid client',
		],
		[
			'Apigee OAuth',
			{ ErrorCode: 'invalid_client', Error: 'ClientId is Invalid' },
			'ClientId is Invalid',
			'',
		],
		['Lark', { code: 10003, msg: 'invalid param' }, '10003', 'invalid param'],
		['WeChat', { errcode: 40001, errmsg: 'invalid credential' }, '40001', 'invalid credential'],
		['{errorText}', { errorText: 'No' }, '', 'No'],
		['{errorMessage}', { errorMessage: 'No' }, '', 'No'],
		['{error_message}', { error_message: 'No' }, '', 'No'],
		['{ErrorMessage}', { ErrorMessage: 'No' }, '', 'No'],
		['{Message}', { Message: 'No' }, '', 'No'],
		['Jira', { errorMessages: ['No'], errors: {} }, '', 'No'],
		['Okta', { errorCode: 'E0000004', errorSummary: 'No' }, 'E0000004', 'No'],
		['Salesforce', [{ message: 'No', errorCode: 'INVALID_SESSION' }], 'INVALID_SESSION', 'No'],
		[
			'Firebase',
			{ error: { code: 400, message: 'INVALID_PASSWORD', errors: [{ reason: 'invalid' }] } },
			'',
			'INVALID_PASSWORD',
		],
		[
			'Zabbix',
			{ jsonrpc: '2.0', error: { code: -32500, message: 'Application error.', data: 'No login.' } },
			'-32500',
			'No login.',
		],
		[
			'Odoo',
			{ error: { code: 200, message: 'Odoo Server Error', data: { message: 'Access Denied' } } },
			'',
			'Access Denied',
		],
		['UPS', { response: { errors: [{ code: '10401', message: 'No' }] } }, '10401', 'No'],
		[
			'Splunk',
			{ messages: [{ type: 'WARN', code: 'incorrect_password', text: 'Login failed' }] },
			'incorrect_password',
			'Login failed',
		],
		[
			'vCenter',
			{
				error_type: 'UNAUTHENTICATED',
				messages: [{ args: [], default_message: 'No', id: 'com.vmware' }],
			},
			'',
			'No',
		],
		[
			'Cisco',
			{ error: { category: 'FRAMEWORK', messages: [{ description: 'No' }], severity: 'ERROR' } },
			'',
			'No',
		],
		['GLPI', ['ERROR_GLPI_LOGIN', 'Incorrect login'], 'ERROR_GLPI_LOGIN', 'Incorrect login'],
		[
			'Directus, and GraphQL',
			{ errors: [{ message: 'No', extensions: { code: 'INVALID_CREDENTIALS' } }], data: null },
			'INVALID_CREDENTIALS',
			'No',
		],
		[
			'Supabase',
			{ code: 400, error_code: 'invalid_credentials', msg: 'No' },
			'invalid_credentials',
			'No',
		],
		[
			'Strapi',
			{ data: null, error: { status: 400, name: 'ValidationError', message: 'No' } },
			'',
			'No',
		],
		[
			'PocketBase',
			{ code: 400, message: 'Failed to authenticate.', data: {} },
			'',
			'Failed to authenticate.',
		],
		['OpenStack', { error: { message: 'No', code: 401, title: 'Unauthorized' } }, '', 'No'],
		[
			'Spring',
			{ status: 401, error: 'Unauthorized', message: 'Bad', path: '/' },
			'Unauthorized',
			'Bad',
		],
		[
			'WSO2',
			{ fault: { code: 900901, message: 'Invalid', description: 'No' } },
			'900901',
			'Invalid',
		],
		[
			'RFC 9457 without a detail',
			{ type: 'about:blank', title: 'Forbidden', status: 403 },
			'',
			'Forbidden',
		],
		[
			'WordPress',
			{
				code: '[jwt_auth] incorrect_password',
				message:
					'<strong>Error:</strong> The password for <strong>jo</strong> is wrong. <a href="/x">Lost?</a>',
				data: { status: 403 },
			},
			'[jwt_auth] incorrect_password',
			'Error: The password for jo is wrong. Lost?',
		],
		[
			'WordPress as its plugins have it',
			{ success: false, data: { message: 'Wrong user credentials.', error_code: 48 } },
			'',
			'Wrong user credentials.',
		],
		[
			'Pi-hole',
			{ session: { valid: false, sid: null, message: 'password incorrect' }, took: 0.0002 },
			'',
			'password incorrect',
		],
		['a text one step down, beside another', { data: { message: 'No' }, title: 'Yes' }, '', 'Yes'],
		['a code and nothing to say', { error: { code: 'E1', status: 'x', type: 'y' } }, 'E1', ''],
		['two spellings, one of them empty', { Message: null, message: 'No' }, '', 'No'],
		['two spellings, the first counts', { Message: 'No', message: 'Yes' }, '', 'No'],
		[
			'Laravel',
			{ message: 'Invalid data.', errors: { email: ['No match.'] } },
			'',
			'email: No match.',
		],
	])('%s', (_, body, providerCode, text) => {
		expect(parseErrorResponse(body)).toEqual({ providerCode, text });
	});

	it('FastAPI, about a field', () => {
		const body = {
			detail: [{ type: 'missing', loc: ['body', 'username'], msg: 'Field required' }],
		};
		expect(parseErrorResponse(body)).toEqual({
			providerCode: '',
			text: 'username: Field required',
			field: 'username',
		});
	});

	it.each([
		['nested without end', `${'{"error":'.repeat(3000)}"No"${'}'.repeat(3000)}`],
		['a list without end', `${'['.repeat(3000)}"No"${']'.repeat(3000)}`],
	])('nobody, %s', (_, text) => {
		expect(() => parseErrorResponse(JSON.parse(text))).not.toThrow();
	});
});

describe('a plain text', () => {
	const rejected = async (text: string, status = 401, contentType = 'text/plain') =>
		(await refusalOf(() => process('voipex', responseOf(text, { status, contentType })))).message;

	it.each([
		['text', 'Wrong login'],
		['a text in JSON', '"Wrong login"'],
		['a text that calls itself JSON', ' Wrong login\n'],
	])('that refuses is quoted: %s', async (_, text) => {
		expect(quotedIn(await rejected(text))).toBe('Wrong login');
	});

	it('is quoted where its server calls all text a page, as Express and Laravel do', async () => {
		const message = await rejected('Wrong login', 401, 'text/html; charset=utf-8');
		expect(quotedIn(message)).toBe('Wrong login');
	});

	it('is quoted for a server that is away, too', async () => {
		expect(quotedIn(await rejected('Maintenance', 503))).toBe('Maintenance');
	});

	it.each([
		['is longer than a sentence', 'x '.repeat(151), 'text/plain'],
		['is a page', '<p>Wrong login', 'text/plain'],
		['says that it is a page', 'Wrong <b>login', 'text/html'],
		['is JSON that broke off', '{"error":"Wrong login', 'application/json'],
		['is blank', ' \n', 'text/plain'],
	])('is not quoted where it %s', async (_, text, contentType) => {
		expect(quotedIn(await rejected(text, 402, contentType))).toBe('');
	});

	it('is not quoted with a good status: it may be the token', async () => {
		expect(await rejected('the-token', 200)).not.toContain('the-token');
	});

	it('shows no secret', async () => {
		expect(await rejected('voipex-password is wrong')).not.toContain('is wrong');
	});
});
