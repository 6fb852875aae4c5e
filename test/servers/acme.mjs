import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A made-up provider, as a contributor would write it by CONTRIBUTING.md. */
const definition = `import type { Provider } from '../provider';
import { standardPaths } from './tokenPaths';

/** Acme, \`POST {host}/custom/token\` with a form (made up for a test). */
export const acme: Provider = {
	title: 'Acme',
	noun: 'sign-in',
	endpoint: { base: 'baseUrl', path: '/custom/token' },
	encoding: 'form',
	grantType: 'password',
	parameters: { username: 'username', password: 'password' },
	refresh: true,
	paths: [standardPaths],
	errorRules: [],
	rejectedAdvice: 'Check "Username" and "Password" in the credential.',
};
`;

const credential = `import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { authenticateWithToken, preAuthenticate, signInTest } from '../core/n8n';
import { allowHttp, ignoreSsl, session } from '../core/n8n/fields';
import { acme } from '../core/providers/acme';

/** Signs in to Acme with the login of a user. */
export class AcmeApi implements ICredentialType {
	static readonly definition = acme;

	name = 'acmeApi';

	displayName = 'Acme API';

	icon: Icon = { light: 'file:../icons/acme.svg', dark: 'file:../icons/acme.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-auth-token/n8n-nodes-auth-token#acme-api';

	properties: INodeProperties[] = [
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', required: true, default: '' },
		{ displayName: 'Username', name: 'username', type: 'string', required: true, default: '' },
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		ignoreSsl,
		allowHttp,
		session,
	];

	preAuthentication = preAuthenticate(acme, this.properties);

	authenticate = authenticateWithToken;

	test = signInTest('={{$credentials.baseUrl.trim()}}');
}
`;

const fixture = `import { USER } from '../../sandbox/providers/custom.mjs';

/** @type {import('../fixtures.mjs').Fixture} */
export const fixture = {
	title: 'Acme API',
	fields: { baseUrl: ['string', ''], username: ['string', ''], password: ['secret', ''] },
	form: { baseUrl: 'https://acme.example', username: 'user', password: 'acme-password' },
	endpoint: 'https://acme.example/custom/token',
	answer: { access_token: 'an-access-token', token_type: 'Bearer', expires_in: 3600 },
	minimal: (token) => ({ access_token: token }),
	account: (sandbox) => ({ baseUrl: sandbox, username: USER.name, password: USER.password }),
};
`;

const section = `### Acme API

| field    | where to find it             |
| -------- | ---------------------------- |
| Base URL | the address of your Acme     |
| Username | the username of an Acme user |
| Password | the password of this user    |

`;

/** @param {string} folder @param {string[]} args */
const git = (folder, ...args) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });

/**
 * Copies what is under version control, with the installed packages linked in, and puts the copy under
 * a version control of its own.
 *
 * @param {string} folder is filled
 */
export function copyRepository(folder) {
	const listed = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' });
	for (const file of listed.split('\0').filter((name) => name !== '')) {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		copyFileSync(file, join(folder, file));
	}
	symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
	git(folder, 'init', '--quiet');
	git(folder, 'add', '--all');
}

/**
 * The files of a copy that were added or changed since it was made.
 *
 * @param {string} folder
 */
export const touchedFiles = (folder) =>
	git(folder, 'status', '--porcelain', '--untracked-files=all')
		.split('\n')
		.filter((line) => /^(\?\?|.M)/.test(line))
		.map((line) => line.slice(3))
		.sort();

/**
 * Acme in a copy of the repository, by the steps of CONTRIBUTING.md in their order.
 *
 * @param {string} folder
 * @returns {Array<{ step: string, files: string[], take: () => void }>}
 */
export function contributor(folder) {
	/** @param {string} file @param {string} text */
	const write = (file, text) => writeFileSync(join(folder, file), text);
	/** @param {string} file @param {RegExp} anchor @param {string} text goes before it */
	const insert = (file, anchor, text) => {
		const before = readFileSync(join(folder, file), 'utf8');
		const after = before.replace(anchor, (found) => text + found);
		if (after === before) throw new Error(`${file} has no place for: ${text}`);
		write(file, after);
	};
	const icons = ['icons/acme.svg', 'icons/acme.dark.svg'];
	return [
		{
			step: 'the data',
			files: ['core/providers/acme.ts'],
			take: () => write('core/providers/acme.ts', definition),
		},
		{
			step: 'the credential class',
			files: ['credentials/AcmeApi.credentials.ts'],
			take: () => write('credentials/AcmeApi.credentials.ts', credential),
		},
		{
			step: 'the icons',
			files: icons,
			take() {
				for (const icon of icons) {
					copyFileSync(join(folder, icon.replace('acme', 'voipex')), join(folder, icon));
				}
			},
		},
		{
			step: 'the registry',
			files: ['credentials/registry.ts'],
			take() {
				insert(
					'credentials/registry.ts',
					/^import \{ B2copyBackOfficeApi/m,
					"import { AcmeApi } from './AcmeApi.credentials';\n",
				);
				insert('credentials/registry.ts', /^\tb2copyBackOffice: /m, '\tacme: AcmeApi,\n');
			},
		},
		{
			step: 'the package',
			files: ['package.json'],
			take: () =>
				insert(
					'package.json',
					/^.*B2copyBackOfficeApi/m,
					'\t\t\t"dist/credentials/AcmeApi.credentials.js",\n',
				),
		},
		{
			step: 'the fixture',
			files: ['test/fixtures/acme.mjs'],
			take: () => write('test/fixtures/acme.mjs', fixture),
		},
		{
			step: 'the README',
			files: ['README.md'],
			take: () => insert('README.md', /^### B2COPY Back Office API$/m, section),
		},
	];
}

/**
 * Undoes a step; what the others have done stays.
 *
 * @param {string} folder
 * @param {string[]} files
 */
export function undo(folder, files) {
	for (const file of files) {
		if (git(folder, 'ls-files', file) === '') rmSync(join(folder, file));
		else git(folder, 'checkout', '--quiet', '--', file);
	}
}
