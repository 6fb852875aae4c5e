import { describe, expect, it } from '@jest/globals';
import { createGrant } from '../../../core/createGrant';
import { customTokenGrant } from '../../../core/providers/custom/customTokenGrant';
import type { HttpRequest } from '../../../core/request/http';
import { CustomTokenGrantApi } from '../../../credentials/CustomTokenGrantApi.credentials';
import { formOf, refusalOf } from '../support';

const { properties } = new CustomTokenGrantApi();

/** Signs in with these further headers; gives what was sent. */
async function sent(header: object[], change: object = {}): Promise<HttpRequest[]> {
	const requests: HttpRequest[] = [];
	const form = formOf('customTokenGrant', { additionalHeaders: { header }, ...change });
	const grant = createGrant(customTokenGrant, properties, form, async (request) => {
		requests.push(request);
		return { status: 200, headers: {}, body: '{"access_token":"abc"}' };
	});
	await grant.signIn(1000);
	return requests;
}

describe('further headers of the token request', () => {
	it('are sent with it', async () => {
		const [request] = await sent([
			{ name: ' X-API-Key ', value: 'key\n' },
			{ name: 'User-Agent', value: 'OpenAPI' },
		]);
		expect(request?.headers).toEqual({
			accept: 'application/json',
			'content-type': 'application/x-www-form-urlencoded',
			'x-api-key': 'key',
			'user-agent': 'OpenAPI',
		});
	});

	it('may ask for another kind of response', async () => {
		const [request] = await sent([{ name: 'Accept', value: 'text/plain' }]);
		expect(request?.headers.accept).toBe('text/plain');
	});

	it('may be an Authorization of their own', async () => {
		const [request] = await sent([{ name: 'Authorization', value: 'Basic abc' }]);
		expect(request?.headers.authorization).toBe('Basic abc');
	});

	it('are left out without a name or a value', async () => {
		const [request] = await sent([{ name: '', value: 'x' }, { name: 'X-A', value: '' }, {}]);
		expect(Object.keys(request?.headers ?? {})).toEqual(['accept', 'content-type']);
	});
});

const client = { clientId: 'app', clientSecret: 'app-secret', clientAuthentication: 'header' };

describe('a header that cannot be sent is refused before anything is', () => {
	it.each<[string, object[], string]>([
		[
			'a name with a space',
			[{ name: 'X A', value: 'x' }],
			'what begins with "X" is not the name of',
		],
		[
			'a whole header',
			[{ name: 'X-Key: sk-1', value: '' }],
			'"X-Key:" is not the name of a header',
		],
		[
			'a value alone',
			[{ name: '=sk-1', value: 'x' }],
			'one of the names is not the name of a header',
		],
		['a name with a colon', [{ name: 'X:', value: 'x' }], '"X:" is not the name of a header.'],
		['a name like a prototype', [{ name: '__proto__', value: 'x' }], '"__proto__" is not the name'],
		['the type of the body', [{ name: 'Content-Type', value: 'x' }], '"Content-Type" belongs to'],
		['the length of the body', [{ name: 'content-length', value: '1' }], 'belongs to the request'],
		['the host', [{ name: 'HOST', value: 'x' }], '"HOST" belongs to the request itself.'],
		[
			'the same one twice',
			[
				{ name: 'X-A', value: '1' },
				{ name: 'x-a', value: '2' },
			],
			'"x-a" is there twice.',
		],
		['a line break', [{ name: 'X-A', value: 's3cret\r\nX-B: 1' }], 'the value of "X-A" has a line'],
		['a list', [{ name: 'X-A', value: ['s3cr'] }], 'the value of "X-A" is not a text.'],
		['an object', [{ name: 'X-A', value: { a: 1 } }], 'the value of "X-A" is not a text.'],
		['an umlaut', [{ name: 'X-A', value: 's3crét' }], 'the value of "X-A" has a line break or'],
	])('%s', async (_, header, message) => {
		const refusal = await refusalOf(() => sent(header));
		expect(refusal).toMatchObject({
			errorCode: 'invalid_configuration',
			message: expect.stringContaining(`In "Additional Headers", `),
		});
		expect(refusal.message).toContain(message);
		expect(refusal.message + refusal.description).not.toContain('s3cr');
	});

	it('Authorization beside HTTP Basic', async () => {
		const header = [{ name: 'authorization', value: 'x' }];
		expect(await refusalOf(() => sent(header, client))).toMatchObject({
			message: 'In "Additional Headers", "authorization" is taken by "Client Authentication".',
		});
	});
});
