import { beforeEach, describe, expect, it } from '@jest/globals';
import { createSharing } from '../../../core/sharing/sharing';
import type { Login } from '../../../core/sharing/login';
import { formatStoredToken, parseStoredToken } from '../../../core/sharing/storedToken';
import { setUp } from '../engine/support';

/** How often a fingerprint was made. */
let fingerprints = 0;
beforeEach(() => {
	fingerprints = 0;
});

/** A process, and what it does with a login as n8n would have it do. */
function open() {
	const { engine, grantOf, get, next, now, pass } = setUp();
	const sharing = createSharing(engine, now);
	const loginOf = (name: string): Login => ({
		...grantOf(name),
		async signIn(timeout) {
			const tokenSet = await grantOf(name).signIn(timeout);
			// No token holds a space.
			return { ...tokenSet, accessToken: tokenSet.accessToken.replace(' ', '-') };
		},
		fingerprint: (salt) => {
			fingerprints += 1;
			return `${name} under ${salt}`;
		},
	});
	return {
		sharing,
		engine,
		next,
		pass,
		/** A request that is signed. @returns what is to be stored */
		async request(name: string, text: unknown, force = false) {
			const login = loginOf(name);
			sharing.adopt(login, text);
			await get({ force }, login);
			const written = sharing.next(login, text);
			if (written !== undefined) engine.stored(login);
			engine.used(login);
			return written;
		},
		token: async (name: string) => (await get({}, loginOf(name))).token.accessToken,
		adopt: (name: string, text: unknown) => sharing.adopt(loginOf(name), text),
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
		other.adopt('a', formatStoredToken({ ...parseStoredToken(text)!, salt: 'another' }));
		expect(await other.token('a')).toBe('token-1');
	});

	it('is given once per token', async () => {
		const process = open();
		const text = await storedBy(process);
		expect(await process.request('a', text)).toBeUndefined();
		expect(parseStoredToken(await process.request('a', text, true))).toMatchObject({
			accessToken: 'token-2',
			serial: 2,
		});
	});

	it('is bound to a salt of its own, which stays with the credential', async () => {
		const process = open();
		const text = await storedBy(process);
		const { salt, fingerprint } = parseStoredToken(text)!;
		expect(salt).toMatch(/^[\w-]{22}$/);
		expect(fingerprint).toBe(`a under ${salt}`);
		expect(parseStoredToken(await process.request('a', text, true))!.salt).toBe(salt);
		expect(parseStoredToken(await storedBy(process, 'b', text))!.salt).toBe(salt);
		expect(parseStoredToken(await storedBy(open()))!.salt).not.toBe(salt);
	});

	it('is found to be one’s own only once per text', async () => {
		const [one, other] = [open(), open()];
		const text = await storedBy(one);
		fingerprints = 0;
		for (let call = 0; call < 10; call++) await other.request('a', text);
		expect(fingerprints).toBe(1);
		const newer = await one.request('a', text, true);
		fingerprints = 0;
		for (let call = 0; call < 10; call++) await other.request('a', newer);
		expect(fingerprints).toBe(1);
	});
});

describe('the first token of a login', () => {
	it('waits for a request that was signed: a credential that is not saved cannot be written', async () => {
		const process = open();
		expect(await process.request('a', '')).toBeUndefined();
		expect(await process.request('a', '')).toBeDefined();
	});

	it('waits for that as well where another login’s is stored: the form may not be saved yet', async () => {
		const text = await storedBy(open(), 'b');
		const process = open();
		expect(await process.request('a', text)).toBeUndefined();
		expect(await process.request('a', text)).toBeDefined();
	});

	it('does not wait where an older one of this login is stored', async () => {
		const text = await storedBy(open());
		expect(await open().request('a', text, true)).toBeDefined();
	});
});

describe('several logins that take turns through one credential', () => {
	const ownerOf = (text: string) => parseStoredToken(text)?.fingerprint[0];

	/** Each use brings a new token. @returns what was written, how often for another login, and the text */
	async function use(process: ReturnType<typeof open>, turns: string, text = '') {
		let writes = 0;
		let takeovers = 0;
		for (const login of turns) {
			const written = await process.request(login, text, true);
			if (written === undefined) continue;
			if (text !== '' && ownerOf(text) !== login) takeovers += 1;
			text = written;
			writes += 1;
		}
		return { writes, takeovers, text };
	}

	it('stop taking the place of each other, each with a token of its own', async () => {
		const process = open();
		expect((await use(process, 'ab'.repeat(20))).takeovers).toBe(3);
		expect(await process.token('a')).not.toBe(await process.token('b'));
	});

	it('leave the place to one of them, whose tokens are stored as ever', async () => {
		const process = open();
		const { text } = await use(process, 'ab'.repeat(5));
		const [owner, other] = ownerOf(text) === 'a' ? ['aaa', 'bbb'] : ['bbb', 'aaa'];
		expect((await use(process, other, text)).writes).toBe(0);
		expect((await use(process, owner, text)).writes).toBe(3);
	});

	it('take it again after an hour', async () => {
		const process = open();
		const { text } = await use(process, 'ab'.repeat(5));
		const other = ownerOf(text) === 'a' ? 'b' : 'a';
		await process.pass(3600);
		expect((await use(process, other, text)).writes).toBe(1);
	});
});

describe('a credential that was edited', () => {
	it('is stored for as ever, although requests with the old login still come in', async () => {
		const process = open();
		const before = await storedBy(process, 'a');
		// They have read the credential before.
		for (const login of 'babababa') await process.request(login, before);
		const text = (await process.request('b', before, true)) ?? before;
		expect(await process.request('b', text, true)).toBeDefined();
		expect(await process.request('b', text, true)).toBeDefined();
	});

	it('is told from a copy that has another login', async () => {
		const process = open();
		const original = await storedBy(process, 'a');
		const copy = await storedBy(process, 'b', original);
		for (let call = 0; call < 5; call++) {
			expect(await process.request('a', original, true)).toBeDefined();
			expect(await process.request('b', copy, true)).toBeDefined();
		}
	});
});
