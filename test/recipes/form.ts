import { readFields } from '../../core/form/fields';
import { CustomTokenGrantApi } from '../../credentials/CustomTokenGrantApi.credentials';
import { fill, namesIn, type Recipe } from './recipes.mjs';

/** The fields that people can see. */
export const properties = new CustomTokenGrantApi().properties.filter(
	({ type }) => type !== 'hidden',
);

/** The switch of the form behind which all is that a standard OAuth server does not need. */
const ADVANCED = properties.find(({ type, name }) => type === 'boolean' && /advanced/i.test(name));

/** The fields that a person fills in for a recipe, with the switch if any is behind it. */
export function formOf({ form }: Recipe): Record<string, unknown> {
	const isHidden = Object.keys(form).some((name) => !isShown(name, form));
	return isHidden && ADVANCED ? { [ADVANCED.name]: true, ...form } : form;
}

/** Whether the form shows a field while it is filled in like this. */
export function isShown(name: string, form: Record<string, unknown>): boolean {
	return Object.hasOwn(readFields([name], properties, form), name);
}

/** The values of a person who has an account: right ones, and with a secret that is wrong. */
export function valuesOf({ values, login }: Recipe) {
	const right = Object.fromEntries(
		Object.entries(values).map(([name, { example, secret }]) => [
			name,
			secret ? `Right-${name}/1=!` : (example ?? `my-${name}`),
		]),
	);
	return { right, wrong: { ...right, [login]: `Wrong-${login}/2=!` } };
}

/** A recipe's form as somebody with these values fills it in, but for the host: a mock's. */
export function filled(recipe: Recipe, values: Record<string, string>, mock: string) {
	const form = fill(formOf(recipe), values);
	const addresses = Object.entries(form)
		.filter(([name, value]) => name.endsWith('Url') && value !== '')
		.map(([name, value]) => {
			const { pathname, search } = new URL(String(value));
			return [name, `${mock}${pathname}${search}`];
		});
	return { ...form, ...Object.fromEntries(addresses) };
}

/** The names that a recipe uses for what people have to know. */
export const namesUsed = ({ form, signIn: { request }, call }: Recipe) =>
	new Set(namesIn([form, request, call]).filter((name) => name !== 'token'));
