import { describe, expect, it } from '@jest/globals';
import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { tokenCredentials } from '../../credentials/registry';
import { fieldsOf } from './fields';

describe('conditional fields', () => {
	const { customTokenGrant } = tokenCredentials;

	it.each([
		['clientId', ['body', 'header', 'none']],
		['clientSecret', ['body', 'header']],
	])('Custom Token Grant shows one %s, of several, with the client in %p', (name, places) => {
		const variants = new customTokenGrant().properties.filter(
			(property) => property.name === name && property.type !== 'hidden',
		);
		const shown = (values: INodeParameters) =>
			variants.filter((one) => NodeHelpers.displayParameter(values, one, null, null)).length;
		for (const grantType of ['password', 'clientCredentials']) {
			for (const clientAuthentication of ['body', 'header', 'none']) {
				const values = { showAdvanced: true, grantType, clientAuthentication };
				const count = places.includes(clientAuthentication) ? 1 : 0;
				expect({ ...values, count: shown(values) }).toEqual({ ...values, count });
			}
		}
		expect(new Set(variants.map((one) => JSON.stringify(fieldsOf([one])))).size).toBe(1);
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
