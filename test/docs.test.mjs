import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { evaluate } from './expression.mjs';
import { anchorsOf, pages, rowsOf, sectionOf, textOf } from './markdown.mjs';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const read = pages.filter((page) => page.startsWith('docs/') || page === 'README.md');

describe.each(pages)('the page %s', (page) => {
	const text = textOf(page);

	it('names test files that exist', () => {
		const named = text.matchAll(/`(test\/[\w./-]+\.(?:ts|mjs))`/g);
		expect([...named].map(([, file]) => file).filter((file) => !existsSync(file))).toEqual([]);
	});

	it('leads to places that exist', () => {
		const links = [...text.matchAll(/\[[^\]]*\]\((?!https:)([^)]+)\)/g)];
		const lost = links.filter(([, link]) => {
			const [path, anchor] = link.split('#');
			const target = path === '' ? page : posix.join(posix.dirname(page), path);
			if (!existsSync(target)) return true;
			return anchor !== undefined && !anchorsOf(textOf(target)).includes(anchor);
		});
		expect(lost.map(([, link]) => link)).toEqual([]);
	});

	it('names commands that package.json has', () => {
		const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script);
		expect(named.filter((script) => !(script in manifest.scripts))).toEqual([]);
	});

	it('has examples in JSON that is JSON', () => {
		for (const [, json] of text.matchAll(/^```json\n(.*?)^```/gms)) JSON.parse(json);
	});
});

const item = {
	accountId: '77632289',
	body: { accountId: '77632289' },
	url: 'https://my.example/abc',
	authorization: 'Bearer abc',
	errorCode: 'link_rejected',
};

const expressions = read.flatMap((page) =>
	[...textOf(page).matchAll(/`(\{\{.+?\}\})`/g)].map(([, expression]) => ({ page, expression })),
);

describe('the expressions of the pages', () => {
	it.each(expressions)('$page: $expression gives something', ({ expression }) => {
		expect(evaluate(`=${expression}`, { json: item })).not.toBeUndefined();
	});

	it('are there', () => {
		expect(expressions.length).toBeGreaterThan(3);
	});
});

describe('the expression for Account ID', () => {
	const [, expression = ''] = /Account ID `(\{\{.+?\}\})`/.exec(textOf('README.md')) ?? [];

	it.each([
		['a POST', { body: { accountId: '1' }, query: {} }, '1'],
		['a GET', { body: {}, query: { accountId: '2' } }, '2'],
		['a GET without a body', { query: { accountId: '2' } }, '2'],
		['a number', { body: { accountId: 3 } }, 3],
		['nothing at all', {}, undefined],
	])('reads %s', (_, json, accountId) => {
		expect(evaluate(`=${expression}`, { json })).toBe(accountId);
	});

	it.each([
		'core/seamless/identifiers.ts',
		'nodes/B2copySeamlessLink/B2copySeamlessLink.node.ts',
		'examples/crm-client-link.json',
		'docs/nodes.md',
	])('is the one of %s', (file) => {
		expect(textOf(file)).toContain(expression);
	});
});

describe('the CRM example', () => {
	const { nodes, settings } = JSON.parse(textOf('examples/crm-client-link.json'));
	const said = (/** @type {RegExp} */ pattern) => pattern.exec(textOf('README.md'))?.[1];

	it('keeps no execution', () => {
		expect(settings).toMatchObject({
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
			saveManualExecutions: false,
		});
	});

	it('has the values that the README tells to enter by hand, and takes its command', () => {
		/** @param {string} name */
		const parametersOf = (name) => nodes.find((one) => one.name === name).parameters;
		const { httpMethod, responseMode } = parametersOf('CRM asks for a link');
		expect(httpMethod).toContain(said(/HTTP Method _(\w+)_/));
		expect(responseMode).toBe('responseNode');
		const { respondWith, redirectURL, options } = parametersOf('Redirect the client');
		expect(respondWith).toBe('redirect');
		expect(redirectURL).toBe(`=${said(/Redirect URL `(.+?)`/)}`);
		expect(String(options.responseCode)).toBe(said(/Response Code `(\d+)`/));
		expect(said(/curl -i -X POST .+ -d '(.+)'/)).toBe('{"accountId": "77632289"}');
	});
});

describe('the measurements of the README', () => {
	const measured = rowsOf(textOf('docs/bench.md')).map(([, ...cells]) => cells.join(' | '));
	const shown = rowsOf(sectionOf(textOf('README.md'), 'What it guarantees')).slice(2);

	it.each(shown)('%s: %s beside %s is a row of docs/bench.md', (_, ...cells) => {
		expect(measured).toContain(cells.join(' | '));
	});

	it('are not only those that are won', () => {
		expect(shown.some(([, own, rival]) => parseFloat(own) > parseFloat(rival))).toBe(true);
	});
});
