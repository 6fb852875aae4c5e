import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';

import { openBrowser } from './browser.mjs';
import { editorPage } from './editorPage.mjs';

/**
 * A page of a browser that is signed in to n8n, anew for each test, where nobody has saved a credential yet.
 *
 * @param {import('./world.mjs').World} world
 */
export function usePage(world) {
	const shown =
		/** @type {{ page: import('playwright-core').Page, editor: ReturnType<typeof editorPage> }} */ ({});
	/** @type {Awaited<ReturnType<typeof openBrowser>>} */
	let browser;
	beforeAll(async () => {
		browser = await openBrowser(world.n8n.url);
	});
	afterAll(async () => await browser?.close());
	beforeEach(async () => {
		for (const { id } of await world.n8n.ask('GET', '/credentials')) {
			await world.n8n.ask('DELETE', `/credentials/${id}`);
		}
		shown.page = await browser.context.newPage();
		// An unsaved workflow asks before it lets go.
		shown.page.on('dialog', (dialog) => void dialog.accept());
		shown.editor = editorPage(shown.page);
	});
	afterEach(async () => await shown.page.close());
	return shown;
}
