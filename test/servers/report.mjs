import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import groupBy from 'lodash/groupBy.js';
import prettier from 'prettier';
import { table } from '../markdown.mjs';

/** A test inside a kind of server, a server and a way to sign in is a cell of a table. */
const DEPTH = 3;

/** As the form spells them. @type {Record<string, string>} */
const WORDS = {
	password: 'Password',
	clientCredentials: 'Client Credentials',
	refresh: 'Refresh only',
	body: 'In the Body',
	header: 'In the Header',
	none: 'None',
};

/** Writes docs/servers.md from what a complete and green run of the servers' tests has shown. */
export default class Report {
	/** @param {unknown} _contexts @param {import('@jest/reporters').AggregatedResult} results */
	async onRunComplete(_contexts, results) {
		const tests = results.testResults
			.filter(({ testFilePath }) => testFilePath.endsWith('servers.test.ts'))
			.flatMap(({ testResults }) => testResults);
		if (tests.length === 0 || tests.some(({ status }) => status !== 'passed')) return;
		const filepath = join(process.cwd(), 'docs', 'servers.md');
		const style = await prettier.resolveConfig(filepath);
		writeFileSync(filepath, await prettier.format(page(tests), { ...style, filepath }));
	}
}

/** @param {import('@jest/reporters').TestResult['testResults']} tests */
function page(tests) {
	const cells = tests.filter(({ ancestorTitles }) => ancestorTitles.length === DEPTH);
	const kinds = Object.entries(groupBy(cells, ({ ancestorTitles: [kind] }) => kind));
	return [HEAD, ...kinds.map(([kind, run]) => `## ${kind}\n\n${ticks(run)}\n`)].join('\n');
}

/** @param {import('@jest/reporters').TestResult['testResults']} tests */
function ticks(tests) {
	const columns = [...new Set(tests.map(({ title }) => title))];
	const ways = groupBy(tests, ({ ancestorTitles }) => ancestorTitles.join('\n'));
	const rows = Object.values(ways).map((run) => {
		const [, server, way] = run[0].ancestorTitles;
		const cells = columns.map((column) => (run.some(({ title }) => title === column) ? '✓' : ''));
		return [server, ...way.split(' · ').map((word) => WORDS[word]), ...cells];
	});
	return table([['server', 'grant', 'client authentication', ...columns], ...rows]);
}

const HEAD = `<!-- Written by npm run test:servers. -->

# Tested with third-party servers

\`npm run test:servers\` installs and starts each of these servers, signs in with a Custom Token Grant credential over
real connections, and calls something that only a live token opens. ✓: passed. Empty: the server has no such thing.

Versions: \`test/servers/apps/package-lock.json\` (npm) and \`test/servers/python/requirements.txt\` (PyPI).
`;
