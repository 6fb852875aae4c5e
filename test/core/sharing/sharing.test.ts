import { describe, expect, it } from '@jest/globals';
import { createSharing } from '../../../core/sharing/sharing';
import type { Grant } from '../../../core/engine/grant';
import { parseStoredToken } from '../../../core/sharing/storedToken';
import { setUp } from '../engine/support';

/** A process, and what it does with a login as n8n would have it do. */
function open() {
	const { engine, grantOf, get, next, now, pass } = setUp();
	const sharing = createSharing(engine, now);
	const grantFor = (name: string): Grant => ({
		...grantOf(name),
		async signIn(timeout) {
			const tokenSet = await grantOf(name).signIn(timeout);
			// No token holds a space.
			return { ...tokenSet, accessToken: tokenSet.accessToken.replace(' ', '-') };
		},
		fingerprint: (salt) => `${name} under ${salt}`,
	});
	return {
		next,
		pass,
		/** A request that is signed. @returns what is to be stored */
		async request(name: string, text: unknown, force = false) {
			const grant = grantFor(name);
			sharing.adopt(grant, text);
			await get({ force }, grant);
			const written = sharing.next(grant, text);
			if (written !== undefined) engine.markStored(grant);
			engine.markUsed(grant);
			return written;
		},
		token: async (name: string) => (await get({}, grantFor(name))).token.accessToken,
		adopt: (name: string, text: unknown, places: string[] = []) =>
			sharing.adopt({ ...grantFor(name), places }, text),
	};
}

/** The text that a process stores for a login. */
async function storedBy(process: ReturnType<typeof open>, name = 'a', before: unknown = '') {
	await process.request(name, before);
	return (await process.request(name, before))!;
}

describe('what a process stores', () => {
	it('is taken over by another with the same login', async () => {
		const [one, other] = [open(), open()];
		one.next({ accessToken: 'shared' });
		other.adopt('a', await storedBy(one));
		expect(await other.token('a')).toBe('shared');
	});

	it('is not taken over for another login', async () => {
		const [one, other] = [open(), open()];
		one.next({ accessToken: 'shared' });
		other.adopt('b', await storedBy(one));
		expect(await other.token('b')).toBe('token-1');
	});

	it('is not taken over for another login with the fingerprint of a moved salt', async () => {
		const [one, other] = [open(), open()];
		const text = await storedBy(one);
		other.adopt('a', JSON.stringify({ ...parseStoredToken(text)!, salt: 'another' }));
		expect(await other.token('a')).toBe('token-1');
	});

	it('is taken over with its values, and not without one that requests need', async () => {
		const [one, whole, lacking] = [open(), open(), open()];
		one.next({ accessToken: 'shared', values: { csrf: 'c-1' } });
		const text = await storedBy(one);
		whole.adopt('a', text, ['csrf']);
		expect(await whole.token('a')).toBe('shared');
		lacking.adopt('a', text, ['csrf', 'toString']);
		expect(await lacking.token('a')).toBe('token-1');
	});

	it('is bound to a salt of its own, which stays with the credential', async () => {
		const process = open();
		const text = await storedBy(process);
		const { salt, fingerprint } = parseStoredToken(text)!;
		expect(salt).toMatch(/^[\w-]{22}$/);
		expect(fingerprint).toBe(`a under ${salt}`);
		expect(parseStoredToken(await process.request('a', text, true))!.salt).toBe(salt);
		expect(parseStoredToken(await storedBy(open()))!.salt).not.toBe(salt);
	});
});

describe('the token of another login in the same credential', () => {
	/** A process that has a token for `b`, while the credential holds one of `a`. */
	async function openOther() {
		const process = open();
		const text = await storedBy(process, 'a');
		await process.request('b', text);
		return { ...process, text };
	}

	it('stays for ten minutes: several may take turns, as expressions allow', async () => {
		const { request, pass, text } = await openOther();
		await pass(599.9);
		expect(await request('b', text)).toBeUndefined();
		await pass(0.1);
		expect(parseStoredToken(await request('b', text))!.fingerprint).toMatch(/^b under/);
	});

	it('stays if it is a little ahead, not if it is from another time', async () => {
		const { request, text } = await openOther();
		const later = (seconds: number) => {
			const stored = parseStoredToken(text)!;
			return JSON.stringify({ ...stored, obtainedAt: stored.obtainedAt + seconds * 1000 });
		};
		expect(await request('b', later(599))).toBeUndefined();
		expect(await request('b', later(600))).toBeDefined();
	});
});
