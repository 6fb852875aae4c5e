import { describe, expect, it } from '@jest/globals';
import type { SharedToken } from '../../../core/engine/token';
import { HOUR, rejected, setUp, unable } from './support';

const reports = true;

/** An engine, and a token of another process that it can adopt. */
function open(random?: () => number) {
	const one = setUp(random && { random });
	const { engine, grant, get, renew, next, now } = one;
	return {
		...one,
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
		used: () => engine.used(grant),
		stored: () => engine.stored(grant),
		token: async () => (await get({ reports })).token.accessToken,
		/** An API refuses the token, and the provider then refuses the login. */
		async loseToken() {
			const refused = await get({ reports });
			next(rejected());
			await renew(refused).catch(() => undefined);
		},
	};
}

describe('a token of another process', () => {
	it('is used in place of a sign-in', async () => {
		const { adopt, foreign, token, calls } = open();
		adopt(foreign());
		expect([await token(), calls]).toEqual(['foreign token', []]);
	});

	it('brings neither a response nor a refresh token, and they are asked for', async () => {
		const { adopt, foreign, get } = open();
		adopt(foreign());
		expect((await get()).token.response).toBeUndefined();
		expect((await get({ own: true })).token.accessToken).toBe('token 1');
	});

	it.each([
		['is newer with a later count, although its clock says earlier', 2, 60, 'foreign token'],
		['is newer with the same count, obtained later', 1, 5, 'foreign token'],
		['is older with the same count, obtained earlier', 1, 15, 'token 1'],
		['is older with an earlier count, although its clock says later', 0, 0, 'token 1'],
	])('%s', async (_, serial, ago, expected) => {
		const { adopt, foreign, token, pass } = open();
		await token();
		await pass(10);
		adopt(foreign({ serial }, ago));
		expect(await token()).toBe(expected);
	});

	it('that has ended is not used', async () => {
		const { adopt, foreign, token } = open();
		adopt(foreign({}, HOUR));
		expect(await token()).toBe('token 1');
	});

	it('that has ended takes the place of none', async () => {
		const { adopt, foreign, token } = open();
		await token();
		adopt(foreign({ serial: 2 }, HOUR));
		expect(await token()).toBe('token 1');
	});

	it('leaves one’s own at hand for who needs its response', async () => {
		const { adopt, foreign, get } = open();
		await get();
		adopt(foreign({ serial: 2 }));
		expect((await get({ own: true })).token.accessToken).toBe('token 1');
	});

	it('leaves nothing of one’s own that an API has refused', async () => {
		const { adopt, foreign, get, renew } = open();
		const refused = await get({ reports });
		// Too young to be renewed.
		await renew(refused);
		adopt(foreign({ serial: 2 }));
		expect((await get({ own: true })).token.accessToken).toBe('token 2');
	});

	it('leaves one’s own if it was another that an API has refused', async () => {
		const { adopt, foreign, get, renew } = open();
		await get();
		adopt(foreign({ serial: 2 }));
		await renew(await get({ reports }));
		adopt(foreign({ accessToken: 'newer', serial: 3 }));
		expect((await get({ own: true })).token.accessToken).toBe('token 1');
	});

	it('is not blamed for the refusal of the one before it', async () => {
		const { adopt, foreign, get, renew, next } = open();
		await renew(await get({ reports }));
		adopt(foreign({ serial: 2 }));
		next(rejected());
		await expect(get({ force: true })).rejects.toMatchObject({ errorCode: 'credentials_rejected' });
		expect((await get()).token.accessToken).toBe('foreign token');
	});

	it('is counted: the next is newer for everybody', async () => {
		const { adopt, foreign, get, used, share } = open();
		adopt(foreign({ serial: 7 }));
		await get({ force: true });
		used();
		expect(share()).toMatchObject({ accessToken: 'token 1', serial: 8 });
	});

	it('is counted even if it is of no use', async () => {
		const { adopt, foreign, token, used, share } = open();
		adopt(foreign({ serial: 7 }, HOUR));
		await token();
		used();
		expect(share()).toMatchObject({ accessToken: 'token 1', serial: 8 });
	});
});

describe('of two tokens that were obtained side by side', () => {
	const later = { accessToken: 'later' };

	/** Own is 10 seconds old. */
	async function withOwn() {
		const one = open();
		const own = await one.get({ reports });
		await one.pass(4);
		return { ...one, own };
	}

	it('the earlier takes the place of the later once that is refused: clocks differ', async () => {
		const { adopt, foreign, renew, own, token } = await withOwn();
		await renew(own);
		adopt(foreign({}, 60));
		expect(await token()).toBe('foreign token');
	});

	it('it does not if others have taken the later', async () => {
		const { adopt, foreign, get, renew, next, own, pass, token } = await withOwn();
		await pass(2);
		await get({ reports });
		next(unable());
		await renew(own).catch(() => undefined);
		adopt(foreign({}, 60));
		expect(await token()).toBe('token 1');
	});

	it('one that is refused is left for good', async () => {
		const { adopt, foreign, get, renew, own, token } = await withOwn();
		const stored = foreign(later);
		adopt(stored);
		await renew(await get({ reports }));
		adopt(foreign({}, 60));
		expect(await token()).toBe('foreign token');
		adopt(stored);
		expect(await token()).toBe('foreign token');
		expect(own.token.accessToken).toBe('token 1');
	});

	it('one that was taken away does not come back once the other is taken away as well', async () => {
		const { adopt, foreign, get, loseToken, pass, next, calls } = await withOwn();
		const first = foreign(later);
		adopt(first);
		await pass(10);
		await loseToken();
		adopt(foreign({}, 10));
		await pass(60);
		await loseToken();
		adopt(first);
		await pass(60);
		next({});
		expect((await get()).source).toBe('grant');
		expect(calls).toHaveLength(4);
	});

	it('all that were refused are left for good', async () => {
		const { adopt, foreign, get, renew, own, token, used, share } = await withOwn();
		used();
		// Too young to be renewed.
		const texts = [share()!, foreign({}, 4.5), foreign(later)];
		await renew(own);
		adopt(texts[1]!);
		await renew(await get({ reports }));
		adopt(texts[2]!);
		await renew(await get({ reports }));
		for (const text of texts) adopt(text);
		expect(await token()).toBe('later');
	});

	it('the earlier takes the place of one that was taken away', async () => {
		const { adopt, foreign, loseToken, pass, token } = await withOwn();
		await pass(2);
		await loseToken();
		adopt(foreign({}, 60));
		expect(await token()).toBe('foreign token');
	});

	it('one’s own is gone back to if the other is refused', async () => {
		const { adopt, foreign, get, renew, token } = await withOwn();
		const stored = foreign(later);
		adopt(stored);
		adopt(stored);
		expect(await token()).toBe('later');
		await renew(await get({ reports }));
		adopt(stored);
		expect(await token()).toBe('token 1');
		adopt(stored);
		expect(await token()).toBe('token 1');
	});

	it('but not if others have taken that, whoever read it meanwhile', async () => {
		const { adopt, foreign, get, renew, next, pass, token } = await withOwn();
		const stored = foreign(later);
		adopt(stored);
		const one = await get({ reports });
		await pass(6);
		adopt(stored);
		await get({ reports });
		next(unable());
		await renew(one).catch(() => undefined);
		adopt(stored);
		expect(await token()).toBe('later');
	});

	it('but not if it was refused before', async () => {
		const { adopt, foreign, get, renew, own, token } = await withOwn();
		await renew(own);
		const stored = foreign(later);
		adopt(stored);
		await renew(await get({ reports }));
		adopt(stored);
		expect(await token()).toBe('later');
	});

	it('nor to an older one', async () => {
		const { adopt, foreign, get, renew, token } = await withOwn();
		const stored = foreign({ ...later, serial: 2 });
		adopt(stored);
		await renew(await get({ reports }));
		adopt(stored);
		expect(await token()).toBe('later');
	});

	it('the number is that of the moment in which it was asked for', async () => {
		const { adopt, foreign, get, held, token, used, share } = open();
		const slow = held();
		const waiting = get();
		adopt(foreign({}, -5));
		slow.release();
		expect((await waiting).token).toMatchObject({ accessToken: 'token 1', serial: 1 });
		// Whatever the other clock says.
		expect(await token()).toBe('token 1');
		used();
		expect(share()).toMatchObject({ serial: 1 });
	});

	it('a slow one does not take the place of what was asked for after it', async () => {
		const { adopt, foreign, get, held, token } = open();
		const slow = held();
		const waiting = get();
		adopt(foreign({ serial: 2 }, 5));
		slow.release();
		expect((await waiting).token.accessToken).toBe('token 1');
		expect(await token()).toBe('foreign token');
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
		const { adopt, foreign, get, pass } = open(() => 0);
		adopt(foreign({ lifetime: 100 }, -10));
		// A tenth of its life, of which a quarter counts.
		await pass(97.4);
		expect((await get()).token.accessToken).toBe('foreign token');
		await pass(0.1);
		expect((await get()).token.accessToken).toBe('token 1');
	});

	it('does not bring back what was refused and taken away', async () => {
		const { adopt, foreign, loseToken, token, pass } = open();
		const ahead = foreign({}, -10);
		adopt(ahead);
		await pass(6);
		await loseToken();
		adopt(ahead);
		await expect(token()).rejects.toMatchObject({ errorCode: 'sign_in_paused' });
	});

	it('does not make one forget that its token was refused', async () => {
		const { adopt, foreign, get, renew, pass, next } = open();
		const ahead = foreign({}, -9);
		adopt(ahead);
		await renew(await get({ reports }));
		await pass(6);
		// Read again, as before each request.
		adopt(ahead);
		next(rejected());
		await expect(get({ force: true })).rejects.toMatchObject({ errorCode: 'credentials_rejected' });
		await expect(get()).rejects.toMatchObject({ errorCode: 'sign_in_paused' });
	});
});

describe('a machine’s clock that is set back', () => {
	it('does not make a token newer than itself', async () => {
		const { adopt, used, share, get, step } = open();
		await get();
		used();
		const own = share()!;
		step(-5);
		adopt(own);
		expect((await get()).token.response).toBeDefined();
	});

	it('is what other processes tell the times by', async () => {
		const { adopt, foreign, get, step, pass } = open(() => 0.5);
		await get();
		step(-60);
		adopt(foreign({ serial: 2, lifetime: 100 }));
		// A tenth of its life, of which a half counts.
		await pass(94);
		expect((await get()).token.accessToken).toBe('foreign token');
		await pass(1);
		expect((await get()).token.accessToken).toBe('token 2');
	});

	it('is what other processes are told the times by', async () => {
		const { used, share, get, step, now } = open();
		await get();
		step(-60);
		await get({ force: true });
		used();
		expect(share()).toMatchObject({ obtainedAt: now() });
	});
});

describe('a refused token that was taken away', () => {
	it('is not at hand for who needs its response either', async () => {
		const { get, pass, loseToken } = open();
		await get();
		await pass(6);
		await loseToken();
		await expect(get({ own: true })).rejects.toMatchObject({ errorCode: 'sign_in_paused' });
	});

	it('is not used again, while a newer one is', async () => {
		const { adopt, foreign, loseToken, token, pass } = open();
		adopt(foreign());
		await pass(6);
		await loseToken();
		adopt(foreign({}, 6));
		await expect(token()).rejects.toMatchObject({ errorCode: 'sign_in_paused' });
		adopt(foreign({ accessToken: 'newer', serial: 2 }));
		expect(await token()).toBe('newer');
	});

	it('is not used again after the login was refused once more', async () => {
		const { adopt, foreign, loseToken, token, pass, next } = open();
		const stored = foreign();
		adopt(stored);
		await pass(6);
		await loseToken();
		await pass(30);
		next(rejected());
		await expect(token()).rejects.toMatchObject({ errorCode: 'credentials_rejected' });
		adopt(stored);
		await expect(token()).rejects.toMatchObject({ errorCode: 'sign_in_paused' });
	});

	it('is not given to others', async () => {
		const { get, used, pass, loseToken, share } = open();
		await get();
		used();
		await pass(6);
		await loseToken();
		expect(share()).toBeUndefined();
	});
});

describe('a pause', () => {
	it('is ended by a token that another process obtained since', async () => {
		const { adopt, foreign, get, token, next, pass } = open();
		next(rejected());
		await expect(get()).rejects.toMatchObject({ errorCode: 'credentials_rejected' });
		await pass(1);
		adopt(foreign());
		expect(await token()).toBe('foreign token');
		// It would have lasted for 29 seconds more.
		expect((await get({ force: true })).token.accessToken).toBe('token 2');
	});

	it('is not ended by an older one, which is used', async () => {
		const { adopt, foreign, get, token, next, pass } = open();
		next(rejected());
		await expect(get()).rejects.toMatchObject({ errorCode: 'credentials_rejected' });
		await pass(1);
		adopt(foreign({}, 2));
		expect(await token()).toBe('foreign token');
		await expect(get({ force: true })).rejects.toMatchObject({ errorCode: 'sign_in_paused' });
	});

	it('is not ended by what is not used', async () => {
		const { adopt, foreign, get, next } = open();
		await get();
		next(rejected());
		await expect(get({ force: true })).rejects.toMatchObject({
			errorCode: 'credentials_rejected',
		});
		adopt(foreign({ serial: 0 }, -1));
		await expect(get({ force: true })).rejects.toMatchObject({ errorCode: 'sign_in_paused' });
	});
});

describe('when several processes renew', () => {
	/** How long a token of an hour is used, in seconds. */
	async function useOf(one: ReturnType<typeof open>): Promise<number> {
		const { get, pass } = one;
		await pass(3500);
		for (let second = 3500; ; second++) {
			if ((await get()).source === 'grant') return second;
			await pass(1);
		}
	}

	it('the one that obtained the token comes first', async () => {
		const one = open(() => 0.99);
		await one.get();
		expect(await useOf(one)).toBe(3540);
	});

	it.each([
		[0, 3585],
		[0.5, 3570],
		[0.999, 3556],
	])(
		'the others follow at a moment of their own: by chance %d at second %d',
		async (chance, at) => {
			const one = open(() => chance);
			one.adopt(one.foreign());
			expect(await useOf(one)).toBe(at);
		},
	);
});

describe('a process gives its token to the others', () => {
	it('once, when a request has had it', async () => {
		const { get, used, share } = open();
		await get();
		expect(share()).toBeUndefined();
		used();
		expect(share()).toMatchObject({ accessToken: 'token 1', serial: 1, lifetime: HOUR });
		expect(share()).toBeUndefined();
	});

	it('at once where one of this login is stored: it was saved', async () => {
		const { get, share, foreign } = open();
		await get();
		expect(share(foreign({}, HOUR))).toMatchObject({ accessToken: 'token 1' });
	});

	it('without refresh token and response', async () => {
		const { get, used, share, next } = open();
		next({ refreshToken: 'secret', scope: 'read' });
		await get();
		used();
		expect(share()).toEqual({
			...{ accessToken: 'token 1', lifetime: HOUR, scope: 'read', serial: 1 },
			obtainedAt: expect.any(Number),
		});
	});

	it('with a number of its own', async () => {
		const { get, used, share } = open();
		await get();
		await get({ force: true });
		used();
		expect(share()).toMatchObject({ accessToken: 'token 2', serial: 2 });
	});

	it('unless it is that of another process', async () => {
		const { adopt, foreign, used, share } = open();
		adopt(foreign());
		used();
		expect(share()).toBeUndefined();
	});

	it('unless another process has a newer one', async () => {
		const { get, adopt, foreign, used, share } = open();
		await get();
		used();
		adopt(foreign({ serial: 2 }));
		expect(share()).toBeUndefined();
	});

	it('unless it is about to end', async () => {
		const { get, used, share, pass } = open();
		await get();
		used();
		await pass(3540);
		expect(share()).toBeUndefined();
	});

	it('unless an API has refused it and none has been seen to take it', async () => {
		const { get, used, share, renew } = open();
		await renew(await get({ reports }));
		used();
		expect(share()).toBeUndefined();
	});

	it('although one API has refused it, if others have taken it', async () => {
		const { get, used, share, renew, pass, next } = open();
		await get({ reports });
		await pass(6);
		const again = await get({ reports });
		used();
		next(unable());
		await renew(again).catch(() => undefined);
		expect(share()).toMatchObject({ accessToken: 'token 1' });
	});
});

describe('while what was given has not been stored', () => {
	async function given() {
		const one = open();
		await one.get();
		one.used();
		one.share();
		await one.get({ force: true });
		return one;
	}

	it('nothing more is given for ten minutes: n8n fails a request with each write that it cannot do', async () => {
		const { share, pass } = await given();
		await pass(599.9);
		expect(share()).toBeUndefined();
		await pass(0.1);
		expect(share()).toMatchObject({ accessToken: 'token 2' });
	});

	it('and when it has, the next follows', async () => {
		const { share, stored } = await given();
		stored();
		expect(share()).toMatchObject({ accessToken: 'token 2' });
	});
});

describe('a token after a credential test', () => {
	it('is not given until a request was signed again: a copy of the credential may not be saved yet', async () => {
		const { get, test, used, share } = open();
		await get();
		used();
		await test();
		expect(share()).toBeUndefined();
		used();
		expect(share()).toMatchObject({ accessToken: 'token 2' });
	});
});
