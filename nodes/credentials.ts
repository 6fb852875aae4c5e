import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

/**
 * Makes the function that reads the credential of each item. n8n resolves it for every item, because
 * its fields may hold expressions; what it stands for is worked out again only where a value differs
 * from that of the call before. A refusal is not kept.
 *
 * @param type - the name of the credential type
 * @param make - what a credential stands for
 * @returns the function; it throws whatever `make` does
 */
export function createCredentials<T>(
	context: IExecuteFunctions,
	type: string,
	make: (form: ICredentialDataDecryptedObject) => T,
): (itemIndex: number) => Promise<T> {
	let latest: { values: string; made: T } | undefined;
	return async (itemIndex) => {
		const form = await context.getCredentials(type, itemIndex);
		const values = JSON.stringify(form);
		if (latest?.values !== values) latest = { values, made: make(form) };
		return latest.made;
	};
}
