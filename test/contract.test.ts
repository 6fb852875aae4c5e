import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import { tokenError, type ErrorCode } from '../core/errors';
import { providers, resolve } from '../core/providers';
import { b2copySeamless } from '../core/seamless/provider';
import { B2copyBackOfficeApi } from '../credentials/B2copyBackOfficeApi.credentials';
import { B2copySeamlessApi } from '../credentials/B2copySeamlessApi.credentials';
import { CustomTokenGrantApi } from '../credentials/CustomTokenGrantApi.credentials';
import { SprykerGlueApi } from '../credentials/SprykerGlueApi.credentials';
import { TradevestApi } from '../credentials/TradevestApi.credentials';
import { VoipexApi } from '../credentials/VoipexApi.credentials';
import { B2copySeamlessLink } from '../nodes/B2copySeamlessLink/B2copySeamlessLink.node';
import { GetAuthToken } from '../nodes/GetAuthToken/GetAuthToken.node';
import manifest from '../package.json';
import { codexOf, pictureOf, readme, sections } from './contract.support.mjs';

/** A field as the contract writes it: its type, then its default, then what else it may be. */
type Field = [
	type: 'string' | 'secret' | 'boolean' | 'options' | 'fixedCollection' | 'hidden',
	standard: unknown,
	options?: string[],
];

/** What every credential has, whatever the provider. */
const shared: Record<string, Field> = {
	allowUnauthorizedCerts: ['boolean', false],
	allowInsecureHttp: ['boolean', false],
};

/**
 * The public contract of the credentials. A new provider is one more row: what people see and what
 * their saved workflows refer to. `provider` is the value in Get Auth Token, for those with a token.
 */
const rows = [
	{
		name: 'b2copyBackOfficeApi',
		credential: new B2copyBackOfficeApi(),
		title: 'B2COPY Back Office API',
		provider: 'b2copyBackOffice',
		fields: { baseUrl: ['string', ''], email: ['string', ''], password: ['secret', ''] },
	},
	{
		name: 'b2copySeamlessApi',
		credential: new B2copySeamlessApi(),
		title: 'B2COPY Seamless API',
		provider: undefined,
		fields: {
			baseUrl: ['string', ''],
			secretKey: ['secret', ''],
			investmentPlatformId: ['string', '1'],
			redirectUrl: ['string', ''],
			secretKeyParameter: ['options', 'secret_key', ['secret_key', 'secrete_key']],
		},
	},
	{
		name: 'sprykerGlueApi',
		credential: new SprykerGlueApi(),
		title: 'Spryker Glue API',
		provider: 'sprykerGlue',
		fields: { baseUrl: ['string', ''], username: ['string', ''], password: ['secret', ''] },
	},
	{
		name: 'voipexApi',
		credential: new VoipexApi(),
		title: 'VoIPEX API',
		provider: 'voipex',
		fields: {
			username: ['string', ''],
			password: ['secret', ''],
			authUrl: ['string', 'https://auth.voipex.io'],
			clientId: ['string', 'api'],
		},
	},
	{
		name: 'tradevestApi',
		credential: new TradevestApi(),
		title: 'Tradevest API',
		provider: 'tradevest',
		fields: {
			environment: ['options', 'test', ['custom', 'pretest', 'production', 'test']],
			authUrl: ['string', ''],
			clientId: ['string', ''],
			clientSecret: ['secret', ''],
			tokenPath: ['string', '/oauth2/token'],
			scope: ['string', ''],
		},
	},
	{
		name: 'customTokenGrantApi',
		credential: new CustomTokenGrantApi(),
		title: 'Custom Token Grant API',
		provider: 'customTokenGrant',
		fields: {
			tokenUrl: ['string', ''],
			grantType: ['options', 'password', ['clientCredentials', 'password']],
			username: ['string', ''],
			password: ['secret', ''],
			clientId: ['string', ''],
			clientSecret: ['secret', ''],
			clientAuthentication: ['options', 'body', ['body', 'header', 'none']],
			scope: ['string', ''],
			bodyFormat: ['options', 'form', ['form', 'json']],
			additionalParameters: ['fixedCollection', {}, ['parameter']],
			usernameParameter: ['string', 'username'],
			passwordParameter: ['string', 'password'],
			sendGrantType: ['boolean', true],
			accessTokenField: ['string', 'access_token'],
			expiresInField: ['string', 'expires_in'],
			useRefreshToken: ['boolean', true],
			testUrl: ['string', ''],
		},
	},
] satisfies Array<{
	name: string;
	credential: unknown;
	title: string;
	provider: string | undefined;
	fields: Record<string, Field>;
}>;

/** The values of Get Auth Token's "Provider", in the order of the alphabet. */
const issuers = rows.flatMap(({ provider }) => provider ?? []).sort();

/** The code of every way to fail. The type makes the list complete, both ways. */
const codes: Record<ErrorCode, true> = {
	invalid_configuration: true,
	insecure_url: true,
	invalid_input: true,
	credentials_rejected: true,
	sign_in_paused: true,
	two_factor_required: true,
	access_denied: true,
	rate_limited: true,
	provider_unavailable: true,
	timeout: true,
	tls_failure: true,
	redirect_refused: true,
	malformed_response: true,
	link_rejected: true,
};

const fileName = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

function fieldOf(property: INodeProperties): Field {
	const type = property.typeOptions?.password ? 'secret' : property.type;
	const options = property.options?.map((option) =>
		'value' in option ? String(option.value) : option.name,
	);
	return [type as Field[0], property.default, ...(options ? [options] : [])] as Field;
}

function fieldsOf(properties: INodeProperties[]): Record<string, Field> {
	return Object.fromEntries(properties.map((property) => [property.name, fieldOf(property)]));
}

const getAuthToken = new GetAuthToken();
const seamlessLink = new B2copySeamlessLink();

function optionOf(node: { description: { properties: INodeProperties[] } }, name: string) {
	return node.description.properties.find((property) => property.name === name);
}

describe.each(rows)('$name', ({ name, credential, title, provider, fields }) => {
	it('has its name, and the name people see', () => {
		expect(credential).toMatchObject({ name, displayName: title });
	});

	it('has the fields that saved credentials hold', () => {
		const visible = credential.properties.filter(({ type }) => type !== 'hidden');
		expect(fieldsOf(visible)).toEqual({ ...fields, ...shared });
	});

	it('has the one hidden, expirable, masked and empty field that makes n8n call it', () => {
		const hidden = credential.properties.filter(({ type }) => type === 'hidden');
		expect(hidden).toEqual([
			expect.objectContaining({ typeOptions: { expirable: true, password: true }, default: '' }),
		]);
	});

	it.each(['preAuthentication', 'authenticate'])('has %s as its own property', (method) => {
		// n8n copies the own properties of a community credential and loses what a class inherits.
		expect(Object.hasOwn(credential, method)).toBe(true);
	});

	it('is tested by a plain GET or its own request, with redirects refused', () => {
		expect(credential.test.request).toMatchObject({ disableFollowRedirect: true });
	});

	it.each(['light', 'dark'] as const)('has a %s icon', (theme) => {
		const { text } = pictureOf('credentials', credential.icon[theme]);
		expect(text).toMatch(/^<svg [^]*<\/svg>\s*$/);
	});

	it('links to its own section of the README', () => {
		const section = title.toLowerCase().replaceAll(' ', '-');
		expect(credential.documentationUrl).toBe(`${manifest.homepage.split('#')[0]}#${section}`);
		expect(sections()).toContain(section);
	});

	it('is in the package', () => {
		expect(manifest.n8n.credentials).toContain(`dist/credentials/${fileName(name)}.credentials.js`);
	});

	it('names every field in messages as the form does, and knows which are secret', () => {
		const known = provider === undefined ? b2copySeamless : resolve(providers[provider]!, {});
		const form = new Map(credential.properties.map((property) => [property.name, property]));
		for (const [field, { label, secret = false }] of Object.entries(known.fields)) {
			expect({ field, label: form.get(field)?.displayName }).toEqual({ field, label });
			expect({ field, secret: form.get(field)?.typeOptions?.password === true }).toEqual({
				field,
				secret,
			});
		}
		const secret = Object.entries(fields).filter(([, [type]]) => type === 'secret');
		for (const [field] of secret) expect(known.fields).toHaveProperty([field, 'secret'], true);
	});
});

describe.each(rows.filter((row) => row.provider !== undefined))('$provider', (row) => {
	it('is a provider of the core, under its own name', () => {
		expect(resolve(providers[row.provider]!, {}).name).toBe(row.provider);
	});

	it('has a credential type named after it', () => {
		expect(row.name).toBe(`${row.provider}Api`);
	});

	it('can be picked in Get Auth Token, which then asks for its credential', () => {
		expect(optionOf(getAuthToken, 'provider')?.options).toContainEqual(
			expect.objectContaining({ value: row.provider }),
		);
		expect(getAuthToken.description.credentials).toContainEqual({
			name: row.name,
			required: true,
			displayOptions: { show: { provider: [row.provider] } },
		});
	});

	it('has a subtitle in Get Auth Token that spells it as the list does', () => {
		const option = optionOf(getAuthToken, 'provider')?.options?.find(
			(candidate) => 'value' in candidate && candidate.value === row.provider,
		);
		expect(getAuthToken.description.subtitle).toContain(`${row.provider}: "${option?.name}"`);
	});
});

describe('the rows', () => {
	it('are all the providers there are', () => {
		expect(Object.keys(providers).sort()).toEqual(issuers);
		expect(getAuthToken.description.credentials).toHaveLength(issuers.length);
		expect(optionOf(getAuthToken, 'provider')?.options).toHaveLength(issuers.length);
	});

	it('are all the credentials in the package', () => {
		expect(manifest.n8n.credentials).toHaveLength(rows.length);
	});
});

describe('the package', () => {
	it('is called what workflows put before the name of a node', () => {
		expect(manifest.name).toBe('n8n-nodes-auth-token');
	});

	it('needs nothing at run time but n8n-workflow', () => {
		expect(manifest).not.toHaveProperty('dependencies');
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it.each(
		Object.entries({
			build: 'gulp',
			lint: 'n8n-node lint',
			typecheck: 'tsc --noEmit',
			test: 'jest',
			sandbox: 'node sandbox/',
			demo: 'node demo/',
			scan: 'node test/scan.mjs',
		}),
	)('has the command %s', (name, part) => {
		expect(manifest.scripts).toHaveProperty(name, expect.stringContaining(part));
	});
});

describe.each([
	{ name: 'getAuthToken', folder: 'GetAuthToken', node: getAuthToken },
	{ name: 'b2copySeamlessLink', folder: 'B2copySeamlessLink', node: seamlessLink },
])('the node $name', ({ name, folder, node }) => {
	it('has its name and is in the package', () => {
		expect(node.description.name).toBe(name);
		expect(manifest.n8n.nodes).toContain(`dist/nodes/${folder}/${folder}.node.js`);
	});

	it('is not a tool: what it gives must not reach a language model', () => {
		expect(node.description).toHaveProperty('usableAsTool', undefined);
	});

	it.each(['light', 'dark'] as const)('has a %s icon', (theme) => {
		const icon = node.description.icon as { light: string; dark: string };
		const { text } = pictureOf(`nodes/${folder}`, icon[theme]);
		expect(text).toMatch(/^<svg [^]*<\/svg>\s*$/);
	});

	it('can be found by what it is for', () => {
		const codex = codexOf(`nodes/${folder}/${folder}`);
		expect(codex).toMatchObject({ node: `${manifest.name}.${name}` });
		expect(codex.alias.length).toBeGreaterThan(0);
		expect(codex.resources).toBeDefined();
	});

	it('calls no parameter "operation" or "resource", to which n8n would add its own entry', () => {
		const names = node.description.properties.map((property) => property.name);
		expect(names).not.toContain('operation');
		expect(names).not.toContain('resource');
	});
});

describe('the parameters of Get Auth Token', () => {
	const { properties } = getAuthToken.description;

	it('are those that saved workflows hold', () => {
		expect(fieldsOf(properties.filter(({ type }) => type !== 'notice'))).toEqual({
			provider: ['options', 'b2copyBackOffice', issuers],
			simplify: ['boolean', true],
			includeRefreshToken: ['boolean', false],
			options: ['collection', {}, ['forceNewToken', 'minimumValidity', 'outputField', 'timeout']],
		});
	});

	it('have options with the standard values of the contract', () => {
		expect(fieldsOf(optionOf(getAuthToken, 'options')?.options as INodeProperties[])).toEqual({
			forceNewToken: ['boolean', false],
			minimumValidity: ['number', 60],
			outputField: ['string', ''],
			timeout: ['number', 30000],
		});
	});

	it('offer the refresh token only while the output is simplified', () => {
		expect(optionOf(getAuthToken, 'includeRefreshToken')?.displayOptions).toEqual({
			show: { simplify: [true] },
		});
	});
});

describe('the parameters of B2COPY Seamless Link', () => {
	const { properties } = seamlessLink.description;

	it('are those that saved workflows hold', () => {
		expect(fieldsOf(properties.filter(({ type }) => type !== 'notice'))).toEqual({
			accountId: ['string', ''],
			investmentPlatformId: ['string', ''],
			options: ['collection', {}, ['includeInputFields', 'maxConcurrency', 'retries', 'timeout']],
		});
		expect(optionOf(seamlessLink, 'accountId')?.required).toBe(true);
	});

	it('have options with the standard values of the contract', () => {
		expect(fieldsOf(optionOf(seamlessLink, 'options')?.options as INodeProperties[])).toEqual({
			includeInputFields: ['boolean', false],
			maxConcurrency: ['number', 50],
			retries: ['number', 2],
			timeout: ['number', 30000],
		});
	});
});

describe('conditional fields', () => {
	it.each([
		[TradevestApi, 'authUrl', { environment: ['custom'] }],
		[CustomTokenGrantApi, 'username', { grantType: ['password'] }],
		[CustomTokenGrantApi, 'password', { grantType: ['password'] }],
		[CustomTokenGrantApi, 'clientId', undefined],
		[CustomTokenGrantApi, 'clientSecret', undefined],
	])('%p shows %s as agreed', (Credential, name, show) => {
		const field = new Credential().properties.find((property) => property.name === name);
		expect(field?.displayOptions?.show).toEqual(show);
	});

	it('an additional parameter has a name and a value', () => {
		const field = new CustomTokenGrantApi().properties.find(
			(property) => property.name === 'additionalParameters',
		);
		expect(field?.typeOptions).toEqual({ multipleValues: true });
		expect(field?.options).toEqual([
			expect.objectContaining({
				name: 'parameter',
				values: [
					expect.objectContaining({ name: 'name', type: 'string' }),
					expect.objectContaining({ name: 'value', type: 'string' }),
				],
			}),
		]);
	});
});

describe('the codes that workflows branch on', () => {
	it.each(Object.keys(codes) as ErrorCode[])('%s', (code) => {
		expect(tokenError(code, 'What happened.', 'What to do.')).toMatchObject({
			errorCode: code,
			message: 'What happened.',
			description: 'What to do.',
		});
	});

	it.each(Object.keys(codes))('%s is explained in the README', (code) => {
		expect(readme()).toContain(`\`${code}\``);
	});

	it.each([...Object.values(providers).map((one) => resolve(one, {})), b2copySeamless])(
		'are the only ones that the rules of $title lead to',
		({ refusals }) => {
			for (const { code } of refusals) expect(codes).toHaveProperty(code);
		},
	);
});
