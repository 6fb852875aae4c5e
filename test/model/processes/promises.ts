import { parseStoredToken } from '../../../core/sharing/storedToken';
import { createMemory, newestOf, tokenIn, untilOf, usedUp, type Memory } from './memory';
import type { Seen, Trace } from './play';

/** What processes that share a credential promise, told from what can be seen outside alone. */
export const promises = {
	newest: 'nobody is sent an older token than the text holds that has just been read',
	refused: 'no refused token is sent while the text just read holds a newer one',
	gone: 'what an API and then the provider refused is never sent again',
	alone: 'no login meets the token of another, nor a text that is not bound to it',
	present: 'nothing is sent that is from the future, but for ten seconds',
	sparing: 'nobody signs in who knows a good token that no API has refused',
	bounded: 'a process signs in once, and once more for each token that ended or was refused',
	paused: 'each process pauses a rejected login: 30 s, doubling to 15 minutes',
	once: 'each token is written once, by who obtained it, and bound to its login',
	secret: 'no refresh token is stored',
	healed: 'after a quiet time every process is served',
	open: 'a request fails in words of ours, or because n8n could not write',
} as const;

export type Promised = keyof typeof promises;

/** A broken promise. */
export interface Breach {
	promise: Promised;
	what: string;
}

type Broken = (promise: Promised) => void;
type StepOf<What extends Seen['what']> = Extract<Seen, { what: What }>;

function onRead(step: StepOf<'reads'>, { read, known, gone }: Memory): void {
	const token = tokenIn(step.text, step);
	read.delete(step.request);
	if (token === undefined) return;
	if (step.at < token.until) read.set(step.request, token);
	if (!known.has(token.token) && !gone.has(token.token)) known.set(token.token, token);
}

function onSignIn({ at }: Seen, memory: Memory, lifetime: number, broken: Broken): void {
	const newest = newestOf(memory);
	if (newest !== undefined && !memory.refused.has(newest.token) && at < newest.until) {
		broken('sparing');
	}
	if (memory.rejections > 0 && at < memory.pausedUntil) broken('paused');
	memory.signIns += 1;
	const reasons = usedUp(memory, at, lifetime).size + memory.failures;
	if (memory.signIns > 1 + reasons) broken('bounded');
}

function onRejection({ at }: Seen, memory: Memory): void {
	memory.failures += 1;
	memory.rejections += 1;
	memory.pausedUntil = at + Math.min(30_000 * 2 ** (memory.rejections - 1), 900_000);
	const newest = newestOf(memory);
	if (newest !== undefined && memory.refused.has(newest.token)) memory.gone.add(newest.token);
}

function onSent(step: StepOf<'sends'>, memory: Memory, lifetime: number, broken: Broken): void {
	const { token, serial, login, at, request } = step;
	const { known, askedAt, refused, gone } = memory;
	if (!token.startsWith(`${login}-`)) broken('alone');
	if (token.endsWith('-future')) broken('present');
	if (gone.has(token)) broken('gone');
	const before = known.get(token);
	const obtainedAt = askedAt.get(token) ?? before?.obtainedAt ?? at;
	const read = memory.read.get(request);
	if (read !== undefined && !refused.has(read.token)) {
		if (read.serial > serial) broken('newest');
		const isLater = read.serial === serial && read.obtainedAt > obtainedAt;
		if (refused.has(token) && (read.serial > serial || isLater)) broken('refused');
	}
	// Who was slow keeps what somebody quicker has obtained since.
	const isLate = [...known.values()].some((one) => one.serial > serial);
	const until = before?.until ?? untilOf(obtainedAt, lifetime);
	if (before !== undefined || !isLate) known.set(token, { token, serial, obtainedAt, until });
	memory.rejections = 0;
}

function onWrite(step: StepOf<'writes'>, memory: Memory, broken: Broken): void {
	const token = tokenIn(step.text, step);
	if (step.text.includes('refresh')) broken('secret');
	if (token === undefined || !memory.askedAt.has(token.token)) return broken('once');
	// If n8n cannot write it, it is not sent either, but newer than all before it.
	if (!memory.known.has(token.token)) memory.known.set(token.token, token);
}

/** The promises that a run broke. */
export function breachesOf({ run, steps, served, errors }: Trace): Breach[] {
	const breaches: Breach[] = [];
	const memories = new Map<string, Memory>();
	const { lifetime } = run;

	function follow(step: Seen): void {
		const { process, login, at, what, ...rest } = step;
		const key = `${process} ${login}`;
		const memory = memories.get(key) ?? createMemory();
		memories.set(key, memory);
		const doing = `at ${at} process ${process} for ${login} ${what} ${JSON.stringify(rest)}`;
		const broken = (promise: Promised) => breaches.push({ promise, what: doing });
		if (step.what === 'reads') onRead(step, memory);
		if (step.what === 'signs in') onSignIn(step, memory, lifetime, broken);
		if (step.what === 'is rejected') onRejection(step, memory);
		if (step.what === 'is unreachable') memory.failures += 1;
		if (step.what === 'obtains') {
			memory.askedAt.set(step.token, step.askedAt);
			memory.rejections = 0;
		}
		if (step.what === 'sends') onSent(step, memory, lifetime, broken);
		if (step.what === 'is refused') memory.refused.add(step.token);
		if (step.what === 'writes') onWrite(step, memory, broken);
	}

	for (const step of steps) follow(step);
	const written = steps.flatMap((step) => (step.what === 'writes' ? [tokenOf(step.text)] : []));
	if (new Set(written).size < written.length) {
		breaches.push({ promise: 'once', what: String(written) });
	}
	for (const [process, isServed] of served.entries()) {
		if (!isServed) breaches.push({ promise: 'healed', what: `process ${process} is not` });
	}
	for (const { errorCode, message } of errors) {
		const isKnown = errorCode !== undefined || message === 'The database is read only.';
		if (!isKnown) breaches.push({ promise: 'open', what: message });
	}
	return breaches;
}

const tokenOf = (text: string) => parseStoredToken(text)?.accessToken;
