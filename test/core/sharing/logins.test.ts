import { beforeEach, describe, expect, it } from '@jest/globals';
import { createLogins } from '../../../core/sharing/logins';

const MINUTE = 60_000;

let time = 0;
let logins: ReturnType<typeof createLogins>;
beforeEach(() => {
	time = 0;
	logins = createLogins(() => time);
});

/** Uses the logins one after the other. @returns what the last use came to */
function use(keys: string, salt = 'salt', minutes = 0): boolean {
	return [...keys].reduce((_, key) => {
		time += minutes * MINUTE;
		return logins.areSeveral(salt, key);
	}, false);
}

describe('a credential is used with several logins', () => {
	it('if they change three times, whatever their number', () => {
		expect([use('aba'), use('b'), use('c')]).toEqual([false, true, true]);
	});

	it('and stays so while they go on changing', () => {
		use('abab');
		expect(use('a', 'salt', 59)).toBe(true);
		expect(use('b', 'salt', 59)).toBe(true);
	});

	it('until there has been no change for an hour', () => {
		use('abab');
		expect(use('b', 'salt', 59)).toBe(true);
		expect(use('b', 'salt', 1)).toBe(false);
		// From there on it is as new.
		expect([use('ab'), use('a')]).toEqual([false, true]);
	});
});

describe('a credential is used with one login', () => {
	it('if it is always the same', () => {
		expect(use('aaaaaaaa')).toBe(false);
	});

	it('if it was edited, and edited back', () => {
		expect(use('aaabbbaaa')).toBe(false);
	});

	it('if it is edited once an hour', () => {
		expect(use('abcdefgh', 'salt', 60)).toBe(false);
	});
});

it('credentials are told apart by their salt', () => {
	use('abab', 'one');
	expect(use('aaaa', 'other')).toBe(false);
	expect(use('b', 'one')).toBe(true);
});

it('of a thousand credentials it is remembered', () => {
	use('abab', 'one');
	for (let index = 0; index < 999; index++) use('a', `salt ${index}`);
	expect(use('b', 'one')).toBe(true);
	for (let index = 0; index < 1000; index++) use('a', `salt ${index}`);
	expect(use('b', 'one')).toBe(false);
});
