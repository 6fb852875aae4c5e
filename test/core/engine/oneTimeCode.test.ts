import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Grant } from '../../../core/engine/grant';
import type { ErrorCode } from '../../../core/errors';
import { createCodes } from '../../../core/request/oneTimeCode';
import { noteServerTime } from '../../../core/request/serverClock';
import { refusalOf } from '../support';
import { failure, HOUR, rejected, setUp } from './support';

const url = new URL('https://auth.example/token');
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
let count = 0;

/** An engine whose login sends one-time codes. Each test has a secret of its own, at the start of a step. */
function open() {
	const opened = setUp();
	const { grantOf, now, get, test } = opened;
	jest.spyOn(Date, 'now').mockImplementation(now);
	const start = now();
	const secret = LETTERS[count++]!.repeat(16);
	const code = { parameter: 'totp', secret, digits: 6, period: 30, algorithm: 'sha1' };
	/** When a code was sent, in seconds from the start. */
	const sent: number[] = [];
	const codes: string[] = [];
	function codeGrant(key: string, loginKey?: string): Grant {
		const oneTimeCode = createCodes(code, url);
		const grant = grantOf(key, loginKey);
		return {
			...grant,
			oneTimeCode,
			signIn: async (timeout) => {
				sent.push((now() - start) / 1000);
				codes.push(oneTimeCode.take());
				return await grant.signIn(timeout);
			},
		};
	}
	const grant = codeGrant('a');
	const ask = async (more = {}, of = grant) => await get(more, of);
	return {
		...opened,
		grant,
		codeGrant,
		sent,
		codes,
		get: ask,
		test: async () => await test(grant),
	};
}

beforeEach(() => void jest.restoreAllMocks());
afterEach(() => noteServerTime(url, Date.now()));

describe('a code that was sent', () => {
	it('is not sent again: the next sign-in waits, and its token counts from its request', async () => {
		const { get, pass, sent, codes } = open();
		await get();
		const second = get({ force: true });
		await pass(40);
		expect(sent).toEqual([0, 35]);
		expect(new Set(codes).size).toBe(2);
		const { token } = await second;
		expect((Date.now() - token.obtainedAt) / 1000).toBe(5);
	});

	it('is not sent with another credential of the same secret either', async () => {
		const { get, pass, sent, codes, codeGrant } = open();
		await get();
		const others = ['b', 'c'].map(async (key) => await get({}, codeGrant(key, 'other login')));
		await pass(100);
		await Promise.all(others);
		expect(sent).toEqual([0, 35, 65]);
		expect(new Set(codes).size).toBe(3);
	});

	it('is not sent again where two wait for the next: one after the other', async () => {
		const { get, pass, test, sent, codes } = open();
		await get();
		const both = [get({ force: true }), test()];
		await pass(100);
		const [one, other] = await Promise.all(both);
		expect(sent.length).toBeLessThanOrEqual(3);
		expect(new Set(codes).size).toBe(codes.length);
		expect([one!.source, other!.source]).toContain('grant');
	});

	it('is not sent after a response that never came', async () => {
		const { get, next, pass, sent } = open();
		next(failure('timeout'));
		const waiting = get();
		await pass(40);
		await waiting;
		expect(sent).toEqual([0, 35]);
	});

	it('does not hold up a token that is good, or a refresh', async () => {
		const { get, next, pass, sent, grant, calls } = open();
		const refreshing = {
			...grant,
			refresh: async () => ({ accessToken: 'refreshed', lifetime: 10, response: {} }),
		};
		next({ refreshToken: 'r1', lifetime: 10 });
		await get({}, refreshing);
		await get({}, refreshing);
		await pass(10);
		expect((await get({}, refreshing)).source).toBe('refresh');
		expect([sent, calls.length]).toEqual([[0], 1]);
	});

	it('leaves who is cancelled at once', async () => {
		const { get } = open();
		await get();
		const controller = new AbortController();
		const waiting = get({ force: true, cancelled: controller.signal });
		controller.abort(new Error('cancelled'));
		await expect(waiting).rejects.toThrow('cancelled');
	});

	it('is waited for no longer once the clock is set back to a step without one', async () => {
		const { get, pass, step, sent } = open();
		await get();
		const second = get({ force: true });
		await pass(5);
		step(-600);
		await pass(1);
		await second;
		expect(sent).toHaveLength(2);
	});
});

describe('a refused sign-in', () => {
	it.each<ErrorCode>(['credentials_rejected', 'two_factor_required'])(
		'with %s is tried once more with the next code, and callers get no timeout',
		async (code) => {
			const { get, next, pass, sent, codes } = open();
			next(failure(code));
			const waiting = get({ timeout: 1000 });
			await pass(40);
			expect((await waiting).source).toBe('grant');
			expect(sent).toEqual([0, 35]);
			expect(new Set(codes).size).toBe(2);
		},
	);

	it('is tried again at once if the clock of the server is in another step', async () => {
		const { get, held, sent } = open();
		const refused = held();
		const waiting = get();
		noteServerTime(url, Date.now() + 90_000);
		refused.refuse(rejected());
		await waiting;
		expect(sent).toEqual([0, 0]);
	});

	it('twice is final, and pauses; after the pause each sign-in is tried once', async () => {
		const { get, next, pass, sent } = open();
		next(rejected(), rejected(), rejected());
		const waiting = refusalOf(async () => await get());
		await pass(40);
		expect((await waiting).errorCode).toBe('credentials_rejected');
		expect((await refusalOf(async () => await get())).errorCode).toBe('sign_in_paused');
		await pass(60);
		expect((await refusalOf(async () => await get())).errorCode).toBe('credentials_rejected');
		expect(sent).toHaveLength(3);
	});

	it.each<ErrorCode>([
		'access_denied',
		'rate_limited',
		'invalid_configuration',
		'malformed_response',
	])('with %s is not tried again', async (code) => {
		const { get, next, sent } = open();
		next(failure(code));
		await refusalOf(async () => await get());
		expect(sent).toEqual([0]);
	});
});

describe('while a sign-in waits for its code', () => {
	const shared = (serial: number) => ({
		accessToken: 'of another process',
		lifetime: HOUR,
		obtainedAt: Date.now(),
		serial,
	});

	it('a token of another process takes its place', async () => {
		const { engine, grant, get, next, pass, sent } = open();
		next(rejected());
		const waiting = get();
		await pass(10);
		engine.adopt(grant, shared(1));
		await pass(1);
		expect((await waiting).token.accessToken).toBe('of another process');
		await pass(60);
		expect(sent).toEqual([0]);
	});

	it('but not where the response itself is wanted', async () => {
		const { engine, grant, get, next, pass, sent } = open();
		next(rejected());
		const waiting = get({ own: true, raw: true });
		await pass(10);
		engine.adopt(grant, shared(1));
		await pass(30);
		expect((await waiting).token.accessToken).not.toBe('of another process');
		expect(sent).toEqual([0, 35]);
	});

	it('a login that is refused elsewhere is not sent', async () => {
		const { get, next, pass, test, sent } = open();
		await get();
		next(rejected(), rejected());
		const tested = refusalOf(test);
		await pass(36);
		const waiting = refusalOf(async () => await get({ force: true }));
		await pass(60);
		expect((await tested).errorCode).toBe('credentials_rejected');
		expect((await waiting).errorCode).toBe('sign_in_paused');
		expect(sent).toEqual([0, 35, 65]);
	});
});
