import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';

/** A made-up provider, as a contributor would write it by CONTRIBUTING.md. */
const definition = `import type { Provider } from '../provider';
import { standardPaths } from '../shapes';

/** Acme, \`POST {host}/custom/token\` with a form (made up for a test). */
export const acme: Provider = {
	name: 'acme',
	title: 'Acme',
	request: 'sign-in',
	fields: {
		baseUrl: { label: 'Base URL' },
		username: { label: 'Username' },
		password: { label: 'Password', secret: true },
	},
	endpoint: { base: 'baseUrl', path: '/custom/token' },
	encoding: 'form',
	grantType: 'password',
	parameters: { username: 'username', password: 'password' },
	refresh: true,
	shapes: [standardPaths],
	refusals: [],
	loginHint: 'Check "Username" and "Password" in the credential.',
};
`;

const credential = `import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { allowHttp, ignoreSsl, session } from '../core/n8n/fields';
import { putToken, signIn } from '../core/n8n';
import { acme } from '../core/providers/acme';

/** Signs in to Acme with the login of a user. */
export class AcmeApi implements ICredentialType {
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

	preAuthentication = signIn(acme);

	authenticate = putToken;

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim()}}',
			url: '',
			method: 'GET',
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			skipSslCertificateValidation: '={{$credentials.allowUnauthorizedCerts}}',
		},
	};
}
`;

const option = `					{ name: 'Acme', value: 'acme' },\n`;

const asked = `			{
				name: 'acmeApi',
				required: true,
				displayOptions: { show: { provider: ['acme'] } },
			},
`;

const row = `	{
		name: 'acmeApi',
		credential: new AcmeApi(),
		title: 'Acme API',
		provider: 'acme',
		fields: { baseUrl: ['string', ''], username: ['string', ''], password: ['secret', ''] },
	},
`;

/**
 * Copies what is under version control, with the installed packages linked in.
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
}

/**
 * Adds Acme to a copy of the repository. The functions are the steps of CONTRIBUTING.md.
 *
 * @param {string} folder
 */
export function contributor(folder) {
	/** @param {string} file @param {string} text */
	const write = (file, text) => writeFileSync(join(folder, file), text);
	/** @param {string} file @param {string | RegExp} anchor @param {string} text goes before it */
	const insert = (file, anchor, text) => {
		const before = readFileSync(join(folder, file), 'utf8');
		const after = before.replace(anchor, (found) => text + found);
		if (after === before) throw new Error(`${file} has no place for: ${text}`);
		write(file, after);
	};
	return {
		define() {
			write('core/providers/acme.ts', definition);
			insert(
				'core/providers/index.ts',
				/^import \{ b2copyBackOffice/m,
				"import { acme } from './acme';\n",
			);
			insert('core/providers/index.ts', /^\tb2copyBackOffice,$/m, '\tacme,\n');
		},
		addCredential() {
			write('credentials/AcmeApi.credentials.ts', credential);
			insert(
				'package.json',
				/^.*B2copyBackOfficeApi/m,
				'\t\t\t"dist/credentials/AcmeApi.credentials.js",\n',
			);
		},
		draw() {
			for (const ending of ['svg', 'dark.svg']) {
				copyFileSync(join(folder, `icons/voipex.${ending}`), join(folder, `icons/acme.${ending}`));
			}
		},
		offer() {
			const node = 'nodes/GetAuthToken/GetAuthToken.node.ts';
			insert(node, /^\t\t\t\{\n\t\t\t\tname: 'b2copyBackOfficeApi'/m, asked);
			insert(node, /^.*name: 'B2COPY Back Office', value/m, option);
			insert(node, 'b2copyBackOffice: "B2COPY', 'acme: "Acme", ');
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
			insert(
				test,
				/^import \{ B2copyBackOfficeApi/m,
				"import { AcmeApi } from '../credentials/AcmeApi.credentials';\n",
			);
			insert(test, /^\t\{\n\t\tname: 'b2copyBackOfficeApi'/m, row);
		},
	};
}
