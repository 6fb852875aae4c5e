import { describe, expect, it } from '@jest/globals';
import { readAccountId, readPlatformId } from '../../../core/seamless/identifiers';
import { refusalOf } from '../support';

describe('an account id', () => {
	it.each([
		['77632289', '77632289'],
		[77_632_289, '77632289'],
		[' 77632289 ', '77632289'],
		['007', '007'],
		['0', '0'],
		['9'.repeat(20), '9'.repeat(20)],
	])('%j is one', (value, id) => {
		expect(readAccountId(value)).toBe(id);
	});

	it.each([
		'',
		'  ',
		'abc',
		'77632289a',
		'-1',
		'1.5',
		'1e5',
		'٣٤',
		'1\n2',
		'9'.repeat(21),
		-1,
		1.5,
		NaN,
		2 ** 53,
		null,
		undefined,
		true,
		{},
		['1'],
	])('%j is none', async (value) => {
		const refusal = await refusalOf(() => readAccountId(value));
		expect(refusal.errorCode).toBe('invalid_input');
	});
});

describe('an account id that is none', () => {
	it.each([77.5, true, ['1', '2'], 'abc'])('%j is said to be no MT login', (value) => {
		expect(() => readAccountId(value)).toThrow('"Account ID" is not an MT login.');
	});

	it.each([null, undefined, '', '  '])('%j is said to be empty', (value) => {
		expect(() => readAccountId(value)).toThrow('The field "Account ID" is empty.');
	});

	it('and empty is where a webhook would have put it, however it was called', async () => {
		const { description } = await refusalOf(() => readAccountId(undefined));
		expect(description).toMatch(/\$json\.body for POST, in \$json\.query for GET/);
		expect(description).toContain('{{ $json.body?.accountId ?? $json.query?.accountId }}');
	});
});

describe('a platform id', () => {
	it.each([
		['1', '1'],
		[1, '1'],
		[' mt-5.live_2 ', 'mt-5.live_2'],
	])('%j is one', (value, id) => {
		expect(readPlatformId(value)).toBe(id);
	});

	it.each(['', ' ', 'a b', 'a"b', 'ä', 'x'.repeat(65), 1.5, null, {}, true])(
		'%j is none',
		async (value) => {
			expect((await refusalOf(() => readPlatformId(value))).errorCode).toBe('invalid_input');
		},
	);
});
