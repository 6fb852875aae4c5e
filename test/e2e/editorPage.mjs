/** What a person does in n8n's editor, one gesture after the other. */

/** @param {import('playwright-core').Page} page */
export function editorPage(page) {
	let gestures = 0;
	const credentialForm = page.getByTestId('credential-edit-dialog');
	const nodes = page.getByTestId('canvas-node');

	/** @param {import('playwright-core').Locator} target */
	const click = async (target) => {
		gestures += 1;
		await target.click();
	};
	/** @param {import('playwright-core').Locator} field @param {string} value */
	const fill = async (field, value) => {
		gestures += 1;
		await field.fill(value);
	};
	/** @param {string} name as the workflow's JSON has it */
	const parameter = (name) => page.getByTestId(`parameter-input-${name}`);

	return {
		click,
		nodes,
		/** Clicks, double clicks and filled fields so far. */
		gestures: () => gestures,

		/**
		 * Searches the node panel and takes a node.
		 *
		 * @param {import('playwright-core').Locator} plus opens the panel
		 * @param {string} name as the panel shows it
		 * @param {{ community?: boolean }} [kind] a node of a community package is shown first
		 */
		async addNode(plus, name, { community = false } = {}) {
			await click(plus);
			await fill(page.getByTestId('node-creator-search-bar'), name);
			const found = page.getByTestId('node-creator-item-name');
			await click(found.getByText(name, { exact: true }));
			if (community) await click(page.getByRole('button', { name: 'Add to workflow' }));
			await page.getByTestId('node-parameters').waitFor();
		},

		/** Back to the canvas. */
		async closeNode() {
			await click(page.getByTestId('ndv-close-button'));
			await page.getByTestId('node-parameters').waitFor({ state: 'detached' });
		},

		/** Takes an entry of a list. @param {string} name @param {string | RegExp} option */
		async choose(name, option) {
			await click(parameter(name));
			await click(page.getByRole('option', { name: option }).first());
		},

		/** @param {string} name @param {string} value */
		fill: async (name, value) => await fill(parameter(name).locator('input'), value),

		/** @param {string} option of a node's "Options" */
		async addOption(option) {
			// The preview of the last expression may lie over the button.
			await click(page.getByTestId('tab-params'));
			await click(page.getByTestId('collection-parameter-add'));
			await click(page.getByRole('option', { name: option }));
		},

		/** Opens the form of a new credential in an open node. */
		async connect() {
			await click(page.getByRole('button', { name: /^Connect to/ }));
			await credentialForm.waitFor();
		},

		/** Saves the credential, which tests it; a form that stays open was refused. */
		async saveCredential() {
			await click(page.getByRole('button', { name: 'Save', exact: true }));
			await credentialForm.waitFor({ state: 'detached' });
		},

		/** Publishes the workflow and confirms the version. */
		async publish() {
			await click(page.getByTestId('workflow-open-publish-modal-button'));
			await click(page.getByTestId('workflow-publish-button'));
			await page.getByText('Workflow published').waitFor();
		},
	};
}
