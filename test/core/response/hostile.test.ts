import { describe, expect, it } from '@jest/globals';
import { parseErrorResponse } from '../../../core/response/errorResponse';
import { process, refusalOf, responseOf } from '../support';

describe('an error response without end', () => {
	it.each(['errors', 'message', 'detail'])('as a list under %s is read in part', async (name) => {
		const body = { [name]: Array.from({ length: 200_000 }, () => 0) };
		const refused = await refusalOf(() => process('voipex', responseOf(body, { status: 401 })));
		expect(refused.errorCode).toBe('credentials_rejected');
	});

	it('as a text is cut before anything looks at it', () => {
		const text = 'user '.repeat(100_000);
		const parsed = parseErrorResponse({ error: text, error_description: text });
		expect(parsed?.text.length).toBeLessThanOrEqual(2000);
		expect(parsed?.providerCode.length).toBeLessThanOrEqual(2000);
	});
});

describe('a wrong login pauses like one, however it is told', () => {
	it.each([
		['a good status and 500 in the body', 200, { code: 500, msg: 'x' }],
		['HTTP 500 and its words', 500, { message: 'Bad credentials' }],
		['words about a field', 400, { message: 'Username or password field is missing or incorrect' }],
		[
			'words about a parameter',
			400,
			{ message: 'The username or password parameter is incorrect' },
		],
		['an email that is not registered', 404, { message: 'Email not registered' }],
	])('%s', async (_, status, body) => {
		const refused = await refusalOf(() => process('voipex', responseOf(body, { status })));
		expect(refused).toMatchObject({ loginProcessed: true });
	});

	it.each([
		['a busy server with a good status', 200, { code: 503, msg: 'x' }],
		['a busy server', 503, { message: 'Bad credentials' }],
		['a server that fails', 500, { message: 'No disk space' }],
	])('but not %s', async (_, status, body) => {
		const refused = await refusalOf(() => process('voipex', responseOf(body, { status })));
		expect(refused.loginProcessed).toBeUndefined();
	});
});

describe('a token beside a stated success is accepted', () => {
	it.each([
		{ error: { errorCode: 0, errorMessage: 'Success' } },
		{ error: { errno: 0 } },
		{ error: 'N/A' },
		{ error_description: 'Success.' },
		{ error_description: 'No error.' },
		{ errorDescription: 'Successful', errorCode: 0 },
	])('%j', (beside) => {
		const response = responseOf({ access_token: 'abc', ...beside });
		expect(process('voipex', response).accessToken).toBe('abc');
	});
});
