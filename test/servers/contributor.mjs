import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A made-up provider, started from an existing one as the guide says: Spryker Glue under another name. */
const acme = (/** @type {string} */ text) =>
	text
		.replace(/Spryker ?Glue/g, 'Acme')
		.replaceAll('sprykerGlue', 'acme')
		.replaceAll('icons/spryker', 'icons/acme');

/** @param {string} file of Spryker Glue */
const startFrom = (file) => () => acme(readFileSync(file, 'utf8'));

/**
 * Puts texts before what stands there.
 *
 * @param {string} text
 * @param {Array<[anchor: RegExp, addition: string]>} additions
 */
const insert = (text, ...additions) =>
	additions.reduce((before, [anchor, addition]) => {
		const after = before.replace(anchor, (found) => addition + found);
		if (after === before) throw new Error(`There is no place for: ${addition}`);
		return after;
	}, text);

/** @param {string} text of the registry */
const register = (text) =>
	insert(
		text,
		[/^import \{ B2copy/m, "import { AcmeApi } from './AcmeApi.credentials';\n"],
		[/^\tb2copyBackOffice: /m, '\tacme: AcmeApi,\n'],
	);

const usedByNode = `			{
				name: 'acmeApi',
				required: true,
				displayOptions: { show: { provider: ['acme'] } },
			},
`;

/** @param {string} text of Get Auth Token */
const offer = (text) =>
	insert(
		text,
		[/b2copyBackOffice: "/, 'acme: "Acme", '],
		[/^\t\t\t\{\n\t{4}name: 'b2copyBackOfficeApi'/m, usedByNode],
		[/^\t*\{ name: 'B2COPY Back Office'/m, "\t\t\t\t\t{ name: 'Acme', value: 'acme' },\n"],
	);

/** A row as wide as the others. @param {string} text of the README */
function addRow(text) {
	const [row] = /^\| \[Spryker Glue API\].*\n/m.exec(text) ?? [''];
	const link = row.slice(2, row.indexOf(')') + 1);
	const added = row.replace(link, acme(link).padEnd(link.length));
	return insert(text, [/^\| \[B2COPY Back Office API\]/m, added]);
}

const manifestLine = '\t\t\t"dist/credentials/AcmeApi.credentials.js",\n';

/**
 * Acme by the steps of CONTRIBUTING.md in their order: what each makes of its files, and what says that it was
 * left out.
 *
 * @type {Record<string, { files: Record<string, (text: string) => string>, missed: string }>}
 */
export const steps = {
	'the data': {
		files: { 'core/providers/acme.ts': startFrom('core/providers/sprykerGlue.ts') },
		missed: "Cannot find module '../core/providers/acme'",
	},
	'the credential class': {
		files: {
			'credentials/AcmeApi.credentials.ts': startFrom('credentials/SprykerGlueApi.credentials.ts'),
		},
		missed: "Cannot find module './AcmeApi.credentials'",
	},
	'the icons': {
		files: {
			'icons/acme.svg': startFrom('icons/voipex.svg'),
			'icons/acme.dark.svg': startFrom('icons/voipex.dark.svg'),
		},
		missed: 'Draw icons/acme.svg',
	},
	'the registry': {
		files: { 'credentials/registry.ts': register },
		missed: 'Add acme and its credential class to credentials/registry.ts',
	},
	'the node': {
		files: { 'nodes/GetAuthToken/GetAuthToken.node.ts': offer },
		missed: 'has the providers of the registry',
	},
	'the package': {
		files: { 'package.json': (text) => insert(text, [/^.*B2copyBackOfficeApi/m, manifestLine]) },
		missed: 'Add "dist/credentials/AcmeApi.credentials.js" to "n8n.credentials"',
	},
	'the fixture': {
		files: { 'test/fixtures/acme.mjs': startFrom('test/fixtures/sprykerGlue.mjs') },
		missed: 'Add test/fixtures/acme.mjs',
	},
	'the page': {
		files: { 'docs/credentials/acme.md': startFrom('docs/credentials/sprykerGlue.md') },
		missed: 'Write docs/credentials/acme.md',
	},
	'the README': {
		files: { 'README.md': addRow },
		missed: 'Add a row with "[Acme API](docs/credentials/acme.md)"',
	},
};

/** @param {string} folder @param {keyof typeof steps} step */
export function take(folder, step) {
	for (const [file, change] of Object.entries(steps[step].files)) {
		const path = join(folder, file);
		writeFileSync(path, change(existsSync(path) ? readFileSync(path, 'utf8') : ''));
	}
}

/** What the other steps have done stays. @param {string} folder @param {keyof typeof steps} step */
export function undo(folder, step) {
	for (const file of Object.keys(steps[step].files)) {
		if (existsSync(file)) copyFileSync(file, join(folder, file));
		else rmSync(join(folder, file));
	}
}
