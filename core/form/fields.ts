import type { Provider } from '../provider';

/** A property of a credential class, as far as it matters here. */
export interface FormProperty {
	displayName: string;
	name: string;
	default: unknown;
	required?: boolean;
	typeOptions?: { password?: boolean };
	displayOptions?: { show?: Conditions; hide?: Conditions };
}

type Conditions = Record<string, unknown[] | undefined>;

/** One field of the credential form that takes part in the grant. */
export interface Field {
	/** The label the form shows: messages name the field by it. */
	label: string;
	/** Masked in the form, and never shown, logged or put into a message. */
	secret: boolean;
	required: boolean;
}

/** The fields that take part, by their names. */
export type Fields = Readonly<Record<string, Field>>;

/**
 * Picks the named properties out of those of the credential's form, as far as the form
 * shows them: the form is the one home of labels, masks and "required". Of several with one name the
 * first that is shown counts, as in n8n.
 *
 * @param form - the values, which decide what is shown
 */
export function readFields(
	names: Iterable<string>,
	properties: readonly FormProperty[],
	form: Record<string, unknown>,
): Fields {
	const standards = Object.fromEntries(properties.map(({ name, default: value }) => [name, value]));
	const values = { ...standards, ...form };
	const fields: Record<string, Field> = {};
	for (const name of names) {
		const property = properties.find((one) => one.name === name && isShown(one, values));
		if (property === undefined) continue;
		const { displayName: label, typeOptions, required = false } = property;
		fields[name] = { label, secret: typeOptions?.password === true, required };
	}
	return fields;
}

/** The form fields that a provider's data refers to. */
export function namesOf({ endpoint, parameters, client }: Provider): Set<string> {
	const { base, hosts, pathField } = endpoint;
	const named = [base, hosts?.field, pathField, ...Object.values(parameters)];
	const all = [...named, client?.id, client?.secret];
	return new Set(all.filter((name) => name !== undefined));
}

function isShown(
	{ displayOptions: { show = {}, hide = {} } = {} }: FormProperty,
	values: Record<string, unknown>,
): boolean {
	const holds = ([name, accepted]: [string, unknown[] | undefined]) =>
		accepted?.includes(values[name]) === true;
	return Object.entries(show).every(holds) && !Object.entries(hide).some(holds);
}
