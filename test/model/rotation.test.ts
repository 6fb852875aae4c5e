import { expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { createEngine } from '../../core/engine/engine';
import type { TokenResult } from '../../core/engine/token';
import { createGrant } from '../../core/createGrant';
import { createHttp } from '../../core/n8n';
import { voipex } from '../../core/providers/voipex';
import { VoipexApi } from '../../credentials/VoipexApi.credentials';
import { useSandbox } from '../sandbox/support.mjs';
import { httpRequest } from '../servers/n8nHttp.mjs';
import { scale } from './support.mjs';

// The length of a long run is no reason to end it.
jest.setTimeout(3_600_000);

const sandbox = useSandbox();
const { properties } = new VoipexApi();

/** What the provider may do to a sign-in: the work done and the answer lost, or nothing done at all. */
const faults = [
	{ grant: true, reset: 'body' },
	{ grant: true, truncate: true },
	{ grant: true, status: 502 },
	{ status: 503 },
	{ reset: 'before' },
];

const step = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ get: fc.integer({ min: 1, max: 5 }), force: fc.boolean() }) },
	{ weight: 2, arbitrary: fc.record({ renew: fc.integer({ min: 1, max: 5 }) }) },
	{ weight: 3, arbitrary: fc.record({ advance: fc.constantFrom(5, 20, 70, 200, 500) }) },
	{ weight: 1, arbitrary: fc.record({ fault: fc.constantFrom(...faults) }) },
	{ weight: 1, arbitrary: fc.constant({ revoke: true }) },
);

it('VoIPEX, which detects reuse, sees no refresh token twice over real HTTP', async () => {
	const total = { granted: 0, refreshed: 0, faulted: 0 };
	const runOf = fc.array(step, { minLength: 40, maxLength: 40 });
	const property = fc.asyncProperty(runOf, async (steps) => {
		await sandbox.control('reset');
		await sandbox.control('lifetime', { voipex: { access: 300, refresh: 900 } });
		let time = Date.UTC(2026, 0, 1);
		const pass = (seconds: number) => {
			time += seconds * 1000;
			sandbox.advance(seconds);
		};
		const sleep = async (milliseconds: number) => await Promise.resolve(pass(milliseconds / 1000));
		const engine = createEngine({ now: () => time, sleep });
		const form = {
			authUrl: sandbox.url('/voipex'),
			clientId: 'api',
			username: 'your@email.com',
			password: 'voipex-password',
		};
		const options = { timeout: 30_000 };
		const grant = () => createGrant(voipex, properties, form, createHttp(httpRequest));
		let last: TokenResult | undefined;
		/** All at once, as executions are. A lost answer is an answer: it is not for this test to judge. */
		const all = async (count: number, call: () => ReturnType<typeof engine.renew>) => {
			const asked = await Promise.allSettled(Array.from({ length: count }, call));
			for (const one of asked) if (one.status === 'fulfilled') last = one.value ?? last;
		};
		for (const one of steps) {
			if ('get' in one) {
				await all(one.get, async () => await engine.get(grant(), { ...options, force: one.force }));
			} else if ('renew' in one) {
				const refused = last;
				if (refused)
					await all(one.renew, async () => await engine.renew(grant(), refused, options));
			} else if ('advance' in one) {
				pass(one.advance);
			} else if ('fault' in one) {
				await sandbox.control('faults', { 'voipex.token': [one.fault] });
			} else {
				await sandbox.control('revoke', { provider: 'voipex' });
			}
		}
		const { counters } = await sandbox.log();
		const { granted, refreshed, faulted, refused } = counters['voipex.token'];
		// A replay, and every later use of the session that it ends, would be refused.
		expect(refused).toBe(0);
		total.granted += granted;
		total.refreshed += refreshed;
		total.faulted += faulted;
	});
	await fc.assert(property, { numRuns: 6 * scale });
	expect(total.refreshed).toBeGreaterThan(20);
	expect(total.faulted).toBeGreaterThan(0);
});
