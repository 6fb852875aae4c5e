/** Debian's Chromium, signed in to a running n8n. */
import { chromium, selectors } from 'playwright-core';

import { owner } from '../../demo/n8n.mjs';

const flags = [
	...['--no-sandbox', '--no-first-run', '--disable-gpu', '--disable-quic', '--disable-sync'],
	...['--disable-background-networking', '--disable-component-update'],
];

/** @param {string} url n8n's address */
export async function openBrowser(url) {
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: flags,
	});
	const context = await browser.newContext({ viewport: { width: 1400, height: 1000 } });
	context.setDefaultTimeout(60_000);
	// The editor asks the package registry about the nodes it shows; that is not part of the test.
	await context.route(
		({ hostname }) => !['127.0.0.1', ''].includes(hostname),
		async (route) => await route.abort(),
	);
	await signIn(await context.newPage(), url);
	return { context, close: async () => await browser.close() };
}

/** @param {import('playwright-core').Page} page @param {string} url */
async function signIn(page, url) {
	await page.goto(`${url}/signin`);
	await page.getByLabel(/email/i).first().fill(owner.email);
	await page.locator('input[type=password]').fill(owner.password);
	await page.getByRole('button', { name: /sign in/i }).click();
	await page.waitForURL(/\/(home|workflow|projects)/);
	await page.close();
}
