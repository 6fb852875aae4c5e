import {
	NodeHelpers,
	type IDataObject,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { CustomTokenGrantApi } from '../../credentials/CustomTokenGrantApi.credentials';

const { properties } = new CustomTokenGrantApi();

/** What n8n keeps of a form: the fields that it shows and whose values differ from the default. */
export const keptOf = (form: IDataObject) =>
	NodeHelpers.getNodeParameters(properties, form as never, false, false, null, null) ?? {};

/** What people enter who read these rows of a page: the label of each field and its value. */
export function formOf(rows: string[][]): IDataObject {
	const form: IDataObject = {};
	for (const [label, cell = ''] of rows) {
		const property = properties.find(({ displayName }) => displayName === label);
		if (!property) throw new Error(`The form has no field "${label}".`);
		form[property.name] = enter(property, cell, form[property.name]) as string;
	}
	const kept = keptOf(form);
	const isAdvanced = Object.keys(form).some((name) => name !== 'grantType' && !(name in kept));
	return isAdvanced ? { showAdvanced: true, ...form } : form;
}

/** The value of a field, from its cell on the page; a collection keeps the rows of earlier cells, a text its lines. */
function enter({ type, options = [] }: INodeProperties, cell: string, earlier: unknown): unknown {
	const [text = cell, value = ''] = [...cell.matchAll(/`([^`]+)`/g)].map(([, quoted]) => quoted!);
	if (type === 'string') return earlier === undefined ? text : `${String(earlier)}\n${text}`;
	if (type === 'number') return Number(text);
	if (type === 'boolean') return text === 'on';
	if (type === 'options') {
		return (options.find(({ name }) => name === text) as INodePropertyOptions).value;
	}
	const [, expression] = /^\{\{ (.*) \}\}$/.exec(value) ?? [];
	const row = { name: text, value: expression ? (JSON.parse(expression) as unknown) : value };
	return { [options[0]!.name]: [...Object.values(Object(earlier) as object).flat(), row] };
}
