import { describe, expect, it } from '@jest/globals';
import { setUp, unreachable } from './support';

describe('who reports a refusal gets with the token what to report it by', () => {
	const reports = true;

	it('from a sign-in', async () => {
		const { get } = setUp();
		expect((await get({ reports })).handout).toEqual({ at: expect.any(Number), returned: false });
	});

	it('from the cache', async () => {
		const { get } = setUp();
		await get();
		expect((await get({ reports })).handout).toBeDefined();
	});

	it('from the cache, after a pause during which somebody else has signed in', async () => {
		const { get, test, next, pass } = setUp();
		next(unreachable());
		const waiting = get({ reports });
		await pass(0.5);
		await test();
		await pass(0.5);
		expect(await waiting).toMatchObject({ source: 'cache', handout: { returned: false } });
	});

	it('but not with a token that came late: a newer one is in use', async () => {
		const { get, held, pass } = setUp();
		const slow = held();
		const patient = get({ timeout: 600_000, reports });
		await pass(30);
		await get();
		slow.release();
		expect((await patient).handout).toBeUndefined();
	});
});

it('who reports nothing gets a token without it', async () => {
	const { get } = setUp();
	expect((await get()).handout).toBeUndefined();
});
