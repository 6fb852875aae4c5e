import { describe, expect, it } from '@jest/globals';
import { getPath, parseJson, toNumber } from '../../core/json';

it('a number may be a numeric text', () => {
	const values = [5, -5, '5', NaN, Infinity, '9'.repeat(400), '', null];
	expect(values.map(toNumber)).toEqual([5, -5, 5, ...Array(5).fill(undefined)]);
});

it('what is no JSON is undefined', () => {
	const texts = ['{"a":1}', 'null', '', '{"a":', '<html>'];
	expect(texts.map(parseJson)).toEqual([{ a: 1 }, null, undefined, undefined, undefined]);
});

describe('a dotted path leads to', () => {
	it.each([
		['a', { a: 1 }, 1],
		['a.b', { a: { b: 1 } }, 1],
		['0', ['x'], 'x'],
		['a.0.b', { a: [{ b: 1 }] }, 1],
		['a.b.c', { a: { 'b.c': 1 } }, 1],
		['a', { a: null }, null],
		['http://x.example/claim', { 'http://x.example/claim': 1 }, 1],
	])('%j in %j', (path, value, found) => {
		expect(getPath(value, path)).toBe(found);
	});
});

describe('a path that leads nowhere gives undefined', () => {
	it.each([
		['a', {}],
		['a.b', { a: 1 }],
		['a.b', { a: null }],
		['1', ['x']],
		['length', 'text'],
		['', {}],
	])('%j in %j', (path, value) => {
		expect(getPath(value, path)).toBeUndefined();
	});
});

it('no path leads into a prototype, but an own key of that name is one like any other', () => {
	const paths = ['__proto__', 'constructor', 'constructor.name', '__proto__.toString', 'toString'];
	for (const path of [...paths, 'a.__proto__.polluted', 'a.constructor.prototype', 'list.map']) {
		expect(getPath({ a: {}, list: [] }, path)).toBeUndefined();
	}
	expect(getPath(JSON.parse('{"__proto__":{"a":1}}'), '__proto__.a')).toBe(1);
});
