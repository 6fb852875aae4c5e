import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import groupBy from 'lodash/groupBy.js';
import { markdownTable } from 'markdown-table';
import prettier from 'prettier';

/** A test inside a server and a way to sign in is a cell of the table; others are listed below it. */
const DEPTH = 2;

const WORDS = {
	password: 'Password',
	clientCredentials: 'Client Credentials',
	refresh: 'Refresh only',
	body: 'In the Body',
	header: 'In the Header',
	none: 'None',
};

/** @param {string} word @returns {string} as the form spells it */
const spell = (word) => WORDS[/** @type {keyof typeof WORDS} */ (word)] ?? word;

/** Writes docs/servers.md from what a complete and green run of the servers' tests has shown. */
export default class Report {
	/**
	 * @param {unknown} _contexts
	 * @param {import('@jest/reporters').AggregatedResult} results
	 */
	async onRunComplete(_contexts, results) {
		const tests = results.testResults
			.filter(({ testFilePath }) => testFilePath.endsWith('servers.test.ts'))
			.flatMap(({ testResults }) => testResults);
		if (tests.length === 0 || tests.some(({ status }) => status !== 'passed')) return;
		const filepath = join(process.cwd(), 'docs', 'servers.md');
		const style = await prettier.resolveConfig(filepath);
		writeFileSync(filepath, await prettier.format(describeRun(tests), { ...style, filepath }));
	}
}

/** @param {import('@jest/reporters').TestResult['testResults']} tests */
function describeRun(tests) {
	const matrix = tests.filter(({ ancestorTitles }) => ancestorTitles.length === DEPTH);
	const columns = [...new Set(matrix.map(({ title }) => title))];
	const head = ['server', 'grant', 'client authentication', ...columns];
	const ways = groupBy(matrix, ({ ancestorTitles }) => ancestorTitles.join('\n'));
	const body = Object.values(ways).map((run) => {
		const [server, way] = run[0].ancestorTitles;
		const shown = columns.map((column) => (run.some(({ title }) => title === column) ? '✓' : ''));
		return [server, ...way.split(' · ').map(spell), ...shown];
	});
	const others = tests.filter(({ ancestorTitles }) => ancestorTitles.length === 1);
	return `${HEAD}
${markdownTable([head, ...body])}

Also run:

${others.map(({ ancestorTitles: [server], title }) => `- ${server}: ${title}`).join('\n')}
`;
}

const HEAD = `<!-- Written by npm run test:servers. -->

# Authorization servers written by others

\`npm run test:servers\` starts each server in a process of its own and signs in to it with a Custom Token
Grant credential: the package's own grant, engine and judge, over n8n's HTTP helper and real
connections. A token counts only if the server itself then accepts it (introspection, a guarded
resource, or the account's own data). An empty cell: the server or this combination has no such thing.
`;
