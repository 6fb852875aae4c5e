import type { Op, Run } from './run';

const request = (process: number, login = 'a', credential: 0 | 1 = 0): Op => ({
	...{ op: 'request', process, credential, login },
});
const burst = (login = 'a', credential: 0 | 1 = 0): Op => ({ op: 'burst', credential, login });
const pass = (seconds: number): Op => ({ op: 'pass', milliseconds: seconds * 1000 });
const set = (mood: 'willing' | 'refusing' | 'down'): Op => ({ op: 'set', login: 'a', mood });
const edit = (login: string): Op => ({ op: 'edit', login });
const revoke: Op = { op: 'revoke', login: 'a' };
const planted = { op: 'plant', credential: 0 } as const;
const ahead: Op = { ...planted, planted: 'ahead' };
const future: Op = { ...planted, planted: 'from the future' };
const restart = (process: number): Op => ({ op: 'restart', process });

/** Of one process each: signs in, and stores. */
const stored = [request(0), pass(1), request(0), pass(1)];

/** What random runs seldom meet, or once met and found wrong. */
const found: Record<string, Op[]> = {
	'one process rejected, and another that signs in meanwhile': [
		...[set('refusing'), request(0), pass(1), set('willing'), request(1), pass(1)],
		...[request(1), pass(1), request(0)],
	],
	'a token of a clock that is ahead was taken over again after it was refused': [
		...[ahead, request(0), pass(6), set('refusing'), request(0), pass(1), request(0)],
	],
	'a refused token was taken over again once its login was refused twice': [
		...[...stored, pass(6), revoke, set('refusing'), request(0), pass(31), request(0), pass(1)],
		...[request(0)],
	],
	'requests with the login from before an edit were taken for logins that take turns': [
		...[...stored, request(1), pass(1), revoke, burst(), edit('b'), burst(), pass(1)],
		...[revoke, request(0, 'a', 1), request(0), request(0, 'a', 1), request(0), pass(1)],
	],
	'a token that was neither written nor sent is newer than what others have obtained': [
		...[{ ...future, credential: 1 } as const, request(1, 'a', 1)],
		...[{ op: 'write', fate: 'refused' } as const, request(0), pass(20)],
	],
	'a token from the future counts': [...stored, future, request(1), pass(1), burst()],
	'a write that n8n refuses, and one that is overwritten': [
		...[request(0), pass(1), { op: 'write', fate: 'refused' } as const, request(0), pass(1)],
		...[request(1), pass(1), { op: 'write', fate: 'overwritten' } as const, request(1)],
		...[pass(1)],
	],
	'a restart': [...stored, restart(0), request(0), pass(1), request(0)],
	'side by side, then refused': [
		burst(),
		pass(1),
		burst(),
		pass(6),
		revoke,
		burst(),
		pass(1),
		burst(),
	],
	'a provider that is down': [set('down'), burst(), pass(20), burst()],
	'a renewal that waited did not see a token which by its clock is older': [
		...[request(0), pass(0.4), future, request(1), pass(7), set('down')],
		...[request(0, 'a', 1), pass(0.7), request(0), pass(2)],
	],
};

/** They are played before the random ones, each time. */
export const examples: [Run][] = Object.values(found).flatMap((ops): [Run][] =>
	[true, false].map((isOneSession) => [
		{ skews: [1500, -1500], lifetime: 300, isOneSession, seed: 1, ops },
	]),
);
