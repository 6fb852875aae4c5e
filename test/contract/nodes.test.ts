import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import { B2copySeamlessLink } from '../../nodes/B2copySeamlessLink/B2copySeamlessLink.node';
import { GetAuthToken } from '../../nodes/GetAuthToken/GetAuthToken.node';
import manifest from '../../package.json';
import { evaluate } from '../expression.mjs';
import { fixtures, providerNames } from '../fixtures.mjs';
import { fieldsOf, parameterOf } from './fields';
import { codexOf, mustHavePicture } from './files.mjs';

const getAuthToken = new GetAuthToken().description;
const seamlessLink = new B2copySeamlessLink().description;

/** The values of "Provider" that saved workflows hold: there may be more, and none may go. */
const promised = ['b2copyBackOffice', 'sprykerGlue', 'voipex', 'tradevest', 'customTokenGrant'];

describe.each([
	{ name: 'getAuthToken', folder: 'GetAuthToken', description: getAuthToken },
	{ name: 'b2copySeamlessLink', folder: 'B2copySeamlessLink', description: seamlessLink },
])('the node $name', ({ name, folder, description }) => {
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

	it('can be found by what it is for', () => {
		const codex = codexOf(`nodes/${folder}/${folder}`);
		expect(codex).toMatchObject({ node: `${manifest.name}.${name}` });
		expect(codex.alias.length).toBeGreaterThan(0);
		expect(codex.resources).toBeDefined();
	});

	it('calls no parameter "operation" or "resource", to which n8n would add its own entry', () => {
		const names = description.properties.map((property) => property.name);
		expect(names).not.toContain('operation');
		expect(names).not.toContain('resource');
	});
});

describe('the words people type', () => {
	const found = ['GetAuthToken', 'B2copySeamlessLink'].flatMap((folder) =>
		codexOf(`nodes/${folder}/${folder}`).alias.map((alias) => alias.toLowerCase()),
	);

	it.each([
		...['token', 'login', 'sign in', 'oauth', 'bearer', 'jwt', 'keycloak', 'api key', 'cognito'],
		...['mt4', 'mt5', 'b2copy', 'spryker', 'voipex', 'tradevest', 'redirect', 'seamless'],
	])('%s is an alias of a node', (word) => {
		expect(found).toContain(word);
	});
});

describe('whoever wants to call an API', () => {
	it('reads in the description of Get Auth Token what to use instead', () => {
		expect(getAuthToken.description).toContain('HTTP Request with Predefined Credential Type');
	});
});

describe('the subtitle of B2COPY Seamless Link', () => {
	const { subtitle } = seamlessLink;

	it.each([
		['77632289', 'Account 77632289'],
		[77_632_289, 'Account 77632289'],
		['={{ $json.accountId }}', 'Account 7'],
		['={{ $json.nothing }}', ''],
		['', ''],
		[undefined, ''],
	])('for the Account ID %j is "%s"', (accountId, shown) => {
		const around = { json: { accountId: '7' }, parameters: { accountId } };
		expect(evaluate(String(subtitle), around)).toBe(shown);
	});
});

describe('the providers of Get Auth Token', () => {
	const { properties, credentials, subtitle } = getAuthToken;
	const titles = Object.fromEntries(
		providerNames.map((name) => [name, fixtures[name].title.replace(/ API$/, '')]),
	);

	it('are all that saved workflows hold', () => {
		expect(providerNames).toEqual(expect.arrayContaining(promised));
	});

	it('are those of the registry, in the order of the titles that people read', () => {
		const read = Object.entries(titles).sort(([, one], [, other]) => one.localeCompare(other));
		expect(parameterOf(properties, 'provider')?.options).toEqual(
			read.map(([value, name]) => ({ name, value })),
		);
	});

	it('each ask for the credential named after them, and for no other', () => {
		expect(credentials).toEqual(
			providerNames.map((name) => ({
				name: `${name}Api`,
				required: true,
				displayOptions: { show: { provider: [name] } },
			})),
		);
	});

	it.each(Object.entries(titles))(
		'%s is "%s" in the subtitle, as in the list',
		(provider, title) => {
			expect(evaluate(String(subtitle), { parameters: { provider } })).toBe(title);
		},
	);
});

describe('the parameters of Get Auth Token', () => {
	const { properties } = getAuthToken;

	it('are those that saved workflows hold', () => {
		expect(fieldsOf(properties.filter(({ type }) => type !== 'notice'))).toEqual({
			provider: ['options', 'b2copyBackOffice', providerNames],
			simplify: ['boolean', true],
			includeRefreshToken: ['boolean', false],
			options: ['collection', {}, ['forceNewToken', 'minimumValidity', 'outputField', 'timeout']],
		});
	});

	it('have options with the standard values of the contract', () => {
		const { options } = parameterOf(properties, 'options') ?? {};
		expect(fieldsOf(options as INodeProperties[])).toEqual({
			forceNewToken: ['boolean', false],
			minimumValidity: ['number', 60],
			outputField: ['string', ''],
			timeout: ['number', 30000],
		});
	});

	it('offer the refresh token only while the output is simplified', () => {
		expect(parameterOf(properties, 'includeRefreshToken')?.displayOptions).toEqual({
			show: { simplify: [true] },
		});
	});
});

describe('the parameters of B2COPY Seamless Link', () => {
	const { properties } = seamlessLink;

	it('are those that saved workflows hold', () => {
		expect(fieldsOf(properties.filter(({ type }) => type !== 'notice'))).toEqual({
			accountId: ['string', ''],
			investmentPlatformId: ['string', ''],
			options: ['collection', {}, ['includeInputFields', 'maxConcurrency', 'retries', 'timeout']],
		});
		expect(parameterOf(properties, 'accountId')?.required).toBe(true);
	});

	it('have options with the standard values of the contract', () => {
		const { options } = parameterOf(properties, 'options') ?? {};
		expect(fieldsOf(options as INodeProperties[])).toEqual({
			includeInputFields: ['boolean', false],
			maxConcurrency: ['number', 50],
			retries: ['number', 2],
			timeout: ['number', 30000],
		});
	});
});
