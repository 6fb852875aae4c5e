import { describe, expect, it } from '@jest/globals';

import { behaviour } from './behaviour.mjs';
import { credentialOf } from './words.mjs';
import { getAuthToken, seamlessLink } from './workflows.mjs';
import { useWorld } from './world.mjs';

const world = useWorld();

/** Each credential type and the service of the sandbox that knows it. @type {Array<[string, string]>} */
const types = [
	['b2copyBackOfficeApi', 'b2copy'],
	['sprykerGlueApi', 'spryker'],
	['voipexApi', 'voipex'],
	['tradevestApi', 'tradevest'],
	['customTokenGrantApi', 'spryker'],
	['b2copySeamlessApi', ''],
];

/** What n8n's public API wants at least. @param {string} type */
function minimal(type) {
	const { redirectUrl, ...form } = world.form(type);
	if (type !== 'customTokenGrantApi') return form;
	const { username, password } = world.form('sprykerGlueApi');
	return {
		tokenUrl: `${world.sandbox.url}/spryker/token`,
		grantType: 'password',
		username,
		password,
	};
}

/** Every field that the form has. @param {string} type */
function full(type) {
	const fields = credentialOf(type).properties.filter((property) => property.type !== 'hidden');
	const defaults = fields.map(({ name, default: value }) => [name, value]);
	const rows = { parameter: [{ name: 'tenant', value: 'one' }] };
	return {
		...Object.fromEntries(defaults),
		...minimal(type),
		...(type === 'customTokenGrantApi' && { showAdvanced: true, additionalParameters: rows }),
	};
}

describe.each(types)('a credential of the type %s', (type, provider) => {
	it.each([
		['the least that it needs', minimal],
		['every field', full],
	])("with %s is taken by n8n's public API, passes its test and is used", async (_, formOf) => {
		const data = formOf(type);
		const draft = { name: type, type, data };
		const { id, name } = behaviour.describesConditions
			? await world.n8n.api('/credentials', draft)
			: await world.n8n.ask('POST', '/credentials', draft);
		const credentials = { [type]: { id, name } };
		const tested = await world.n8n.ask('POST', '/credentials/test', {
			credentials: { ...draft, id },
		});
		expect(tested).toEqual({ status: 'OK', message: 'Connection successful!' });

		if (type === 'b2copySeamlessApi') {
			const node = seamlessLink(credentials, { parameters: { accountId: '77632289' } });
			const [{ json }] = (await world.n8n.run([node])).items(node.name);
			expect(await world.sandbox.links()).toContain(json.url);
			return;
		}
		const node = world.whoami(provider, credentials);
		const token = getAuthToken(type.replace(/Api$/, ''), credentials);
		const { items } = await world.n8n.run([node, token]);
		expect(items(node.name)).toMatchObject([{ json: { account: expect.any(String) } }]);
		expect(items(token.name)).toMatchObject([{ json: { source: 'cache' } }]);
		const { requests } = await world.sandbox.log();
		expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});
});
