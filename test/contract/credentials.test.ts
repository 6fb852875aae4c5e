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

const isOfToken = (name: string) => name in tokenCredentials;

/** What every credential has, whatever the provider. */
const sharedFields = (name: string) => ({
	allowUnauthorizedCerts: ['boolean', false],
	allowInsecureHttp: ['boolean', false],
	...(isOfToken(name) && { shareToken: ['boolean', true] }),
});

/** The types that saved workflows refer to: there may be more, and none may go. */
const promised = [
	...['b2copyBackOfficeApi', 'b2copySeamlessApi', 'sprykerGlueApi', 'voipexApi'],
	...['tradevestApi', 'customTokenGrantApi'],
];

const classes = { ...tokenCredentials, b2copySeamless: B2copySeamlessApi };

const rows = [...providerNames, 'b2copySeamless' as const].map((name) => ({
	name,
	Class: classes[name].name,
	credential: new classes[name](),
	...fixtures[name],
}));

const visibleFields = ({ properties }: ICredentialType) =>
	properties.filter(({ type }) => type !== 'hidden');

describe.each(rows)('$title', ({ name, Class, credential, title, fields }) => {
	it('has its type, its class, and the name people see', () => {
		expect(credential).toMatchObject({ name: `${name}Api`, displayName: title });
		expect(Class).toBe(`${name.charAt(0).toUpperCase()}${name.slice(1)}Api`);
	});

	it('has the fields that saved credentials hold', () => {
		const all = { ...fields, ...sharedFields(name) };
		expect(fieldsOf(visibleFields(credential))).toEqual(all);
	});

	it('hides the one expirable field that makes n8n call it and the shared token, both masked', () => {
		const hidden = credential.properties.filter(
			({ type, displayOptions }) => type === 'hidden' && !displayOptions,
		);
		const masked = { default: '', typeOptions: { password: true } };
		const shared = isOfToken(name) ? [{ ...masked, name: 'sharedToken' }] : [];
		const expirable = { ...masked, typeOptions: { password: true, expirable: true } };
		expect(hidden).toHaveLength(shared.length + 1);
		for (const field of [expirable, ...shared]) {
			expect(hidden).toContainEqual(expect.objectContaining(field));
		}
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
		const names = visibleFields(credential).map(({ displayName }) => displayName);
		expect(new Set(explained)).toEqual(new Set(names));
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

it.each(providerNames)('the data of %s names fields that the form has', (name) => {
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

describe('the credentials', () => {
	it('are all those that saved workflows refer to, and no more than the package lists', () => {
		expect(rows.map(({ credential }) => credential.name)).toEqual(expect.arrayContaining(promised));
		expect(manifest.n8n.credentials).toHaveLength(rows.length);
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
});
