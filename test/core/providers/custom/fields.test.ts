import { describe, expect, it } from '@jest/globals';
import { customTokenGrant } from '../../../../core/providers/custom/customTokenGrant';
import { formOf, refusalOf } from '../../support';

const read = (change: object) => customTokenGrant(formOf('customTokenGrant', change));

/** A refusal of what an expression gave. */
async function expectRefused(change: object, message: string): Promise<void> {
	expect(await refusalOf(() => read(change))).toMatchObject({
		errorCode: 'invalid_configuration',
		message,
	});
}

describe.each([
	['grantType', 'Grant Type'],
	['clientAuthentication', 'Client Authentication'],
	['requestMethod', 'Request Method'],
	['bodyFormat', 'Body Format'],
])('the choice %s', (name, label) => {
	it.each(['client_credentials', 'POSTS', '', null, 7, ['body'], {}])(
		'is refused where an expression gives %j',
		async (value) => {
			await expectRefused({ [name]: value }, `"${label}" has a value that is not in its list.`);
		},
	);

	it('is the default in a credential that was saved without it', () => {
		expect(() => read({ [name]: undefined })).not.toThrow();
	});
});

describe('Token Lifetime (Seconds)', () => {
	it.each([
		[900, 900],
		[0.5, 0.5],
		[' 900 ', 900],
		[0, undefined],
		['', undefined],
		[undefined, undefined],
		[null, undefined],
	])('%j is %j', (tokenLifetime, lifetime) => {
		expect(read({ tokenLifetime }).lifetime).toBe(lifetime);
	});

	it.each([-1, NaN, Infinity, 'soon', true, {}])('%p is refused', async (tokenLifetime) => {
		await expectRefused(
			{ tokenLifetime },
			'"Token Lifetime (Seconds)" is not a number of seconds.',
		);
	});
});

describe('Additional Headers', () => {
	it.each<[string, object[], string]>([
		[
			'a name with a space',
			[{ name: 'X A', value: 'x' }],
			'what begins with "X" is not the name of a header',
		],
		[
			'a whole header',
			[{ name: 'X-Key: s3cr', value: '' }],
			'what begins with "X-Key:" is not the name of a header',
		],
		[
			'a value alone',
			[{ name: '=s3cr', value: 'x' }],
			'one of the names is not the name of a header',
		],
		['a name with a colon', [{ name: 'X:', value: 'x' }], '"X:" is not the name of a header'],
		['a prototype', [{ name: '__proto__', value: 'x' }], '"__proto__" is not the name of a header'],
		['the body’s type', [{ name: 'Content-Type', value: 'x' }], '"Content-Type" is set'],
		['the body’s length', [{ name: 'content-length', value: '1' }], '"content-length" is set'],
		['the host', [{ name: 'HOST', value: 'x' }], '"HOST" is set automatically'],
		[
			'the same one twice',
			[
				{ name: 'X-A', value: '1' },
				{ name: 'x-a', value: '2' },
			],
			'"x-a" is there twice',
		],
		['a line break', [{ name: 'X-A', value: 's3cr\r\nX-B: 1' }], 'the value of "X-A" has a line'],
		['an umlaut', [{ name: 'X-A', value: 's3crét' }], 'the value of "X-A" has a line break or'],
		['a list', [{ name: 'X-A', value: ['s3cr'] }], 'the value of "X-A" is not a text'],
		['an object', [{ name: 'X-A', value: { a: 1 } }], 'the value of "X-A" is not a text'],
	])('%s is refused', async (_, header, message) => {
		const refusal = await refusalOf(() => read({ additionalHeaders: { header } }));
		expect(refusal.errorCode).toBe('invalid_configuration');
		expect(refusal.message).toContain(`In "Additional Headers", ${message}`);
		expect(refusal.message + refusal.description).not.toContain('s3cr');
	});

	it('Authorization is refused beside HTTP Basic only', async () => {
		const additionalHeaders = { header: [{ name: 'authorization', value: 'x' }] };
		expect(read({ additionalHeaders }).headers).toEqual([['authorization', 'x']]);
		await expectRefused(
			{ additionalHeaders, clientAuthentication: 'header' },
			'In "Additional Headers", "authorization" is already used by "Client Authentication".',
		);
	});
});
