import { describe, expect, it } from '@jest/globals';
import { nest } from '../../../core/request/nest';

describe('parameters as JSON', () => {
	it.each<[string, Array<[string, unknown]>, object]>([
		[
			'without dots are side by side',
			[
				['a', '1'],
				['b', '2'],
			],
			{ a: '1', b: '2' },
		],
		['with dots nest', [['a.b.c', '1']], { a: { b: { c: '1' } } }],
		[
			'share what they have in common',
			[
				['a.b', '1'],
				['a.c', '2'],
			],
			{ a: { b: '1', c: '2' } },
		],
		[
			'keep the types of their values',
			[
				['a.n', 1],
				['a.yes', true],
				['a.none', null],
				['a.empty', ''],
				['list', ['x']],
			],
			{ a: { n: 1, yes: true, none: null, empty: '' }, list: ['x'] },
		],
		[
			'numbered from 0 are a list',
			[
				['a.1', 'y'],
				['a.0', 'x'],
			],
			{ a: ['x', 'y'] },
		],
		[
			'nest in a list',
			[
				['a.0.b', 1],
				['a.1.b', 2],
			],
			{ a: [{ b: 1 }, { b: 2 }] },
		],
		[
			'numbered otherwise are no list',
			[
				['a.1', 'x'],
				['a.2', 'y'],
			],
			{ a: { 1: 'x', 2: 'y' } },
		],
		['at the top are never a list', [['0', 'x']], { 0: 'x' }],
		['leave objects alone that an expression gave', [['a', { 0: 'x' }]], { a: { 0: 'x' } }],
	])('%s', (_, parameters, json) => {
		expect(nest(parameters)).toEqual(json);
	});

	it('reach into no prototype', () => {
		nest([
			['__proto__.polluted', 'yes'],
			['constructor.prototype.polluted', 'yes'],
		]);
		expect({}).not.toHaveProperty('polluted');
	});
});
