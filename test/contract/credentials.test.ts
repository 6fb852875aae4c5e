import { describe, expect, it } from '@jest/globals';
import type { ICredentialType } from 'n8n-workflow';
import { fieldNames } from '../../core/form/fields';
import { resolveProvider } from '../../core/provider';
import { B2copySeamlessApi } from '../../credentials/B2copySeamlessApi.credentials';
import { tokenCredentials } from '../../credentials/registry';
import manifest from '../../package.json';
import { fixtures, providerNames } from '../fixtures.mjs';
import { rowsOf } from '../markdown.mjs';
import { fieldsOf } from './fields';
import { credentialFiles, must, mustBeExplained, mustHavePicture, readme } from './files.mjs';

/** What every credential has, whatever the provider. */
const shared = {
	allowUnauthorizedCerts: ['boolean', false],
	allowInsecureHttp: ['boolean', false],
};

/** What every credential of a token has besides. */
const ofToken = { shareToken: ['boolean', true] };

/** The types that saved workflows refer to: there may be more, and none may go. */
const promised = [
	'b2copyBackOfficeApi',
	'b2copySeamlessApi',
	'sprykerGlueApi',
	'voipexApi',
	'tradevestApi',
	'customTokenGrantApi',
];

const classes = { ...tokenCredentials, b2copySeamless: B2copySeamlessApi };

const rows = [...providerNames, 'b2copySeamless' as const].map((name) => ({
	name,
	Class: classes[name].name,
	credential: new classes[name](),
	...fixtures[name],
}));

const isOfToken = (name: string) => name in tokenCredentials;

const hiddenFields = ({ properties }: ICredentialType) =>
	properties.filter(({ type }) => type === 'hidden');

describe.each(rows)('$title', ({ name, Class, credential, title, fields }) => {
	it('has its type, its class, and the name people see', () => {
		expect(credential).toMatchObject({ name: `${name}Api`, displayName: title });
		expect(Class).toBe(`${name.charAt(0).toUpperCase()}${name.slice(1)}Api`);
	});

	it('has the fields that saved credentials hold', () => {
		const visible = credential.properties.filter(({ type }) => type !== 'hidden');
		const all = { ...fields, ...shared, ...(isOfToken(name) && ofToken) };
		expect(fieldsOf(visible)).toEqual(all);
	});

	it('has the one expirable, masked and empty field that makes n8n call it', () => {
		const expirable = hiddenFields(credential).filter(({ typeOptions }) => typeOptions?.expirable);
		expect(expirable).toEqual([
			expect.objectContaining({ typeOptions: { expirable: true, password: true }, default: '' }),
		]);
	});

	it('hides nothing else but the shared token, masked and empty', () => {
		const others = hiddenFields(credential).filter(
			({ typeOptions, displayOptions }) => !typeOptions?.expirable && !displayOptions,
		);
		const typeOptions = { password: true };
		expect(others).toEqual(
			isOfToken(name)
				? [expect.objectContaining({ name: 'sharedToken', typeOptions, default: '' })]
				: [],
		);
	});

	it.each(['preAuthentication', 'authenticate'])('has %s as its own property', (method) => {
		// n8n copies the own properties of a community credential and loses what a class inherits.
		expect(Object.hasOwn(credential, method)).toBe(true);
	});

	it('is tested by a plain GET or its own request, with redirects refused', () => {
		expect(credential.test.request).toMatchObject({ disableFollowRedirect: true });
	});

	it.each(['light', 'dark'] as const)('has a %s icon', (theme) => {
		mustHavePicture('credentials', credential.icon[theme]);
	});

	it('is explained on a page of its own, field by field', () => {
		const page = mustBeExplained(name, title);
		const [, , ...documented] = rowsOf(page);
		const explained = documented.flatMap(([fields]) => fields!.split(', '));
		const visible = credential.properties.filter(({ type }) => type !== 'hidden');
		expect(new Set(explained)).toEqual(new Set(visible.map(({ displayName }) => displayName)));
	});

	it('links to its documentation', () => {
		const [repository] = manifest.homepage.split('#');
		const page = `${repository}/blob/main/docs/credentials/${name}.md`;
		const section = `${repository}#${title.toLowerCase().replaceAll(' ', '-')}`;
		expect([page, section]).toContain(credential.documentationUrl);
		if (credential.documentationUrl === section) expect(readme()).toContain(`\n### ${title}\n`);
	});

	it('is in the package', () => {
		const file = `dist/credentials/${Class}.credentials.js`;
		must(
			manifest.n8n.credentials.includes(file),
			`Add "${file}" to "n8n.credentials" in package.json.`,
		);
	});
});

describe('what people need while they type', () => {
	it.each([
		['b2copyBackOffice', 'baseUrl', /without \/api/],
		['b2copyBackOffice', 'email', /Two-factor authentication/],
		['b2copySeamless', 'baseUrl', /without \/api/],
		['b2copySeamless', 'secretKey', /System > Settings > Side Auth/],
		['b2copySeamless', 'investmentPlatformId', /Not tested on saving/],
		['b2copySeamless', 'redirectUrl', /Not tested on saving/],
		['sprykerGlue', 'baseUrl', /without \/token/],
		['sprykerGlue', 'username', /not a customer/],
		['voipex', 'username', /one-time code/],
		['tradevest', 'clientId', /Each environment/],
	])('in the form of %s, at %s, stands there without a click', (name, field, words) => {
		const { credential } = rows.find((row) => row.name === name)!;
		const property = credential.properties.find((one) => one.name === field);
		expect(property?.hint).toMatch(words);
	});
});

describe.each(providerNames)('the data of %s', (name) => {
	it('names fields that the form has', () => {
		const Credential = tokenCredentials[name];
		const { properties } = new Credential();
		const provider = resolveProvider(Credential.definition, fixtures[name].form);
		for (const field of fieldNames(provider)) {
			must(
				properties.some((property) => property.name === field),
				`Add the field ${field} to ${Credential.name}, or take it out of the provider's data.`,
			);
		}
	});
});

describe('the credentials', () => {
	it('are all those that saved workflows refer to', () => {
		expect(rows.map(({ credential }) => credential.name)).toEqual(expect.arrayContaining(promised));
	});

	it('are all in the registry, but for the one that holds no token', () => {
		for (const file of credentialFiles()) {
			must(
				rows.some(({ Class }) => Class === file),
				`Add ${file} to credentials/registry.ts, in the order of the titles.`,
			);
		}
	});

	it('are in the registry in the order of their titles', () => {
		const titles = providerNames.map((name) => fixtures[name].title);
		expect(titles).toEqual([...titles].sort((one, other) => one.localeCompare(other)));
	});

	it('are all that the package lists', () => {
		expect(manifest.n8n.credentials).toHaveLength(rows.length);
	});
});
