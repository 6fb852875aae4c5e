import { describe, expect, it } from '@jest/globals';
import { noteServerTime, serverTime } from '../../../core/request/serverClock';

const hour = 3_600_000;
const near = (time: number) =>
	Math.round((serverTime(new URL('https://a.example/x')) - time) / 10_000);

describe('the clock of a server', () => {
	it.each([
		['is ours before it has told the time', undefined, 0],
		['is ours if it is off by what a response may take', 3_000, 0],
		['is its own if that is an hour ahead', hour, hour],
		['is its own if that is an hour behind', -hour, -hour],
		['is known for all paths of its origin, and no other server', hour, hour],
	])('%s', (_, difference, expected) => {
		const now = Date.now();
		const date = difference === undefined ? undefined : now + difference;
		noteServerTime(new URL('https://a.example/token'), date);
		expect(near(now + expected)).toBe(0);
		expect(Math.round((serverTime(new URL('https://b.example')) - now) / 10_000)).toBe(0);
	});

	it('is ours again once it has been set right', () => {
		noteServerTime(new URL('https://a.example'), Date.now() + hour);
		noteServerTime(new URL('https://a.example'), Date.now());
		expect(near(Date.now())).toBe(0);
	});
});
