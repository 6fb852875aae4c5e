import { table } from '../faults/page.mjs';
import { formOf, properties } from './form';
import type { recipes as all, Recipe } from './recipes.mjs';

const SOURCES: Record<Recipe['knownFrom'], string> = {
	documentation: 'documentation',
	source: 'source code',
	memory: 'not looked up',
};

/** docs/recipes.md: a table of all products, and for each what to fill in. */
export function pageOf(recipes: typeof all, works: (product: string) => boolean): string {
	return [
		'# Recipes for Custom Token Grant',
		'Written by `npm run docs:recipes` from `test/recipes`, not by hand; `npm test` runs each recipe and compares. What you put in place of `<…>` is listed below each table; all other fields of the credential keep their standard value.',
		'A recipe is run against a stand-in on loopback that answers as the product documents and refuses everything else: another method, path, query, header, body or type of a value, a parameter more or less. It works if the credential signs in there, the API gets the token where it wants it, the credential test passes, and six calls with a wrong login make one attempt and show no secret. Nothing was tried with an account at the product itself.',
		table(
			['product', 'needs', 'works', 'known from'],
			recipes.map((recipe) => [
				`[${recipe.product}](#${anchorOf(recipe.product)})`,
				recipe.needs,
				works(recipe.product) ? 'yes' : 'no',
				`[${SOURCES[recipe.knownFrom]}](${recipe.reference})`,
			]),
		),
		...recipes.flatMap(sectionOf),
	]
		.join('\n\n')
		.concat('\n');
}

function sectionOf(recipe: Recipe): string[] {
	const { product, values, notes, call } = recipe;
	const byHand = Object.entries(call.byHand).map(
		([name, value]) =>
			`The API also wants ${code(`${name}: ${value}`)}: add it to the HTTP Request node under Headers.`,
	);
	return [
		`## ${product}`,
		table(['field', 'value'], rowsOf(recipe)),
		Object.entries(values)
			.map(
				([name, { find, example }]) =>
					`- ${code(`<${name}>`)}: ${find}${example ? `, for example ${code(example)}` : ''}`,
			)
			.join('\n'),
		[...notes, ...byHand].map((note) => `- ${note}`).join('\n'),
	];
}

/** The fields by their labels, in the order of the form; a collection has a row for each parameter. */
function rowsOf(recipe: Recipe): string[][] {
	const form = formOf(recipe);
	const names = [...new Set(properties.map(({ name }) => name))].filter((name) => name in form);
	return names.flatMap((name) => {
		const property = properties.find((one) => one.name === name);
		const label = property?.displayName ?? name;
		const value = form[name];
		const list = Object.values(Object(value))[0];
		if (typeof value === 'object' && Array.isArray(list)) {
			return list.map((row) => [label, `${code(row.name)} = ${shown(row.value)}`]);
		}
		const option = property?.options?.find((one) => 'value' in one && one.value === value);
		if (option) return [[label, option.name]];
		if (typeof value === 'boolean') return [[label, value ? 'on' : 'off']];
		return [[label, shown(value)]];
	});
}

/** A text as such; what is none has to be entered as an expression. */
function shown(value: unknown): string {
	if (value === '') return 'an expression of nothing: `{{ "" }}`';
	if (typeof value === 'string') return code(value);
	return `${code(`{{ ${JSON.stringify(value)} }}`)} as an expression`;
}

const code = (text: string) => `\`${text}\``;

const anchorOf = (title: string) =>
	title
		.toLowerCase()
		.replace(/[^\w\- ]/g, '')
		.replaceAll(' ', '-');
