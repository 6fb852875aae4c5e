/**
 * The benchmark: each row measured in one run beside its rival.
 *
 * `npm run bench` prints the table and writes docs/bench.md. With `-- --items` it makes the rows about a
 * thousand links alone, and prints them.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

import { format, resolveConfig } from 'prettier';

import { ensureInstalled } from '../demo/install.mjs';
import { stopAll } from '../demo/process.mjs';
import { table } from '../test/markdown.mjs';
import { measureBuilds } from './builds.mjs';
import { ours, rival } from './contenders.mjs';
import { measureItems } from './items.mjs';
import { spread } from './median.mjs';
import { openN8n } from './n8n.mjs';
import { coldBurst, expiry, notFound, wrongPassword } from './sign-ins.mjs';
import { measureThroughput } from './throughput.mjs';

const itemsOnly = process.argv.includes('--items');
const page = new URL('../docs/bench.md', import.meta.url);
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

/** So many rounds of a row whose outcome is a matter of chance, everybody in turn. */
const ROUNDS = 3;

/** @typedef {{ what: string, ours: string, rival: string }} Row */

/** @returns {Promise<Row[]>} */
async function inProcess() {
	say('Loading, and a warm get ...');
	const folders = ['..', 'rival'].map((name) => fileURLToPath(new URL(name, import.meta.url)));
	const [own, bare] = await measureBuilds(folders, 9);
	return [
		{
			what: 'One warm `get`, the grant made from the form included: 1 login, and 1,000 logins',
			ours: `${own.one.toFixed(1)} µs`,
			rival: `${own.many.toFixed(1)} µs (1,000 logins)`,
		},
		{
			what: 'Time to load: this package (6 credentials, 2 nodes), and one of two bare credentials',
			ours: `${own.load.toFixed(1)} ms`,
			rival: `${bare.load.toFixed(1)} ms`,
		},
		{
			what: 'Heap after loading, same two packages',
			ours: `${own.kilobytes.toFixed(0)} kB`,
			rival: bare.kilobytes > 0 ? `${bare.kilobytes.toFixed(0)} kB` : 'too little to measure',
		},
	];
}

/** @returns {Promise<Row[]>} */
async function inN8n() {
	await ensureInstalled(say);
	say('Starting n8n ...');
	const n8n = await openN8n();
	/**
	 * @template T
	 * @param {string} name
	 * @param {(contender: import('./contenders.mjs').Contender) => Promise<T>} measure
	 */
	const both = async (name, measure) => {
		/** @type {{ ours: T[], rival: T[] }} */
		const rounds = { ours: [], rival: [] };
		for (let round = 1; round <= ROUNDS; round += 1) {
			say(`${name}, round ${round} of ${ROUNDS} ...`);
			rounds.ours.push(await measure(ours));
			rounds.rival.push(await measure(rival));
		}
		return rounds;
	};
	try {
		const burst = await both('A cold burst', (each) => coldBurst(n8n, each, 100));
		const middle = await both('An expiry in the middle', (each) =>
			expiry(n8n, each, { executions: 500, lifetime: 20, lanes: 10 }),
		);
		const listed = await both('A wrong password in a list', (each) =>
			wrongPassword(n8n, each, { executions: 1, items: 200 }),
		);
		const crowd = await both('A wrong password at once', (each) =>
			wrongPassword(n8n, each, { executions: 20, items: 1 }),
		);
		const lost = await both('Answers with 404', (each) => notFound(n8n, each, 50));
		say('Requests per second ...');
		const rate = await measureThroughput(n8n, { rounds: 9, requests: 300 });
		return [
			row('Sign-ins for a cold burst of 100 executions', burst, ({ signIns }) => signIns),
			row('… of which succeeded', burst, ({ succeeded }) => succeeded),
			row('Sign-ins for 500 executions with an expiry in the middle', middle, (it) => it.signIns),
			row('… calls made with an expired token', middle, ({ expired }) => expired),
			row('… executions that succeeded', middle, ({ succeeded }) => succeeded),
			row('Wrong password, 200 items in one execution: attempts', listed, (count) => count),
			row('Wrong password, 20 executions at once: attempts', crowd, (count) => count),
			row('50 answers 404 at once: sign-ins', lost, ({ burst: { renewals } }) => renewals),
			row('… calls sent', lost, ({ burst: { calls } }) => calls),
			row('50 more, one after the other: sign-ins', lost, (it) => it.row.renewals),
			row('… calls sent', lost, (it) => it.row.calls),
			{
				what: 'Requests per second of HTTP Request, beside a predefined credential with a static header',
				ours: rate.ours.toFixed(0),
				rival: `${rate.predefined.toFixed(0)} (ratio ${rate.ofPredefined.toFixed(2)})`,
			},
			{
				what: "The same, beside n8n's generic Header Auth",
				ours: rate.ours.toFixed(0),
				rival: `${rate.generic.toFixed(0)} (ratio ${rate.ofGeneric.toFixed(2)})`,
			},
		];
	} finally {
		await n8n.close();
	}
}

/** @returns {Promise<Row[]>} */
async function ofItems() {
	await ensureInstalled(say);
	say('Starting n8n ...');
	const n8n = await openN8n();
	try {
		const { links, concurrentMax } = await measureItems(n8n, say);
		return [
			beside(
				'1,000 links: Seamless Link, beside HTTP Request with the same credential',
				links.map(({ links: ours, httpRequest }) => [ours, httpRequest]),
			),
			beside(
				'… beside a node that only reads the credential for each item and sends 50 at a time',
				links.map(({ links: ours, floor }) => [ours, floor]),
			),
			{ what: '… links under way at once, at the most', ours: String(concurrentMax), rival: '50' },
		];
	} finally {
		await n8n.close();
	}
}

/**
 * @param {string} what
 * @param {[ours: number, rival: number][]} rounds milliseconds
 * @returns {Row}
 */
function beside(what, rounds) {
	const ratio = spread(rounds.map(([one, other]) => round2(one / other)));
	const seconds = (/** @type {0 | 1} */ whose) =>
		`${spread(rounds.map((times) => round2(times[whose] / 1000)))} s`;
	return { what: `${what}: ratio ${ratio}`, ours: seconds(0), rival: seconds(1) };
}

const round2 = (/** @type {number} */ value) => Math.round(value * 100) / 100;

/**
 * @template T
 * @param {string} what
 * @param {{ ours: T[], rival: T[] }} measured in each round
 * @param {(found: T) => number} read
 * @returns {Row}
 */
function row(what, measured, read) {
	return { what, ours: spread(measured.ours.map(read)), rival: spread(measured.rival.map(read)) };
}

/** @param {Row[]} rows */
const tableOf = (rows) => table([['', 'this package', 'rival'], ...rows.map(Object.values)]);

/** @param {Row[]} rows */
async function pageOf(rows) {
	const { dependencies } = JSON.parse(
		await readFile(new URL('../demo/package.json', import.meta.url), 'utf8'),
	);
	return `# Benchmark

Written by \`npm run bench\`, which measures every row beside its rival in one run. Unless a row says
otherwise, the rival is a credential written the usual n8n way (\`bench/rival\`): it puts its token into
the hidden expirable field, as n8n's own credentials of this kind do.

${tableOf(rows)}

Measured with n8n ${dependencies.n8n}, on ${cpus().length} × ${cpus()[0].model.trim()}. Node.js ${process.versions.node} for
the rows about \`get\` and loading; n8n runs on the Node.js that the demo brings. Times are medians; a count
is the median of ${ROUNDS} rounds, with the least and the most where they differ.

- Heap: what was in use before may be collected meanwhile, so it can be 200 kB too small.
- Every execution is a webhook call to the real n8n; sign-ins and calls are counted by the sandbox.
- Expiry: the first token lives for 20 seconds, the next for an hour, and 500 executions are spread over
  30 seconds.
- 404: the token is 11 seconds old when the burst begins. n8n does not tell which answer a call was refused
  with, so a renewal may be spent on it; renewals that do not help become rare.
- Each sign-in takes 100 milliseconds, as one over the internet may.
- 1,000 links: the time of the node alone, as n8n measures it, in manual executions of a real n8n, 9 rounds,
  everybody going first in turn; the ratios are medians of the rounds' ratios. A link takes 20 milliseconds
  at the server. Every node reads the credential for each item, because a credential may hold an expression.
- Requests per second: 300 items in one HTTP Request node, 9 rounds, everybody going first in turn; the
  ratios are medians of the rounds' ratios. For any predefined credential n8n reads and decrypts it twice
  per item, for its generic ones once: that is the difference between the last two rows.
`;
}

async function everything() {
	const rows = [...(await inN8n()), ...(await ofItems()), ...(await inProcess())];
	process.stdout.write(`${tableOf(rows)}\n`);
	const options = await resolveConfig(page);
	const text = await format(await pageOf(rows), { ...options, parser: 'markdown' });
	await mkdir(new URL('.', page), { recursive: true });
	await writeFile(page, text);
}

try {
	if (itemsOnly) process.stdout.write(`${tableOf(await ofItems())}\n`);
	else await everything();
} finally {
	await stopAll();
}
