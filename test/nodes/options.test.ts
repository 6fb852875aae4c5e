import { afterAll, describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import nock from 'nock';
import { createParameterReader, readNumber, readTimeout } from '../../nodes/options';
import { refusalOf } from '../core/support';
import { n8n } from '../credentials/support';

// The helper above brings it in, and the files that run next in this process must be without it.
afterAll(() => nock.restore());

describe('a number parameter', () => {
	it.each([
		[1, 1],
		[10, 10],
		[2.5, 3],
		['5', 5],
		[' 5 ', 5],
		['1e1', 10],
	])('%j in range is taken, as text too, and rounded', (value, number) => {
		expect(readNumber(value, 'Retries', 1, 10)).toBe(number);
	});

	it.each([11, -1, NaN, Infinity, '', ' ', 'many', '5 apples', null, undefined, true, {}, [], [5]])(
		'%p is refused, by the name of the field',
		async (value) => {
			expect(await refusalOf(() => readNumber(value, 'Retries', 0, 10))).toMatchObject({
				errorCode: 'invalid_input',
				message: '"Retries" is not a number from 0 to 10.',
				description: 'Enter a number from 0 to 10, or remove the option.',
			});
		},
	);
});

describe('the option Timeout', () => {
	it.each([
		[{}, 30_000],
		[{ timeout: 1 }, 1],
		[{ timeout: 2_147_483_647 }, 2_147_483_647],
	])('%j: %i milliseconds', (options, milliseconds) => {
		expect(readTimeout(options)).toBe(milliseconds);
	});

	it.each([0, 2_147_483_648])('%p is refused: no timer waits for so long', async (timeout) => {
		expect((await refusalOf(() => readTimeout({ timeout }))).errorCode).toBe('invalid_input');
	});
});

/** n8n drops the parameters that a node's form does not have. */
const field = { displayName: 'Value', name: 'value', type: 'json', default: 'standard' };

describe('a parameter is what n8n makes of it for each item', () => {
	const items = [{ login: '1' }, { login: 7 }, {}];

	it.each([
		...[undefined, '', '{{ $json.login }}', 5, {}, { timeout: 5, list: ['a'] }, 'a "=b"'],
		...['={{ $json.login }}', '=', '=MT {{ $json.login }}', '={{ $itemIndex }}'],
		...[{ timeout: '={{ $json.login }}' }, { list: [{ name: '={{ $json.login }}' }] }],
	])('%j', async (value) => {
		let read: unknown[][] = [];
		const probe: Pick<INodeType, 'description' | 'execute'> = {
			description: { displayName: 'Probe', name: 'probe', properties: [field] } as never,
			async execute(this: IExecuteFunctions) {
				const parameter = createParameterReader(this);
				read = items.map((_, item) => [
					parameter('value', item, 'nothing'),
					this.getNodeParameter('value', item, 'nothing') as unknown,
				]);
				return await Promise.resolve([[]]);
			},
		};
		await n8n().execute(probe as INodeType, { items, parameters: { value } });
		expect(read.map(([ours]) => ours)).toEqual(read.map(([, theirs]) => theirs));
		expect(read).toHaveLength(3);
	});
});
