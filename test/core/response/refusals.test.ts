import { describe, expect, it } from '@jest/globals';
import { parseErrorResponse } from '../../../core/response/errorResponse';
import { jwtOf, process, quotedIn, refusalOf, responseOf } from '../support';

const refused = async (body: unknown, rest: object = {}) =>
	await refusalOf(() => process('voipex', responseOf(body, rest)));

/** Who sends it | HTTP status | body | our code | what is quoted | the provider's code, where it is quoted beside. */
const refusals = String.raw`
ServiceNow | 401 | {"error":"server_error","error_description":"access_denied"} | credentials_rejected | access_denied | server_error
Strapi, about a field | 400 | {"data":null,"error":{"status":400,"name":"ValidationError","message":"identifier is a required field"}} | invalid_configuration | identifier is a required field
fields as texts | 400 | {"errors":{"email":"Wrong"}} | credentials_rejected | email: Wrong
SAP Business One | 401 | {"error":{"code":-304,"message":{"value":"Fail to get DB Credentials"}}} | credentials_rejected | Fail to get DB Credentials | -304
SAP | 401 | {"error":{"code":"005","message":{"lang":"en","value":"No user"}}} | credentials_rejected | No user | 005
Wazo | 401 | {"reason":["Authentication Failed"],"status_code":401} | credentials_rejected | Authentication Failed
Apigee | 401 | {"fault":{"faultstring":"Invalid client","detail":{"errorcode":"oauth.v2.Invalid"}}} | credentials_rejected | Invalid client | oauth.v2.Invalid
WeChat | 200 | {"errcode":40001,"errmsg":"invalid credential"} | credentials_rejected | invalid credential | 40001
Jira | 401 | {"errorMessages":["No"],"errors":{}} | credentials_rejected | No
UPS | 401 | {"response":{"errors":[{"code":"10401","message":"No"}]}} | credentials_rejected | No | 10401
Salesforce | 401 | [{"message":"No","errorCode":"INVALID_SESSION"}] | credentials_rejected | No | INVALID_SESSION
Firebase | 400 | {"error":{"code":400,"message":"INVALID_PASSWORD","errors":[{"reason":"invalid"}]}} | credentials_rejected | INVALID_PASSWORD
Zabbix | 200 | {"jsonrpc":"2.0","error":{"code":-32500,"message":"Application error.","data":"No login."}} | credentials_rejected | No login. | -32500
Odoo | 200 | {"error":{"code":200,"message":"Odoo Server Error","data":{"message":"Access Denied"}}} | credentials_rejected | Access Denied
Splunk | 401 | {"messages":[{"type":"WARN","code":"incorrect_password","text":"Login failed"}]} | credentials_rejected | Login failed | incorrect_password
vCenter | 401 | {"error_type":"UNAUTHENTICATED","messages":[{"args":[],"default_message":"No","id":"com.vmware"}]} | credentials_rejected | No
GLPI | 401 | ["ERROR_GLPI_LOGIN","Incorrect login"] | credentials_rejected | Incorrect login | ERROR_GLPI_LOGIN
JSON:API | 400 | {"errors":[{"code":"003","detail":"No"}]} | credentials_rejected | No | 003
WSO2 | 401 | {"fault":{"code":900901,"message":"Invalid Credentials","description":"No"}} | credentials_rejected | Invalid Credentials | 900901
WordPress | 403 | {"code":"[jwt_auth] incorrect_password","message":"<strong>Error:</strong> The password for <strong>jo</strong> is wrong. <a href=\"/x\">Lost?</a>","data":{"status":403}} | credentials_rejected | Error: The password for jo is wrong. Lost? | [jwt_auth] incorrect_password
WordPress as its plugins have it | 200 | {"success":false,"data":{"message":"Wrong user credentials.","error_code":48}} | credentials_rejected | Wrong user credentials.
Pi-hole | 401 | {"session":{"valid":false,"sid":null,"message":"password incorrect"},"took":0.0002} | credentials_rejected | password incorrect
two spellings, one of them empty | 400 | {"Message":null,"message":"No"} | credentials_rejected | No
two spellings, the first counts | 400 | {"Message":"No","message":"Yes"} | credentials_rejected | No
a blank description | 400 | {"error_description":" ","message":"No"} | credentials_rejected | No
a text one step down, beside another | 400 | {"data":{"message":"No"},"title":"Yes"} | credentials_rejected | Yes
a code and nothing to say | 400 | {"error":{"code":"E1","status":"x","type":"y"}} | credentials_rejected | E1
a route | 404 | {"message":"Route /api/login not found"} | invalid_configuration | Route /api/login not found
another method | 405 | {"detail":"Method \"POST\" not allowed."} | invalid_configuration | Method "POST" not allowed.
a pause, with HTTP 401 | 401 | {"error":"slow_down"} | rate_limited | slow_down
another status in the body | 200 | {"status":403} | access_denied |
the same with words | 200 | {"status":404,"message":"User not found"} | credentials_rejected | User not found
words that come too late | 404 | {"message":"${'x'.repeat(300)}. Wrong password"} | invalid_configuration | ${'x'.repeat(299)}…
a text longer than a sentence | 402 | ${'x '.repeat(151)} | access_denied |
a page that calls itself text | 402 | <p>No entry | provider_unavailable |
a sentence of a page | 402 | <h1>402</h1><p>Wrong <b>login</b></p> | credentials_rejected | Wrong login
JSON that broke off | 402 | {"error":"Wrong login | access_denied |
`;

describe('a refusal has one code, and its text is quoted', () => {
	const rows = refusals
		.trim()
		.split('\n')
		.map((line) => line.split(/ \|(?: |$)/));

	it.each(rows)(
		'%s: HTTP %s',
		async (_, status, body, errorCode, quoted = '', providerCode = '') => {
			const refusal = await refused(body, { status: Number(status) });
			const actual = [refusal.errorCode, quotedIn(refusal.message), refusal.status];
			expect(actual).toEqual([errorCode, quoted, Number(status)]);
			if (providerCode) expect(refusal.providerCode).toBe(providerCode);
		},
	);
});

describe('a good status and a complaint are a refusal, even beside a token', () => {
	it.each([
		{ error: 'invalid_grant' },
		{ error: 1 },
		{ error: { message: 'No' } },
		{ errors: [{ message: 'No' }], data: null },
		{ fault: { faultstring: 'No' } },
		{ success: false },
		{ success: 0 },
		{ status: 'FAIL', data: { title: 'No' } },
		{ status: false, message: 'No' },
		{ status: 401 },
		{ code: 401, message: 'No' },
	])('%j', async (body) => {
		const refusal = { errorCode: 'credentials_rejected', loginProcessed: true, status: 200 };
		expect(await refused(body)).toMatchObject(refusal);
		expect(await refused({ access_token: 'a-token', ...body })).toMatchObject(refusal);
	});

	it('in the array of Spryker Glue', async () => {
		const body = [{ access_token: 'a-token', error: 'invalid_grant' }];
		const refusal = await refusalOf(() => process('sprykerGlue', responseOf(body)));
		expect(refusal.errorCode).toBe('credentials_rejected');
	});

	it('and the token is not quoted', async () => {
		const body = { access_token: 'a-token', error: 'invalid_grant', message: 'No use: a-token' };
		expect((await refused(body)).message).not.toContain('a-token');
	});
});

describe('a token beside what a good response may say of itself is accepted', () => {
	it.each([
		{ error: null },
		{ status: '0 failed attempts' },
		{ result: 'Login ok, no invalid attempts' },
		{ error: 'N/A' },
		{ error: [] },
		{ error: {} },
		{ error: { code: 0, message: 'Success' } },
		{ error: { code: 'ok', message: '', log_id: '2026' } },
		{ errors: {} },
		{ error_description: 'No error.' },
		{ errcode: 0, errmsg: 'ok' },
		{ ok: true, success: true, message: 'Welcome' },
		{ code: 0, msg: 'ok' },
		{ code: 'A-1', message: 'Signed in' },
		{ status: 399 },
		{ message: 'Your password is wrong since 30 days' },
		{ '2faRequired': 'true' },
		{ status: { toString: 1 }, code: { toString: 1 }, token_type: { toString: 1 } },
	])('%j', (body) => {
		expect(process('voipex', responseOf({ ...body, access_token: 'abc' })).accessToken).toBe('abc');
	});
});

describe('a good status and no token', () => {
	it.each([
		[{ message: 'No' }, 'No'],
		[{ code: 'E1', message: 'Later' }, 'Later'],
		[{ errorText: 'Later' }, 'Later'],
		[{ message: 'Wrong password' }, 'Wrong password'],
		[{ data: null, message: 'Your account is suspended' }, 'Your account is suspended'],
	])('is a refusal, and quoted, if its text refuses: %j', async (body, quoted) => {
		const refusal = await refused(body);
		expect(refusal).toMatchObject({ errorCode: 'credentials_rejected', loginProcessed: true });
		expect(quotedIn(refusal.message)).toBe(quoted);
	});

	it.each([
		{},
		{ message: 'Here you are: the-token' },
		{ code: 0, message: 'the-token' },
		{ errcode: 0, errmsg: 'ok', result: 'the-token' },
		{ data: { jwt: 'the-token' } },
		['the-token'],
		{ detail: jwtOf({}) },
		'the-token',
	])('is not quoted otherwise: it may be the token: %j', async (body) => {
		const refusal = await refused(body);
		expect(refusal).toMatchObject({ errorCode: 'malformed_response', loginProcessed: true });
		expect(quotedIn(refusal.message)).toBe('');
	});
});

describe('a wrong login pauses like one, however it is said', () => {
	it.each([
		[200, { code: 500, msg: 'x' }, true],
		[500, { message: 'Bad credentials' }, true],
		[400, { message: 'The username or password parameter is incorrect' }, true],
		[200, { code: 503, msg: 'x' }, false],
		[200, { error: 'server_error' }, false],
		[503, { message: 'Bad credentials' }, false],
		[500, { message: 'No disk space' }, false],
	])('HTTP %i %j: %p', async (status, body, processed) => {
		expect((await refused(body, { status })).loginProcessed ?? false).toBe(processed);
	});
});

describe('a response without end is read in part', () => {
	it.each(['errors', 'message', 'detail'])('a list under %s', async (name) => {
		const body = { [name]: Array.from({ length: 200_000 }, () => 0) };
		expect((await refused(body, { status: 401 })).errorCode).toBe('credentials_rejected');
	});

	it.each([
		['objects', `${'{"error":'.repeat(3000)}"No"${'}'.repeat(3000)}`],
		['lists', `${'['.repeat(3000)}"No"${']'.repeat(3000)}`],
	])('nested %s', (_, text) => {
		expect(() => parseErrorResponse(JSON.parse(text))).not.toThrow();
	});

	it('a text', () => {
		const text = 'user '.repeat(100_000);
		const parsed = parseErrorResponse({ error: text, error_description: text });
		expect(parsed?.text.length).toBeLessThanOrEqual(2000);
		expect(parsed?.providerCode.length).toBeLessThanOrEqual(2000);
	});
});

describe('the HTML in a text', () => {
	it.each([
		['an attribute goes with its tag', '<a href="https://x/?a=b">Lost?</a>', 'Lost?'],
		['a tag between two lines is a space', 'one<br/>two<p>three</p>', 'one two three'],
		['what only looks like a tag stays', 'a <username> and a < b', 'a <username> and a < b'],
		['a tag that does not end stays', 'one <strong', 'one <strong'],
		['an entity drops its text', 'a &lt; b', ''],
		['a secret that comes together in it drops it', 'voipex<b></b>-pass<i>word</i>', ''],
		['a secret with a line between drops it', 'voipex<br>-password', ''],
	])('%s', async (_, message, shown) => {
		expect(quotedIn((await refused({ message }, { status: 401 })).message)).toBe(shown);
	});

	it.each(['<a ', '<p '])('takes no time that grows with the square of its length: %s', (tag) => {
		const started = performance.now();
		parseErrorResponse({ message: tag.repeat(500_000) });
		expect(performance.now() - started).toBeLessThan(2500);
	});
});
