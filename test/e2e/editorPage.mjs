/** What a person does in n8n's editor. */

/** @param {import('playwright-core').Page} page */
export function editorPage(page) {
	const credentialForm = page.getByTestId('credential-edit-dialog');
	return {
		/** @param {string} name */
		async openNode(name) {
			await page.getByTestId('canvas-node').filter({ hasText: name }).dblclick();
			await page.getByTestId('node-parameters').waitFor();
		},

		/** @param {string} name as the workflow's JSON has it @param {string} value */
		fill: async (name, value) =>
			await page.getByTestId(`parameter-input-${name}`).locator('input').fill(value),

		/** Opens the form of a new credential in an open node. */
		async connect() {
			await page.getByRole('button', { name: /^Connect to/ }).click();
			await credentialForm.waitFor();
		},

		/** Saves the credential, which tests it; a form that stays open was refused. */
		async saveCredential() {
			await page.getByRole('button', { name: 'Save', exact: true }).click();
			await credentialForm.waitFor({ state: 'detached' });
		},
	};
}
