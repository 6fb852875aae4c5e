import { describe, expect, it } from '@jest/globals';
import { readBody } from '../../../core/request/body';
import { broken, endless, silent, streamOf } from './streams.mjs';

const open = new AbortController().signal;

describe('the body of a response', () => {
	it('is put together from its chunks, also where they part a character', async () => {
		const bytes = Buffer.from('{"name":"Zoë"}');
		const body = streamOf(...[...bytes].map((byte) => Buffer.from([byte])));
		expect(await readBody(body, 100, open)).toEqual({ body: '{"name":"Zoë"}' });
	});

	it.each(['{"a":1}', { a: 1 }])(
		'is taken as it is where it was read already: %j',
		async (read) => {
			expect(await readBody(read, 100, open)).toEqual({ body: '{"a":1}' });
		},
	);

	it('is dropped beyond that, and an endless one is not read on', async () => {
		const { body, chunks } = endless();
		expect(await readBody(body, 20, open)).toEqual({});
		expect(body.destroyed).toBe(true);
		expect(chunks()).toBeLessThan(100);
	});

	it('that breaks off says what broke it off', async () => {
		const reason = new Error('reset');
		expect(await readBody(broken(reason), 100, open)).toEqual({ fault: reason });
	});

	it.each([
		['before', true],
		['after', false],
	])('is not waited for once the signal has fired %s the reading began', async (_, first) => {
		const controller = new AbortController();
		const body = silent();
		if (first) controller.abort();
		const reading = readBody(body, 100, controller.signal);
		controller.abort();
		expect(await reading).toHaveProperty('fault');
		expect(body.destroyed).toBe(true);
	});
});
