import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox } from '../../sandbox/sandbox.mjs';

/**
 * The worked examples of the guide: what stands in the table below a heading, by label.
 *
 * @param {string} heading
 * @returns {Record<string, string>}
 */
export function exampleBelow(heading) {
	const guide = readFileSync(join(process.cwd(), 'docs', 'custom-provider.md'), 'utf8');
	const section = guide.split(/^## /m).find((one) => one.startsWith(`${heading}\n`)) ?? '';
	const rows = section.matchAll(/^\| (?!field |-)(.+?) +\| (`.+`) +\|$/gm);
	return Object.fromEntries([...rows].map(([, label, value]) => [label, value]));
}

/** The login endpoint that keeps to no standard. */
export async function startLogin() {
	const sandbox = await startSandbox({ port: 0 });
	return {
		url: sandbox.url,
		close: () => sandbox.close(),
		now: Date.now,
		advance: async () => undefined,
		/** @param {string} token */
		async accepts(token) {
			const headers = { authorization: `Bearer ${token}` };
			return (await fetch(`${sandbox.url}/custom/whoami`, { headers })).ok;
		},
	};
}
