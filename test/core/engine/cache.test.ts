import { expect, it } from '@jest/globals';
import { createCache } from '../../../core/engine/cache';

it('gives what was set, and undefined for what was not', () => {
	const cache = createCache<number>(2);
	cache.set('a', 1);
	expect(cache.get('a')).toBe(1);
	expect(cache.get('b')).toBeUndefined();
	expect(cache.get('__proto__')).toBeUndefined();
});

it('replaces the value of a key and counts it once', () => {
	const cache = createCache<number>(2);
	cache.set('a', 1);
	cache.set('a', 2);
	expect(cache.get('a')).toBe(2);
	expect(cache.size).toBe(1);
});

it('forgets the entry used longest ago, reading being a use', () => {
	const cache = createCache<number>(2);
	cache.set('a', 1);
	cache.set('b', 2);
	cache.get('a');
	cache.set('c', 3);
	expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
});

it('looking is no use', () => {
	const cache = createCache<number>(2);
	cache.set('a', 1);
	cache.set('b', 2);
	expect([cache.peek('a'), cache.peek('c')]).toEqual([1, undefined]);
	cache.set('c', 3);
	expect([cache.peek('a'), cache.peek('b'), cache.peek('c')]).toEqual([undefined, 2, 3]);
});

it('setting is a use as well', () => {
	const cache = createCache<number>(2);
	cache.set('a', 1);
	cache.set('b', 2);
	cache.set('a', 1);
	cache.set('c', 3);
	expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
});

it('never holds more than its capacity', () => {
	const cache = createCache<number>(10);
	for (let key = 0; key < 1000; key++) cache.set(String(key), key);
	expect(cache.size).toBe(10);
	expect(cache.get('999')).toBe(999);
	expect(cache.get('989')).toBeUndefined();
});
