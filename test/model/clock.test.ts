import { describe, expect, it } from '@jest/globals';
import { createEngine } from '../../core/engine/engine';
import { createGrant } from '../../core/createGrant';
import { tokenCredentials, type ProviderName } from '../../credentials/registry';
import { jwtOf } from '../core/support';
import { createWorld } from './world.mjs';

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
	/** Turns the clock, then asks for a token. */
	return async function getAfter(seconds: number) {
		time += seconds * 1000;
		const grant = createGrant(Credential.definition, properties, login, http);
		const { source, token } = await engine.get(grant, { timeout: 30_000 });
		return { source, lifetime: token.lifetime };
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
	const renewed = [0, 3539, 1];
	it.each([
		['is renewed a minute before its end', 0, renewed, ['grant', 'cache', 'grant']],
		['does so with a provider 9 hours behind', -9, renewed, ['grant', 'cache', 'grant']],
		['does so with a provider 9 hours ahead', 9, renewed, ['grant', 'cache', 'grant']],
		['ends early, once, with our clock set forward', 0, [0, 25e3, 1], ['grant', 'grant', 'cache']],
		[
			'moves along with our clock set back',
			0,
			[0, -25e3, 3539, 1],
			['grant', 'cache', 'cache', 'grant'],
		],
		['moves along with it set forward and back', 0, [0, 600, -300], ['grant', 'cache', 'cache']],
	])('%s', async (_what, hours, seconds, sources) => {
		const getAfter = open(name, answer, hours * HOUR);
		const seen: string[] = [];
		for (const one of seconds) {
			const { source, lifetime } = await getAfter(one);
			seen.push(source);
			expect(lifetime).toBe(3600);
		}
		expect(seen).toEqual(sources);
	});
});
