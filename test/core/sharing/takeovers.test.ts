import { beforeEach, expect, it } from '@jest/globals';
import { createTakeovers } from '../../../core/sharing/takeovers';

const MINUTE = 60_000;

let time = 0;
let takeovers: ReturnType<typeof createTakeovers>;
beforeEach(() => {
	time = 0;
	takeovers = createTakeovers(() => time);
});

/** Counts some, so many minutes after each other. */
function add(times: number, minutes = 0, salt = 'salt'): void {
	for (let index = 0; index < times; index++) {
		time += minutes * MINUTE;
		takeovers.add(salt);
	}
}

it('three are many', () => {
	add(2, 59);
	expect(takeovers.areMany('salt')).toBe(false);
	add(1, 59);
	expect(takeovers.areMany('salt')).toBe(true);
});

it('they are until there has been none for an hour, and count from one again', () => {
	add(3);
	time += 60 * MINUTE - 1;
	expect(takeovers.areMany('salt')).toBe(true);
	time += 1;
	expect(takeovers.areMany('salt')).toBe(false);
	add(2);
	expect(takeovers.areMany('salt')).toBe(false);
});

it('those of a credential that is edited once an hour are not', () => {
	add(10, 60);
	expect(takeovers.areMany('salt')).toBe(false);
});

it('credentials are told apart by their salt', () => {
	add(3, 0, 'one');
	expect([takeovers.areMany('one'), takeovers.areMany('other')]).toEqual([true, false]);
});

it('of a thousand credentials they are remembered', () => {
	add(3, 0, 'one');
	for (let index = 0; index < 999; index++) takeovers.add(`salt ${index}`);
	expect(takeovers.areMany('one')).toBe(true);
	for (let index = 0; index < 1000; index++) takeovers.add(`salt ${index}`);
	expect(takeovers.areMany('one')).toBe(false);
});
