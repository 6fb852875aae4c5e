import { describe, expect, it } from '@jest/globals';
import { NodeHelpers, type ICredentialType, type INodeProperties } from 'n8n-workflow';
import { B2copySeamlessApi } from '../../credentials/B2copySeamlessApi.credentials';
import { tokenCredentials } from '../../credentials/registry';

type Body = Record<string, unknown>;

/**
 * The fields that the schema of n8n's public API demands in a body. A condition there is the first value
 * of the first name in `show`, and defaults do not count (`toJsonSchema` of n8n 2.41).
 */
function demanded(credential: ICredentialType, body: Body): string[] {
	const applies = ({ displayOptions }: INodeProperties) => {
		const [condition] = Object.entries(displayOptions?.show ?? {});
		return condition === undefined || body[condition[0]] === condition[1]?.[0];
	};
	return credential.properties
		.filter((property) => property.type !== 'hidden' && property.required && applies(property))
		.map(({ name }) => name);
}

/** The fields that the form wants for these values, shown or behind "Show Advanced Fields". */
function wanted(credential: ICredentialType, body: Body): string[] {
	const defaults = credential.properties.map(({ name, default: value }) => [name, value]);
	const values = { ...Object.fromEntries(defaults), ...body } as never;
	return credential.properties
		.filter((one) => one.required && NodeHelpers.displayParameter(values, one, null, null))
		.map(({ name }) => name);
}

const credentials = [
	new B2copySeamlessApi(),
	...Object.values(tokenCredentials).map((Credential) => new Credential()),
];

/** Every combination of the choices and switches that decide which fields a form shows. */
function bodiesOf({ properties }: ICredentialType): Body[] {
	const names = properties.flatMap(({ displayOptions }) => Object.keys(displayOptions?.show ?? {}));
	let bodies: Body[] = [{}];
	for (const name of new Set(names)) {
		const { type, options = [] } = properties.find((property) => property.name === name)!;
		const choices = options.map((option) => ('value' in option ? option.value : undefined));
		const values = [undefined, ...(type === 'boolean' ? [true, false] : choices)];
		bodies = bodies.flatMap((body) =>
			values.map((value) => ({ ...body, ...(value !== undefined && { [name]: value }) })),
		);
	}
	return bodies;
}

describe("n8n's public API", () => {
	it.each(credentials)('demands of $name nothing that the form does not', (credential) => {
		for (const body of bodiesOf(credential)) {
			const fields = wanted(credential, body);
			const others = demanded(credential, body).filter((name) => !fields.includes(name));
			expect({ body, others }).toEqual({ body, others: [] });
		}
	});
});
