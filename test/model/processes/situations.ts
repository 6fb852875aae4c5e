import { parseStoredToken } from '../../../core/sharing/storedToken';
import type { Seen, Trace } from './play';

type StepOf<What extends Seen['what']> = Extract<Seen, { what: What }>;

const of = <What extends Seen['what']>({ steps }: Trace, what: What) =>
	steps.filter((step): step is StepOf<What> => step.what === what);

/** What processes sent that they had not obtained themselves. */
function takenOver(trace: Trace): Array<StepOf<'sends'>> {
	const owners = new Map(of(trace, 'obtains').map(({ token, process }) => [token, process]));
	return of(trace, 'sends').filter(({ token, process }) => owners.get(token) !== process);
}

const isSame = (one: Seen, other: Seen) =>
	one.process === other.process && one.login === other.login;

const written = (trace: Trace) =>
	of(trace, 'writes').flatMap(({ text, login }) => {
		const stored = parseStoredToken(text);
		return stored === undefined ? [] : [{ ...stored, login }];
	});

/** What a run can come across; a test that never meets one of these proves nothing about it. */
export const situations: Record<string, (trace: Trace) => boolean> = {
	'a token is taken over': (trace) => takenOver(trace).length > 0,
	'a newer one is taken over in place of a refused one': (trace) =>
		of(trace, 'is refused').some((refused) =>
			takenOver(trace).some((sent) => isSame(sent, refused) && sent.at > refused.at),
		),
	'a pause is ended by another process': (trace) =>
		of(trace, 'is rejected').some((rejected) =>
			takenOver(trace).some(
				(sent) => isSame(sent, rejected) && sent.at > rejected.at && sent.at < rejected.at + 30_000,
			),
		),
	'a provider is not there': (trace) => of(trace, 'is unreachable').length > 0,
	'n8n cannot write': ({ errors }) => errors.some(({ errorCode }) => errorCode === undefined),
	'a write is lost': ({ lost }) => lost > 0,
	'a login takes the place of another': (trace) =>
		written(trace).some((one) =>
			written(trace).some(({ salt, login }) => salt === one.salt && login !== one.login),
		),
	'two tokens have the same number': (trace) =>
		written(trace).some((one) =>
			written(trace).some(
				({ login, serial, accessToken }) =>
					login === one.login && serial === one.serial && accessToken !== one.accessToken,
			),
		),
	'a token that is ahead is taken over': (trace) =>
		takenOver(trace).some(({ token }) => token.endsWith('-ahead')),
	'a token from the future is read': (trace) =>
		of(trace, 'reads').some(({ text }) => parseStoredToken(text)?.accessToken.endsWith('-future')),
	'a restarted process needs no sign-in': (trace) =>
		takenOver(trace).some(
			({ process, at }) =>
				process >= trace.run.skews.length &&
				!of(trace, 'signs in').some((signIn) => signIn.process === process && signIn.at <= at),
		),
};
