import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import groupBy from 'lodash/groupBy.js';
import prettier from 'prettier';
import { table } from '../markdown.mjs';
import { answers, suites } from './answers.mjs';

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
		const runs = suites.map((suite) =>
			results.testResults
				.filter(({ testFilePath }) => testFilePath.endsWith(`${suite}.test.ts`))
				.flatMap(({ testResults }) => testResults),
		);
		const isGreen = runs.every(
			(tests) => tests.length > 0 && tests.every(({ status }) => status === 'passed'),
		);
		if (!isGreen) return;
		const filepath = join(process.cwd(), 'docs', 'servers.md');
		const style = await prettier.resolveConfig(filepath);
		const page = `${HEAD}\n${runs.map(describeRun).join('\n')}\n${describeRefusals()}`;
		writeFileSync(filepath, await prettier.format(page, { ...style, filepath }));
	}
}

/**
 * @param {import('@jest/reporters').TestResult['testResults']} tests
 * @param {number} index of the suite
 */
function describeRun(tests, index) {
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
	return `## ${HEADINGS[index]}

${table([head, ...body])}

Also run:

${others.map(({ ancestorTitles: [server], title }) => `- ${server}: ${title}`).join('\n')}
`;
}

/** What each server said when it refused, and what became of it. */
function describeRefusals() {
	const refusals = suites.flatMap(answers).filter(({ reads }) => reads !== undefined);
	const rows = refusals.map(({ server, status, text, outcome, reads = '' }) =>
		[server, `${status} ${shorten(text)}`, `\`${outcome}\``, reads].map(cell),
	);
	return `## What they answered, and what the person reads

${table([['server', 'answer', 'code', 'what the person reads'], ...rows])}
`;
}

/** @param {string} text of an answer @returns {string} it, or what it is where it is a page */
function shorten(text) {
	if (text.trim() === '') return '';
	if (text.trim().startsWith('<')) return '(a web page)';
	return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** @param {string} text @returns {string} it as the cell of a table */
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const HEADINGS = ['OAuth servers', 'Servers to which a person signs in'];

const HEAD = `<!-- Written by npm run test:servers. -->

# Authorization servers written by others

\`npm run test:servers\` starts each server in a process of its own and signs in to it with a Custom Token
Grant credential: the package's own grant, engine and judge, over n8n's HTTP helper and real
connections. A token counts only if the server itself then accepts it (introspection, a guarded
resource, or the account's own data). An empty cell: the server or this combination has no such thing.

Those from npm are pinned in \`test/servers/apps/package-lock.json\`, those from PyPI
(django-oauth-toolkit, djangorestframework-simplejwt, the token authentication of Django REST framework,
FastAPI) in \`test/servers/python/requirements.txt\`.
`;
