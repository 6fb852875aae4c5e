import { table } from '../markdown.mjs';
import { formOf, properties } from './form';
import type { recipes as all, Recipe } from './recipes.mjs';

const SOURCES: Record<Recipe['knownFrom'], string> = {
	documentation: 'documentation',
	source: 'source code',
	memory: 'from memory',
};

/** What no form can describe. */
const UNABLE = [
	'Clients that sign their requests or a JWT: Google service accounts, NetSuite, DocuSign with JWT, the management API of Okta, Tuya.',
	'Sign-ins in a browser, and everything that wants a second factor: n8n’s own OAuth2 credential does the first.',
	'A password that is hashed or mixed with something the server sent before: Vtiger, Kazoo.',
	'A token in XML, such as that of Palo Alto’s firewalls, or one that each call has to repeat in its body, such as FortiManager’s and Zabbix’s before 6.4.',
	'A second value from the same answer on each call. Where it stays the same, such as the user ID of Rocket.Chat, it goes into the HTTP Request node; a CSRF token that changes does not.',
];

/** docs/recipes.md: a table of all products, and for each what to fill in. */
export function pageOf(recipes: typeof all, works: (product: string) => boolean): string {
	return [
		'# Recipes for Custom Token Grant',
		'Create a credential of the type **Custom Token Grant API** and copy the values of your product. Put your own in place of `<…>`; what is not listed keeps its standard value. What stands in double braces goes in as an expression. Then choose the credential in the HTTP Request node, under _Predefined Credential Type_.',
		'Written by `npm run docs:recipes` from `test/recipes`, not by hand. `npm test` runs each recipe against a stand-in on loopback that answers as the product documents and refuses everything else: another method, path, query, header, body format or type of a value, a parameter more or less. A recipe works if the credential signs in, the API gets the token where it wants it, the credential test passes, and six calls with a wrong login make one attempt and show no secret. Nothing was tried with an account at the product itself; what is known from memory was not looked up, so compare it with the page behind the link.',
		table([
			['product', 'needs', 'works', 'known from'],
			...recipes.map((recipe) => [
				`[${recipe.product}](#${anchorOf(recipe.product)})`,
				recipe.needs,
				works(recipe.product) ? 'yes' : 'no',
				`[${SOURCES[recipe.knownFrom]}](${recipe.reference})`,
			]),
		]),
		`## What does not work\n\n${UNABLE.map((line) => `- ${line}`).join('\n')}`,
		...recipes.flatMap(sectionOf),
	]
		.join('\n\n')
		.concat('\n');
}

function sectionOf(recipe: Recipe): string[] {
	const { product, values, notes, call, signIn } = recipe;
	const byHand = Object.entries(call.byHand).map(
		([name, value]) =>
			`The API also wants ${code(`${name}: ${value}`)}: add it to the HTTP Request node under Headers.`,
	);
	const assumed = signIn.refused.assumed
		? [
				`How a wrong login is answered is not documented; the recipe was run with HTTP ${signIn.refused.status} for it.`,
			]
		: [];
	return [
		`## ${product}`,
		table([['field', 'value'], ...rowsOf(recipe)]),
		'Where to find it:',
		Object.entries(values)
			.map(
				([name, { find, example }]) =>
					`- ${code(`<${name}>`)}: ${find}${example ? `, for example ${code(example)}` : ''}`,
			)
			.join('\n'),
		'What to know:',
		[...byHand, ...notes, ...assumed].map((note) => `- ${note}`).join('\n'),
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
		return [[label, code(String(value))]];
	});
}

/** A text as such; what is none, or empty, has to be entered as an expression. */
function shown(value: unknown): string {
	return code(typeof value === 'string' && value !== '' ? value : `{{ ${JSON.stringify(value)} }}`);
}

const code = (text: string) => `\`${text}\``;

const anchorOf = (title: string) =>
	title
		.toLowerCase()
		.replace(/[^\w\- ]/g, '')
		.replaceAll(' ', '-');
