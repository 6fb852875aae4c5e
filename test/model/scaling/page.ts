import { table } from '../../faults/page.mjs';
import { plot, writeImage } from './plot.mjs';
import type { Count, RateRow, SizeRow, Variant } from './rows';

const labels: Record<Variant, string> = {
	alone: 'not shared',
	same: 'shared, equal margins',
	random: 'shared, random margins (as shipped)',
	sameLeft: 'equal margins, the owner gone',
	randomLeft: 'random margins, the owner gone',
};
const drawn: Array<[Variant, string, string?]> = [
	['alone', '#b3261e'],
	['sameLeft', '#c77700', '2 4'],
	['same', '#c77700'],
	['randomLeft', '#1a66c2', '2 4'],
	['random', '#1a66c2'],
];
const shared = ['same', 'random', 'sameLeft', 'randomLeft'] as const;

const cell = ({ median, least, most }: Count) =>
	least === most ? `${median}` : `${median} (${least} to ${most})`;

/** Writes docs/images/scaling.svg. */
export function writePlot(rows: SizeRow[]): void {
	const texts = {
		title: 'Sign-ins per token lifetime',
		x: 'processes of n8n, 10 requests a second in all',
		y: 'sign-ins: median, and range',
	};
	const lines = drawn.map(([variant, colour, dash]) => ({
		...{ label: labels[variant], colour, dash },
		points: rows.map((row) => ({ x: row.processes, ...row[variant].renewals })),
	}));
	writeImage(plot(texts, lines), 'scaling');
}

/** docs/scaling.md */
export function pageOf(sizes: SizeRow[], rates: RateRow[]): string {
	const bySize = sizes.map((row) => [
		row.processes.toLocaleString('en'),
		cell(row.random.cold),
		...(['alone', ...shared] as const).map((variant) => cell(row[variant].renewals)),
	]);
	const byRate = rates.map((row) => [
		row.perSecond.toLocaleString('en'),
		cell(row.random.cold),
		...shared.map((variant) => cell(row[variant].renewals)),
	]);
	const names = shared.map((variant) => labels[variant]);
	return `# Scaling

Written by \`npm run docs:scaling\`, not by hand. The real engine in 1 to 1,000 processes of n8n (main, workers,
webhook processes) that use one credential, on a virtual clock: tokens of an hour, a sign-in of 300 ms, a
database 20 ms away, 10 requests a second in all, which arrive at random at any of the processes.

![Sign-ins per token lifetime by number of processes: not shared as many as there are processes, shared about one](images/scaling.svg)

${table(['processes', 'cold start', labels.alone, ...names], bySize)}

Each number is the median of 15 lifetimes (3 runs with other chances), with the least and the most where they
differ; "${labels.alone}" of 2. "Cold start" are the sign-ins of a new credential until its first token is known
to all. The process that signs in is the owner of a token. It renews it a tenth of its life before the end, a
minute at the most; a process that took it over keeps a quarter to three quarters of that, drawn by chance
each time. "Equal margins" is the same without chance: half of it for everybody. "The owner gone": it is
restarted once the others have its token, as when a worker is replaced.

A hundred processes with more to do, 6 lifetimes each:

${table(['requests a second', 'cold start', ...names], byRate)}

## What it means

- **Without sharing each process signs in for itself**: sign-ins grow with the number of processes. With it
  they do not.
- **Close to one sign-in per lifetime**, whatever the number of processes. The owner comes first while it is
  there and has something to do in the quarter of a minute before the others.
- **Where the owner is gone, chance takes its place.** With equal margins all others are late at the same
  moment, and whoever has a request before the new token is stored, 320 ms later, signs in as well. By chance
  they are late one after the other, over half a minute.
- **The bound**: no process signs in that has read a good token which no API refused. So there are at most as
  many sign-ins as there are requests at different processes between the start of the first one and the
  moment its token is stored, and never more than there are processes. \`test/model/processes\` holds that
  in random runs with lost writes, refusals, revocations, edits, restarts and clocks that are two seconds
  off; \`test/model/scaling\` holds the row of 100 processes.
- More sign-ins than one do no harm at most providers: each token is good, and the newest that is stored is
  taken over by everybody.

## What breaks first

1. **The very first use of a credential.** A token is stored once a request has had it, so with the _second_
   request of a process: until then n8n does not tell a request from the test of a form that is not
   saved. Each process that is asked before that signs in: the column "cold start", at most one per process. The same
   goes for the moment after a credential was edited. A restart costs nothing while the stored token is good.
2. **A provider's rate limit, when all processes start at once on a new credential.** A hundred workers that each get a
   request within the same 300 ms are a hundred sign-ins. What helps is one request before the others:
   the first execution after saving a credential, twice, by hand.
3. **A provider that allows one session per account.** Each sign-in ends the session before it. Processes that
   sign in side by side take the later token for the living one, and the other once that is refused, so
   clocks may differ. In 200 cold starts of two workers 2 of 300 requests were lost in the median, 11 at the
   most; with clocks two seconds apart 3, and 29 at the most: where the token that is stored is the dead one,
   requests fail until somebody may renew, 5 seconds after the last sign-in.
4. **A write that n8n cannot do, or that is overwritten.** n8n reads the credential, and writes it back
   whole. If somebody else writes in between, the token is lost, or the other change is: the time between is
   that of two queries. A lost token costs each process one sign-in, and it is stored again with the next
   one. A write that fails costs one request and is not tried again for 10 minutes.
5. **Clocks.** Up to 10 seconds of difference a token is taken over; one from further ahead is not, and that
   process signs in for itself. A clock that is behind makes tokens end early there. A clock that is ahead when it obtains
   a token makes others use it for as much longer: where that is more than their part of the margin (15
   seconds for an hour, a quarter of a second for 10 seconds), a request can meet an ended token, which is renewed.
   Keep clocks within a second (NTP does).
6. **The database.** n8n reads the credential for each request whether there is a shared token or not; sharing
   adds one write per sign-in. A database that is slow lengthens the time in which others sign in as well.
7. **Several logins through one credential**, by expressions: it has room for the token of one. The
   others are signed in by each process, as without sharing.
`;
}
