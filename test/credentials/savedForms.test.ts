import { describe, expect, it } from '@jest/globals';
import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { CustomTokenGrantApi } from '../../credentials/CustomTokenGrantApi.credentials';

const { properties } = new CustomTokenGrantApi();

/** A credential of version 0.1.0, which had no switch, with each field set to what is no default. */
const old = {
	tokenUrl: 'https://auth.example/oauth2/token',
	grantType: 'password',
	username: 'user',
	password: 'custom-password',
	clientId: 'app',
	clientSecret: 'app-secret',
	clientAuthentication: 'header',
	scope: 'read',
	bodyFormat: 'json',
	additionalParameters: { parameter: [{ name: 'audience', value: 'https://api.example' }] },
	usernameParameter: 'email',
	passwordParameter: 'pass',
	sendGrantType: false,
	accessTokenField: 'data.jwt',
	expiresInField: 'data.ttl',
	testUrl: 'https://api.example/me',
	allowUnauthorizedCerts: true,
	allowInsecureHttp: true,
};

/** What n8n makes of stored values when it hands them over, and what its form saves. */
const handedOver = (values: INodeParameters) =>
	NodeHelpers.getNodeParameters(properties, values, true, false, null, null);
const saved = (values: INodeParameters) =>
	NodeHelpers.getNodeParameters(properties, values, false, false, null, null);

describe('a credential that was saved before there was a switch', () => {
	it('is handed over with all its values', () => {
		expect(handedOver(old)).toMatchObject(old);
	});

	it('keeps them when it is opened and saved again', () => {
		expect({ grantType: 'password', ...saved(old) }).toMatchObject(old);
	});
});

describe('the switch', () => {
	const rows = { parameter: [{ name: 'key', value: 'x' }] };
	const filled = {
		...old,
		sendGrantType: true,
		useRefreshToken: false,
		sendTokenAs: 'X-Auth-Token: {token}',
		tokenLifetime: 900,
		oneTimeCodeSecret: 'JBSWY3DP',
		oneTimeCodeParameter: 'otp',
		secretParameters: rows,
		additionalHeaders: { header: [{ name: 'X-Key', value: 'x' }] },
	};

	it.each([true, false])('at %p leaves what is filled in as it is', (showAdvanced) => {
		const values = { ...filled, showAdvanced };
		expect(handedOver(values)).toMatchObject(filled);
		expect(handedOver(saved(values) as INodeParameters)).toMatchObject(filled);
	});

	it.each([true, false])('at %p gives an empty form its standard values', (showAdvanced) => {
		const all = Object.fromEntries(properties.map(({ name, default: value }) => [name, value]));
		const isOfStandard = ({ displayOptions }: INodeProperties) =>
			Object.entries(displayOptions?.show ?? {}).every(
				([name, values]) => name === 'showAdvanced' || values?.includes(all[name] as never),
			);
		const standards = Object.fromEntries(
			properties
				.filter(isOfStandard)
				// Shown once there is a secret.
				.filter(({ name }) => !showAdvanced || name !== 'oneTimeCodeParameter')
				.map(({ name, default: value }) => [name, value]),
		);
		expect(handedOver({ showAdvanced })).toEqual({ ...standards, showAdvanced });
	});
});

describe('a masked value', () => {
	it('is one for n8n, which looks at the last field of a name that is inherited', () => {
		const merged: INodeProperties[] = [];
		NodeHelpers.mergeNodeProperties(merged, properties);
		const value = { name: 'value', typeOptions: { password: true } };
		for (const name of ['additionalHeaders', 'secretParameters']) {
			expect(merged.find((one) => one.name === name)).toMatchObject({
				type: 'fixedCollection',
				options: [{ values: [{ name: 'name' }, value, { name: 'changes' }] }],
			});
		}
	});
});
