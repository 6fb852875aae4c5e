import { describe, expect, it } from '@jest/globals';
import { parse } from '../../core/json';
import { numberOf } from '../../core/numeric';

describe('numberOf', () => {
	it.each([
		[5, 5],
		[-5, -5],
		['5', 5],
		[NaN, undefined],
		[Infinity, undefined],
		['', undefined],
		[null, undefined],
	])('%p is %p', (value, expected) => {
		expect(numberOf(value)).toBe(expected);
	});
});

describe('parse', () => {
	it.each([
		['{"a":1}', { a: 1 }],
		['null', null],
		['', undefined],
		['{"a":', undefined],
		['<html>', undefined],
	])('%p', (text, expected) => {
		expect(parse(text)).toEqual(expected);
	});
});
