import { describe, expect, it } from '@jest/globals';
import type { SharedToken } from '../../../core/engine/token';
import { refusalOf } from '../support';
import { HOUR, rejected, setUp } from './support';

/** An engine, and a token of another process that it can adopt. */
function open(random?: () => number) {
	const opened = setUp(random && { random });
	const { engine, grant, get, renew, next, now } = opened;
	return {
		...opened,
		/** Another process obtains a token so many seconds ago, by its own clock. */
		foreign: (change: Partial<SharedToken> = {}, ago = 0): SharedToken => ({
			accessToken: 'foreign token',
			lifetime: HOUR,
			scope: undefined,
			obtainedAt: now() - ago * 1000,
			serial: 1,
			...change,
		}),
		adopt: (shared: SharedToken) => engine.adopt(grant, shared),
		share: (stored?: SharedToken) => engine.share(grant, stored),
		markUsed: () => engine.markUsed(grant),
		markStored: () => engine.markStored(grant),
		token: async () => (await get()).token.accessToken,
		/** An API refuses the token while it is too young to be renewed, or there is a pause. */
		reject: async () => void (await renew(await get()).catch(() => undefined)),
		/** An API refuses the token, and the provider then refuses the login. */
		async loseToken() {
			const refused = await get();
			next(rejected());
			await renew(refused).catch(() => undefined);
		},
	};
}

describe('a token of another process', () => {
	it.each([
		['is newer with a later serial, although its clock says earlier', 2, 60, 'foreign token'],
		['is newer with the same serial, obtained later', 1, 5, 'foreign token'],
		['is older with the same serial, obtained earlier', 1, 15, 'token 1'],
		['is older with an earlier serial, although its clock says later', 0, 0, 'token 1'],
		['takes the place of none once it has ended', 2, HOUR, 'token 1'],
	])('%s', async (_, serial, ago, expected) => {
		const { adopt, foreign, token, pass } = open();
		await token();
		await pass(10);
		adopt(foreign({ serial }, ago));
		expect(await token()).toBe(expected);
	});

	it('is not to blame for the refusal of the one before it', async () => {
		const { adopt, foreign, get, reject, next } = open();
		await reject();
		adopt(foreign({ serial: 2 }));
		next(rejected());
		await refusalOf(async () => await get({ force: true }));
		expect((await get()).token.accessToken).toBe('foreign token');
	});

	it.each([
		['good', 0],
		['of no use', HOUR],
	])('that is %s is counted: the next is newer for everybody', async (_, ago) => {
		const { adopt, foreign, get, markUsed, share } = open();
		adopt(foreign({ serial: 7 }, ago));
		await get({ force: true });
		markUsed();
		expect(share()).toMatchObject({ accessToken: 'token 1', serial: 8 });
	});
});

describe('a caller that needs the response is given the token that this process obtained', () => {
	it.each<[string, string, (opened: ReturnType<typeof open>) => unknown]>([
		['although a newer one was adopted', 'token 1', () => undefined],
		['unless an API has refused it here', 'token 2', async ({ reject }) => await reject()],
		[
			'unless an API has refused it elsewhere',
			'token 2',
			({ adopt, foreign }) => adopt(foreign({ serial: 2, refused: 1 })),
		],
		[
			'although an API has refused another',
			'token 1',
			async ({ adopt, foreign, reject }) => {
				adopt(foreign({ serial: 2 }));
				await reject();
			},
		],
	])('%s', async (_, expected, happens) => {
		const opened = open();
		const { adopt, foreign, get, token } = opened;
		await get();
		await happens(opened);
		adopt(foreign({ accessToken: 'newer', serial: 3 }));
		expect(await token()).toBe('newer');
		expect((await get({ own: true })).token.accessToken).toBe(expected);
	});

	it('unless it was taken away', async () => {
		const { get, pass, loseToken } = open();
		await get();
		await pass(6);
		await loseToken();
		const { errorCode } = await refusalOf(async () => await get({ own: true }));
		expect(errorCode).toBe('sign_in_paused');
	});
});

describe('of two tokens that were obtained side by side', () => {
	it('the earlier takes the place of the later once that is refused: clocks differ', async () => {
		const { adopt, foreign, reject, token } = open();
		await reject();
		adopt(foreign({}, 60));
		expect(await token()).toBe('foreign token');
	});

	it('all that were refused are left for good', async () => {
		const { adopt, foreign, reject, markUsed, share, token } = open();
		await token();
		markUsed();
		const texts = [share()!, foreign({}, 4), foreign({ accessToken: 'later' })];
		for (const text of texts) {
			adopt(text);
			await reject();
		}
		for (const text of texts) adopt(text);
		expect(await token()).toBe('later');
	});

	it('the earlier takes the place of one that was taken away', async () => {
		const { adopt, foreign, loseToken, pass, token } = open();
		await token();
		await pass(6);
		await loseToken();
		adopt(foreign({}, 60));
		expect(await token()).toBe('foreign token');
	});

	it('the own one stays, whatever the clock of the other process says', async () => {
		const { adopt, foreign, get, held, token, share, markUsed } = open();
		const sign = held();
		const slow = get();
		adopt(foreign({ serial: 1 }, -5));
		sign.release();
		await slow;
		expect(await token()).toBe('token 1');
		markUsed();
		expect(share()?.accessToken).toBe('token 1');
	});
});

describe('a process whose clock is ahead', () => {
	it.each([
		['10 seconds is believed', -10, 'foreign token'],
		['more is not', -10.001, 'token 1'],
	])('by %s', async (_, ago, expected) => {
		const { adopt, foreign, token } = open();
		adopt(foreign({}, ago));
		expect(await token()).toBe(expected);
	});

	it('does not make its token live longer', async () => {
		const { adopt, foreign, token, pass } = open(() => 0);
		adopt(foreign({ lifetime: 100 }, -10));
		// A tenth of its life, of which a quarter counts.
		await pass(97.4);
		expect(await token()).toBe('foreign token');
		await pass(0.1);
		expect(await token()).toBe('token 1');
	});
});

describe('a machine’s clock that is set back', () => {
	it('does not make a token newer than itself', async () => {
		const { adopt, markUsed, share, get, step } = open();
		await get();
		markUsed();
		const stored = share()!;
		step(-5);
		adopt(stored);
		expect((await get()).token.response).toBeDefined();
	});
});

describe('a pause', () => {
	const force = true;

	it.each([
		['is ended by a token that another process obtained since', {}, 0, 'token 2'],
		['is not ended by an older one, which is used', {}, 2, 'sign_in_paused'],
		['is not ended by one that is not used', { serial: -1 }, 0, 'sign_in_paused'],
	])('%s', async (_, change, ago, expected) => {
		const { adopt, foreign, get, next, pass } = open();
		next(rejected());
		await refusalOf(get);
		await pass(1);
		adopt(foreign(change, ago));
		const forced = await get({ force }).catch((reason: unknown) => reason);
		expect(forced).toMatchObject(
			expected === 'token 2' ? { token: { accessToken: expected } } : { errorCode: expected },
		);
	});
});

describe('a process gives its token to the others', () => {
	async function obtained() {
		const opened = open();
		await opened.get();
		return opened;
	}

	it('once, when a request has had it', async () => {
		const { markUsed, share } = await obtained();
		expect(share()).toBeUndefined();
		markUsed();
		const { accessToken, serial, lifetime, ...rest } = share()!;
		expect([accessToken, serial, lifetime]).toEqual(['token 1', 1, HOUR]);
		expect(Object.keys(rest).sort()).toEqual(['obtainedAt', 'refused', 'scope', 'values']);
		expect(share()).toBeUndefined();
	});

	it.each<[string, (opened: ReturnType<typeof open>) => unknown]>([
		['another process has a newer one', ({ adopt, foreign }) => adopt(foreign({ serial: 2 }))],
		['it is about to end', async ({ pass }) => await pass(3540)],
		['an API has refused it', async ({ reject }) => await reject()],
		['a test came after: its form may not be saved', async ({ test }) => await test()],
	])('unless %s', async (_, happens) => {
		const opened = await obtained();
		opened.markUsed();
		await happens(opened);
		expect(opened.share()).toBeUndefined();
	});

	it('with the serial of what was refused, for those that have it too', async () => {
		const { get, renew, pass, markUsed, share } = await obtained();
		await pass(6);
		await renew(await get());
		markUsed();
		expect(share()).toMatchObject({ accessToken: 'token 2', serial: 2, refused: 1 });
	});

	it('not for ten minutes while the last one is not stored: n8n fails a request each time', async () => {
		const { get, markUsed, share, pass } = await obtained();
		markUsed();
		share();
		await get({ force: true });
		await pass(599.9);
		expect(share()).toBeUndefined();
		await pass(0.1);
		expect(share()).toMatchObject({ accessToken: 'token 2' });
	});
});
