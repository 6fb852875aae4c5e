import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import execa from 'execa';

/**
 * Copies what is under version control, with the installed packages linked in.
 *
 * @param {string} folder is filled
 */
export function copyRepository(folder) {
	const { stdout } = execa.sync('git', ['ls-files']);
	for (const file of stdout.split('\n')) {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		copyFileSync(file, join(folder, file));
	}
	symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
}

/**
 * Text about Spryker Glue, turned into text about Acme, a made-up provider that the sandbox can play.
 *
 * @param {string} text
 */
const acmeLike = (text) =>
	text
		.replaceAll(/Spryker ?Glue/g, 'Acme')
		.replaceAll(/spryker(Glue|-glue)?/g, 'acme')
		.replaceAll("path: '/token'", "path: '/custom/token'");

/**
 * Adds Acme to a copy of the repository, as a contributor would who starts from a provider that is there.
 * The functions are the steps of CONTRIBUTING.md.
 *
 * @param {string} folder
 */
export function contributor(folder) {
	/** @param {string} file */
	const read = (file) => readFileSync(join(folder, file), 'utf8');
	/** @param {string} file @param {string} text */
	const write = (file, text) => {
		writeFileSync(join(folder, file), text);
		execa.sync('npx', ['prettier', '--write', file], { cwd: folder });
	};
	/** @param {string} file of Spryker Glue */
	const twin = (file) => write(acmeLike(file), acmeLike(read(file)));
	/** @param {string} file @param {RegExp} anchor @param {string} text goes before it */
	const insert = (file, anchor, text) => {
		const before = read(file);
		const after = before.replace(anchor, (found) => text + found);
		if (after === before) throw new Error(`${file} has no place for: ${text}`);
		write(file, after);
	};
	/** @param {string} file @param {RegExp} entry of Spryker Glue @param {RegExp} first of the list */
	const list = (file, entry, first) =>
		insert(file, first, acmeLike(entry.exec(read(file))?.[0] ?? ''));

	return {
		define() {
			twin('core/providers/sprykerGlue.ts');
			const index = 'core/providers/index.ts';
			list(index, /^import \{ sprykerGlue.*\n/m, /^import \{ b2copyBackOffice/m);
			list(index, /^\tsprykerGlue,\n/m, /^\tb2copyBackOffice,$/m);
		},
		addCredential() {
			twin('credentials/SprykerGlueApi.credentials.ts');
			list('package.json', /^.*SprykerGlueApi.*\n/m, /^.*B2copyBackOfficeApi/m);
		},
		draw() {
			for (const ending of ['svg', 'dark.svg']) {
				copyFileSync(join(folder, `icons/voipex.${ending}`), join(folder, `icons/acme.${ending}`));
			}
		},
		offer() {
			const node = 'nodes/GetAuthToken/GetAuthToken.node.ts';
			list(node, /^\t{3}\{\n\t{4}name: 'spryker.*?^\t{3}\},\n/ms, /^\t{3}\{\n\t{4}name: 'b2copy/m);
			list(node, /^.*name: 'Spryker Glue', value.*\n/m, /^.*name: 'B2COPY Back Office', value/m);
			list(node, /sprykerGlue: "Spryker Glue", /, /b2copyBackOffice: "B2COPY/);
		},
		describe() {
			insert(
				'README.md',
				/^### B2COPY Back Office API$/m,
				'### Acme API\n\nThe login of a user.\n\n',
			);
		},
		bind() {
			const test = 'test/contract.test.ts';
			list(test, /^import \{ SprykerGlueApi.*\n/m, /^import \{ B2copyBackOfficeApi/m);
			list(test, /^\t\{\n\t\tname: 'spryker.*?^\t\},\n/ms, /^\t\{\n\t\tname: 'b2copy/m);
		},
	};
}
