import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const pages = ['', 'docs/'].flatMap((folder) =>
	readdirSync(folder || '.').flatMap((file) => (file.endsWith('.md') ? [folder + file] : [])),
);

describe('the pages', () => {
	it.each(pages)('%s names test files that exist', (page) => {
		const named = readFileSync(page, 'utf8').matchAll(/`(test\/[\w./-]+\.(?:ts|mjs))`/g);
		const missing = [...named].map(([, file]) => file).filter((file) => !existsSync(file));
		expect(missing).toEqual([]);
	});
});
