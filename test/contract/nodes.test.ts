import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import { B2copySeamlessLink } from '../../nodes/B2copySeamlessLink/B2copySeamlessLink.node';
import { GetAuthToken } from '../../nodes/GetAuthToken/GetAuthToken.node';
import manifest from '../../package.json';
import { evaluate } from '../expression.mjs';
import { fixtures, providerNames } from '../fixtures.mjs';
import { fieldsOf } from './fields';
import { textOf } from '../markdown.mjs';
import { mustHavePicture } from './files.mjs';

const getAuthToken = new GetAuthToken().description;
const seamlessLink = new B2copySeamlessLink().description;

/** The values of "Provider" that saved workflows hold: there may be more, and none may go. */
const promised = ['b2copyBackOffice', 'sprykerGlue', 'voipex', 'tradevest', 'customTokenGrant'];

/** The parameters and options that saved workflows hold, and words by which people look for a node. */
const nodes = [
	{
		name: 'getAuthToken',
		description: getAuthToken,
		parameters: {
			provider: ['options', 'b2copyBackOffice', providerNames],
			simplify: ['boolean', true],
			includeRefreshToken: ['boolean', false],
			options: ['collection', {}, ['forceNewToken', 'minimumValidity', 'outputField', 'timeout']],
		},
		options: {
			forceNewToken: ['boolean', false],
			minimumValidity: ['number', 60],
			outputField: ['string', ''],
			timeout: ['number', 30000],
		},
	},
	{
		name: 'b2copySeamlessLink',
		description: seamlessLink,
		parameters: {
			accountId: ['string', ''],
			investmentPlatformId: ['string', ''],
			options: ['collection', {}, ['includeInputFields', 'maxConcurrency', 'retries', 'timeout']],
		},
		options: {
			includeInputFields: ['boolean', false],
			maxConcurrency: ['number', 50],
			retries: ['number', 2],
			timeout: ['number', 30000],
		},
	},
];
/** What the editor searches a node by. */
const codexOf = (folder: string) =>
	JSON.parse(textOf(`nodes/${folder}/${folder}.node.json`)) as { alias: string[] };

const folderOf = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** The first parameter of a node with this name. */
const parameterOf = ({ properties }: { properties: INodeProperties[] }, name: string) =>
	properties.find((property) => property.name === name);

describe.each(nodes)('the node $name', ({ name, description, parameters, options }) => {
	const folder = folderOf(name);

	it('has its name and is in the package', () => {
		expect(description.name).toBe(name);
		expect(manifest.n8n.nodes).toContain(`dist/nodes/${folder}/${folder}.node.js`);
	});

	it('is not a tool: what it gives must not reach a language model', () => {
		expect(description).toHaveProperty('usableAsTool', undefined);
	});

	it.each(['light', 'dark'] as const)('has a %s icon', (theme) => {
		const icon = description.icon as { light: string; dark: string };
		mustHavePicture(`nodes/${folder}`, icon[theme]);
	});

	it('has a codex that names it', () => {
		const codex = codexOf(folder);
		const resources = expect.anything() as object;
		expect(codex).toMatchObject({ node: `n8n-nodes-auth-token.${name}`, resources });
	});

	it('has the parameters and options that saved workflows hold, with their defaults', () => {
		const shown = description.properties.filter(({ type }) => type !== 'notice');
		expect(fieldsOf(shown)).toEqual(parameters);
		const collection = parameterOf(description, 'options')?.options as INodeProperties[];
		expect(fieldsOf(collection)).toEqual(options);
	});

	it('calls no parameter "operation" or "resource", to which n8n would add its own entry', () => {
		for (const reserved of ['operation', 'resource']) {
			expect(parameterOf(description, reserved)).toBeUndefined();
		}
	});
});

describe('the words people type', () => {
	const found = nodes.flatMap(({ name }) => {
		const { alias } = codexOf(folderOf(name));
		return alias.map((word) => word.toLowerCase());
	});

	it.each([
		...['token', 'login', 'sign in', 'oauth', 'bearer', 'jwt', 'keycloak', 'api key', 'cognito'],
		...['mt4', 'mt5', 'b2copy', 'spryker', 'voipex', 'tradevest', 'redirect', 'seamless'],
	])('%s is an alias of a node', (word) => {
		expect(found).toContain(word);
	});
});

describe('B2COPY Seamless Link', () => {
	it.each([
		['77632289', 'Account 77632289'],
		[77_632_289, 'Account 77632289'],
		['={{ $json.accountId }}', 'Account 7'],
		['={{ $json.nothing }}', ''],
		['', ''],
		[undefined, ''],
	])('for the Account ID %j has the subtitle "%s"', (accountId, shown) => {
		const around = { json: { accountId: '7' }, parameters: { accountId } };
		expect(evaluate(String(seamlessLink.subtitle), around)).toBe(shown);
	});
});

describe('Get Auth Token', () => {
	const { credentials, subtitle, description } = getAuthToken;
	const titles = providerNames.map((name) => ({
		value: name,
		name: fixtures[name].title.replace(/ API$/, ''),
	}));

	it('says what to use instead to call an API', () => {
		expect(description).toContain('HTTP Request with Predefined Credential Type');
	});

	it('has the providers of the registry, in the order of the titles that people read', () => {
		expect(providerNames).toEqual(expect.arrayContaining(promised));
		const read = [...titles].sort((one, other) => one.name.localeCompare(other.name));
		expect(parameterOf(getAuthToken, 'provider')?.options).toEqual(read);
	});

	it('asks for the credential named after the provider, and for no other', () => {
		expect(credentials).toEqual(
			providerNames.map((name) => ({
				name: `${name}Api`,
				required: true,
				displayOptions: { show: { provider: [name] } },
			})),
		);
	});

	it.each(titles)('has $value as "$name" in the subtitle, as in the list', ({ value, name }) => {
		expect(evaluate(String(subtitle), { parameters: { provider: value } })).toBe(name);
	});

	it('offers the refresh token only while the output is simplified', () => {
		const { displayOptions } = parameterOf(getAuthToken, 'includeRefreshToken') ?? {};
		expect(displayOptions).toEqual({ show: { simplify: [true] } });
	});
});
