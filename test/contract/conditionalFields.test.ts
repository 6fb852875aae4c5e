import { describe, expect, it } from '@jest/globals';
import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { tokenCredentials } from '../../credentials/registry';
import { fieldsOf } from './fields';

describe('conditional fields', () => {
	const { customTokenGrant } = tokenCredentials;

	const keys = ['privateKeyJwt', 'tlsClientCertificate'];
	const ways = ['body', 'header', 'none', ...keys];

	it.each<[name: string, places: string[], grants?: string[]]>([
		['clientId', ways],
		['clientSecret', ['body', 'header']],
		['privateKey', keys, ['jwtBearer']],
		['certificate', keys, ['jwtBearer']],
		['assertionAudience', ['privateKeyJwt'], ['jwtBearer']],
	])(
		'Custom Token Grant shows one %s, of several, with the client in %p, or the grant %p',
		(name, places, grants = []) => {
			const variants = new customTokenGrant().properties.filter(
				(property) => property.name === name && property.type !== 'hidden',
			);
			const shown = (values: INodeParameters) =>
				variants.filter((one) => NodeHelpers.displayParameter(values, one, null, null)).length;
			for (const grantType of ['password', 'clientCredentials', 'jwtBearer']) {
				for (const clientAuthentication of ways) {
					const values = { showAdvanced: true, grantType, clientAuthentication };
					const isShown = places.includes(clientAuthentication) || grants.includes(grantType);
					const count = isShown ? 1 : 0;
					expect({ ...values, count: shown(values) }).toEqual({ ...values, count });
				}
			}
			expect(new Set(variants.map((one) => JSON.stringify(fieldsOf([one])))).size).toBe(1);
		},
	);

	it.each([
		['a secret', {}, ['clientId', 'clientSecret']],
		['a private key', { clientAuthentication: 'privateKeyJwt' }, ['clientId', 'privateKey']],
		[
			'a TLS certificate',
			{ clientAuthentication: 'tlsClientCertificate' },
			['clientId', 'privateKey', 'certificate'],
		],
		['the JWT bearer grant', { grantType: 'jwtBearer' }, ['clientId', 'privateKey']],
		[
			'a private key beside the login of a user',
			{ grantType: 'password', clientAuthentication: 'privateKeyJwt' },
			['username', 'password', 'clientId', 'privateKey'],
		],
	])('a client with %s sees few fields while the advanced ones are hidden', (_, choice, fields) => {
		const { properties } = new customTokenGrant();
		const defaults = Object.fromEntries(properties.map((one) => [one.name, one.default]));
		const values = { ...defaults, grantType: 'clientCredentials', ...choice } as INodeParameters;
		const shown = properties.filter(
			(one) => one.type !== 'hidden' && NodeHelpers.displayParameter(values, one, null, null),
		);
		const around = (client: string[]) => [
			'tokenUrl',
			'grantType',
			...client,
			'testUrl',
			'showAdvanced',
		];
		expect(shown.map(({ name }) => name)).toEqual(around(fields));
	});

	it('all of a client come after Client Authentication, without others between them', () => {
		const { properties } = new customTokenGrant();
		const values = { showAdvanced: true, grantType: 'password', clientAuthentication: 'body' };
		const shown = properties
			.filter((one) => NodeHelpers.displayParameter(values, one, null, null))
			.map(({ name }) => name);
		const client = ['clientAuthentication', 'clientId', 'clientSecret'];
		expect(shown.slice(shown.indexOf('clientAuthentication')).slice(0, 3)).toEqual(client);
	});

	it('a list has no hint, which n8n would not show', () => {
		const lists = new customTokenGrant().properties.filter(
			({ type }) => type === 'fixedCollection',
		);
		expect(lists.map(({ hint }) => hint).filter(Boolean)).toEqual([]);
	});

	it('an additional parameter has a name and a value', () => {
		const field = new customTokenGrant().properties.find(
			(property) => property.name === 'additionalParameters',
		);
		expect(field?.typeOptions).toEqual({ multipleValues: true });
		const value = (name: string, type = 'string'): unknown =>
			expect.objectContaining({ name, type });
		const values = [value('name'), value('value'), value('changes', 'boolean')];
		const parameter = { name: 'parameter', values };
		expect(field?.options).toEqual([expect.objectContaining(parameter)]);
	});
});
