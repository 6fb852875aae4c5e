import { afterAll, describe, expect, it } from '@jest/globals';
import { CustomTokenGrantApi } from '../../credentials/CustomTokenGrantApi.credentials';
import { createClient, standard } from './client';
import { startOidc } from './endpoints.mjs';
import { exampleBelow, startLogin } from './guide.mjs';
import { closeServers } from './start.mjs';

const { properties } = new CustomTokenGrantApi();
afterAll(closeServers);

/** What a cell of the guide means in the form: an option by its name, a switch, a pair, or text. */
function valueOf(label: string, cell: string): [string, unknown] {
	const property = properties.find(({ displayName }) => displayName === label);
	if (property === undefined) throw new Error(`The form has no field "${label}".`);
	const [first, second] = [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text);
	const option = property.options?.find(({ name }) => name === first);
	const value = {
		options: option !== undefined && 'value' in option ? option.value : undefined,
		boolean: first === 'on',
		fixedCollection: { parameter: [{ name: first, value: second }] },
		string: first,
	}[property.type as string];
	if (value === undefined) throw new Error(`"${label}" cannot be ${cell}.`);
	return [property.name, value];
}

/** The credential as n8n has it when somebody follows the guide, for a server on loopback. */
function formOf(heading: string, url: string): Record<string, unknown> {
	const filled = Object.entries(exampleBelow(heading)).map(([label, cell]) => valueOf(label, cell));
	const form = { ...standard, ...Object.fromEntries(filled) };
	return { ...form, tokenUrl: url + new URL(form.tokenUrl as string).pathname };
}

describe('the guide "My provider is not listed"', () => {
	it('Keycloak', async () => {
		const server = await startOidc();
		const form = formOf('Keycloak', server.url);
		expect(form.tokenUrl).toBe(server.tokenUrl);
		const { token } = await createClient('Keycloak', server).use(form).get();
		expect(await server.accepts(token.accessToken)).toBe(true);
	});

	it('an audience', async () => {
		const server = await startOidc('/oauth/token');
		const client = createClient('audience', server);
		const form = formOf('A server that wants an audience, as Auth0 does', server.url);
		const { token } = await client.use(form).get();
		expect(await server.introspect(token.accessToken)).toMatchObject({
			active: true,
			aud: 'https://api.example.com/',
		});

		const plain = await client.use({ ...form, additionalParameters: {} }).get();
		expect(await server.introspect(plain.token.accessToken)).not.toHaveProperty('aud');

		const additionalParameters = { parameter: [{ name: 'audience', value: 'https://other/' }] };
		await expect(client.use({ ...form, additionalParameters }).get()).rejects.toMatchObject({
			errorCode: 'invalid_configuration',
			description: expect.stringContaining('"Additional Parameters"'),
		});
	});

	it('a login endpoint of its own kind', async () => {
		const server = await startLogin();
		const client = createClient('login', server);
		const form = formOf('A login endpoint of its own kind', server.url);
		const { token } = await client.use(form).get();
		expect(await server.accepts(token.accessToken)).toBe(true);
		// The answer tells the time of the end, and the clock of the answer has whole seconds.
		expect(Math.abs(token.lifetime! - 3600)).toBeLessThanOrEqual(1);

		await expect(client.use({ ...form, accessTokenField: 'token' }).get()).rejects.toMatchObject({
			errorCode: 'malformed_response',
			description: expect.stringContaining('"Access Token Field"'),
		});
		await server.close();
	});
});
