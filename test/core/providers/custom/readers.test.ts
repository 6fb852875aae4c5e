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
		[0, undefined],
		['', undefined],
		[undefined, undefined],
	])('%j is %j', (tokenLifetime, lifetime) => {
		expect(read({ tokenLifetime }).lifetime).toBe(lifetime);
	});

	const refusal = '"Token Lifetime (Seconds)" is not a number of seconds.';
	it.each([-1, NaN, Infinity, 'soon', true, {}])('%p is refused', async (tokenLifetime) => {
		await expectRefused({ tokenLifetime }, refusal);
	});
});

describe('Additional Headers', () => {
	it.each<[what: string, names: string[], value?: unknown]>([
		['a name is not valid', ['X A']],
		['a name is not valid', ['X-Key: s3cr'], ''],
		['"Content-Type" is set automatically', ['Content-Type']],
		['"x-a" is there twice', ['X-A', 'x-a']],
		['the value of "X-A" cannot be sent', ['X-A'], 's3cr\r\nX-B: 1'],
		['the value of "X-A" cannot be sent', ['X-A'], 's3crét'],
	])('%s: %j with %j', async (what, names, value = 'x') => {
		const header = names.map((name) => ({ name, value }));
		const refusal = await refusalOf(() => read({ additionalHeaders: { header } }));
		expect(refusal).toMatchObject({
			errorCode: 'invalid_configuration',
			message: `In "Additional Headers", ${what}.`,
		});
		expect(refusal.message + refusal.description).not.toContain('s3cr');
	});

	it('Authorization is refused beside HTTP Basic only', async () => {
		const additionalHeaders = { header: [{ name: 'authorization', value: 'x' }] };
		expect(read({ additionalHeaders }).headers).toEqual([['authorization', 'x']]);
		const clientAuthentication = 'header';
		const refusal = await refusalOf(() => read({ additionalHeaders, clientAuthentication }));
		expect(refusal.message).toContain('"authorization"');
	});
});
