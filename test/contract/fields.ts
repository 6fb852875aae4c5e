import type { INodeProperties } from 'n8n-workflow';

/** A field as the contract writes it: its type, its default, and the options if there are some. */
function fieldOf(property: INodeProperties): unknown[] {
	const type = property.typeOptions?.password ? 'secret' : property.type;
	const options = property.options?.map((option) =>
		'value' in option ? String(option.value) : option.name,
	);
	return [type, property.default, ...(options ? [options] : [])];
}

/** The fields of a form by their names. */
export function fieldsOf(properties: INodeProperties[]): Record<string, unknown[]> {
	return Object.fromEntries(properties.map((property) => [property.name, fieldOf(property)]));
}
