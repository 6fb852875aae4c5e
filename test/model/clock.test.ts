import { describe, expect, it } from '@jest/globals';
import { createEngine } from '../../core/engine/engine';
import { createGrant } from '../../core/createGrant';
import { tokenCredentials, type ProviderName } from '../../credentials/registry';
import { jwtOf } from '../core/support';
import { createWorld } from './traffic.mjs';

const HOUR = 3600_000;
const START = Date.UTC(2026, 0, 1);

const login = {
	baseUrl: 'https://host.example',
	email: 'username@example.com',
	username: 'username@example.com',
	password: 'Secret123',
};

/** An engine on a clock of its own, and a provider that answers with what is made from its clock. */
function open(
	name: ProviderName,
	answer: (providerNow: number, serial: number) => object,
	off = 0,
) {
	let time = START;
	let signIns = 0;
	const Credential = tokenCredentials[name];
	const { properties } = new Credential();
	const world = createWorld();
	const engine = createEngine({ now: () => time, sleep: world.sleep });
	const http = async () => {
		signIns += 1;
		return {
			status: 200,
			headers: { date: new Date(time + off).toUTCString() },
			body: JSON.stringify(answer(time + off, signIns)),
		};
	};
	return {
		/** Turns the clock, then asks for a token. */
		async getAfter(seconds: number) {
			time += seconds * 1000;
			const grant = createGrant(Credential.definition, properties, login, http);
			const { source, token } = await engine.get(grant, { timeout: 30_000 });
			return { source, lifetime: token.lifetime, obtainedAt: token.obtainedAt };
		},
		signIns: () => signIns,
	};
}

const b2copyAnswer = (now: number, serial: number) => {
	const createdAt = new Date(now).toISOString();
	const expiresAt = new Date(now + HOUR).toISOString();
	const token = `token-${serial}`;
	return { '2faRequired': false, accessToken: { token, createdAt, expiresAt } };
};
const jwtAnswer = (now: number, serial: number) => ({
	token_type: 'Bearer',
	access_token: jwtOf({ iat: now / 1000 + 0.25, exp: now / 1000 + 3600.25, jti: serial }),
});

describe.each([
	['created and expires', 'b2copyBackOffice', b2copyAnswer],
	['a JWT', 'sprykerGlue', jwtAnswer],
] as const)('a lifetime of an hour, told by %s', (_, name, answer) => {
	it.each([0, -9, 9])('runs on our clock while the provider is %d hours off', async (hours) => {
		const { getAfter, signIns } = open(name, answer, hours * HOUR);
		expect(await getAfter(0)).toEqual({ source: 'grant', lifetime: 3600, obtainedAt: START });
		expect(await getAfter(3539)).toMatchObject({ source: 'cache' });
		expect(signIns()).toBe(1);
		// A minute before its end it is renewed.
		expect(await getAfter(1)).toMatchObject({ source: 'grant' });
		expect(signIns()).toBe(2);
	});

	it('ends early, once, when our clock is set forward', async () => {
		const { getAfter } = open(name, answer);
		await getAfter(0);
		expect(await getAfter(7 * 3600)).toMatchObject({ source: 'grant' });
		expect(await getAfter(1)).toMatchObject({ source: 'cache' });
	});

	it('moves along when our clock is set back', async () => {
		const { getAfter, signIns } = open(name, answer);
		await getAfter(0);
		expect(await getAfter(-7 * 3600)).toMatchObject({ source: 'cache' });
		expect(await getAfter(3539)).toMatchObject({ source: 'cache' });
		expect(await getAfter(1)).toMatchObject({ source: 'grant' });
		expect(signIns()).toBe(2);
	});

	it('moves along when our clock is set forward and back again', async () => {
		const { getAfter, signIns } = open(name, answer);
		await getAfter(0);
		await getAfter(600);
		expect(await getAfter(-300)).toMatchObject({ source: 'cache' });
		expect(signIns()).toBe(1);
	});
});
