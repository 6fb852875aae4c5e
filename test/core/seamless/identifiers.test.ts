import { describe, expect, it } from '@jest/globals';
import { readAccountId, readPlatformId } from '../../../core/seamless/identifiers';
import { refusalOf } from '../support';

describe('an account id', () => {
	it.each([
		['77632289', '77632289'],
		[77_632_289, '77632289'],
		[' 007 ', '007'],
		['0', '0'],
		['9'.repeat(20), '9'.repeat(20)],
	])('%j is one', (value, id) => {
		expect(readAccountId(value)).toBe(id);
	});

	it.each([
		...['abc', '77632289a', '-1', '1.5', '1e5', '٣٤', '1\n2', '9'.repeat(21), true, {}],
		...[-1, 1.5, NaN, 2 ** 53, ['1']],
	])('%j is none', async (value) => {
		expect(await refusalOf(() => readAccountId(value))).toMatchObject({
			errorCode: 'invalid_input',
			message: '"Account ID" is not an MT login.',
		});
	});

	it.each([null, undefined, '', '  '])('%j is empty', async (value) => {
		expect(await refusalOf(() => readAccountId(value))).toMatchObject({
			errorCode: 'invalid_input',
			message: 'The field "Account ID" is empty.',
			description: expect.stringContaining('{{ $json.body?.accountId ?? $json.query?.accountId }}'),
		});
	});
});

describe('a platform id', () => {
	it.each([1, '1', ' mt-5.live_2 '])('%j is one', (value) => {
		expect(readPlatformId(value)).toBe(String(value).trim());
	});

	it.each(['', 'a b', 'a"b', 'ä', 'x'.repeat(65), 1.5, null, {}])('%j is none', async (value) => {
		expect((await refusalOf(() => readPlatformId(value))).errorCode).toBe('invalid_input');
	});
});
