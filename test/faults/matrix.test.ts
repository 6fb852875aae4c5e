import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { TokenError } from '../../core/errors';
import { shownOf } from '../fuzz/oracle';
import { searcherFor } from '../secrets.mjs';
import { createInstance, type Outcome } from './attempt';
import { faults, type Fault } from './faults.mjs';
import { formOf, groupOf, isTried, scriptOf, services, type Service } from './services.mjs';
import { fakeDns, startWire, unlessHanging } from './wire.mjs';

/** Where a fault is not one of time, no answer takes this long. */
const PATIENCE = 20_000;
type Instance = ReturnType<typeof createInstance>;

const HUNG: Outcome = { code: 'hung' };
/** Seconds that outlive every token, refresh tokens included. */
const LONG = 40 * 24 * 3600;

let wire: Awaited<ReturnType<typeof startWire>>;

beforeAll(async () => {
	wire = await startWire();
});
afterAll(async () => {
	await wire.close();
});
beforeEach(() => fakeDns(jest));

describe.each(services)('$title', (service) => {
	const lasting = createInstance();
	const given = faults.filter((fault) => fits(fault, service) && isTried(fault, service));

	it.each(given)(
		'$name',
		async (fault) => {
			// A sign-in that hangs goes on after its caller has left.
			const instance = fault.timeout === undefined ? lasting : createInstance();
			const address = fault.place ? wire.places[fault.place] : wire.sandbox;
			const form = formOf(service, address, { allowUnauthorizedCerts: fault.insecureTls === true });
			const neighbour = formOf(service, wire.sandbox, { allowUnauthorizedCerts: true });
			const stranger = formOf(service, wire.sameByAnotherName);
			if (service.refreshAfter !== undefined) {
				await instance.ask(service, form, PATIENCE);
				instance.advance(service.refreshAfter);
			}
			const before = await instance.ask(service, neighbour, PATIENCE);
			const asked = await wire.requests(service.endpoint);

			const script = scriptOf(fault, service, wire.target);
			await wire.script({ [service.endpoint]: [{ ...script, times: 'always' }] });
			const timeout = fault.timeout ?? PATIENCE;
			const attempt = instance.ask(service, form, timeout);
			const outcome = await unlessHanging(attempt, timeout + PATIENCE, HUNG);
			if (service.kind === 'token') {
				const meanwhile = await instance.ask(service, neighbour, PATIENCE);
				expect(meanwhile).toEqual({ ...before, source: 'cache' });
			}
			const askedElsewhere = await wire.askedElsewhere();
			const askedHere = await wire.requests(service.endpoint);
			await wire.reset();

			expect(outcome.code).toBe(fault.expect[service.name] ?? fault.expect[service.kind]);
			expect(
				searcherFor(secretsOf(service, instance))(outcome.error ? shownOf(outcome.error) : ''),
			).toEqual([]);
			expect(askedElsewhere).toBe(0);
			if (fault.place) expect(askedHere).toBe(asked);
			if (outcome.error) expectActionable(outcome.error);
			const other = await instance.ask(service, stranger, PATIENCE);
			expect(other.code).toBe('good answer');
			// Nobody joins a sign-in that is older than half a minute, and than their own time.
			if (outcome.code === 'timeout') instance.advance(Math.max(PATIENCE / 1000, 30) + 1);
			await expectRecovery(service, instance);
			instance.issued.clear();
			// Later every token is too old, so that the next fault meets a new sign-in.
			instance.advance(LONG);
		},
		6 * PATIENCE,
	);

	/** The next good answer works: at once, or after the pause that protects the login. */
	async function expectRecovery({ kind }: Service, instance: Instance) {
		const form = formOf(service, wire.sandbox);
		let next = await instance.ask(service, form, PATIENCE);
		if (kind === 'token' && next.code === 'sign_in_paused') {
			expectActionable(next.error);
			instance.advance(next.error?.retryAfter ?? 0);
			next = await instance.ask(service, form, PATIENCE);
		}
		expect(next.code).toBe('good answer');
	}

	function secretsOf({ form, secrets }: Service, instance: Instance): Record<string, string> {
		const known = Object.fromEntries(secrets.map((name) => [name, form[name] ?? '']));
		const issued = [...instance.issued].map((secret, index) => [`issued ${index}`, secret]);
		return { ...known, ...Object.fromEntries(issued) };
	}
});

it.each(['token', 'refresh', 'link'])('a sample has each fault of a %s', (group) => {
	const missed = faults
		.filter(({ expect: codes }) => (group === 'link' ? 'link' : 'token') in codes)
		.filter((fault) => !services.some((one) => groupOf(one) === group && isTried(fault, one)));
	expect(missed).toEqual([]);
});

/** Whether a fault can happen to a service; one of another address has nothing to refresh. */
function fits({ expect: codes, place }: Fault, { kind, refreshAfter }: Service) {
	return kind in codes && !(place && refreshAfter);
}

/** Expects a message that says what happened and a description that says what to do, both plainly. */
function expectActionable({ message = '', description = '' }: Partial<TokenError> = {}) {
	expect(message).toMatch(/^\S.{15,}[."]$/);
	expect(message).not.toMatch(/(\S+:\d+) at \1/);
	expect(description).toMatch(/^["A-Z].{15,}\.$/);
	const ours = `${message.replace(/Its response: .*/, '')} ${description}`;
	expect(ours).not.toMatch(/\berror|problem|failure|undefined|\[object/i);
}
