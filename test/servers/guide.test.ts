import { afterAll, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../../sandbox/sandbox.mjs';
import { rowsOf, sectionOf, textOf } from '../markdown.mjs';
import { formOf } from '../recipes/form';
import { createClient, standard } from './client';
import { startOidc } from './endpoints.mjs';
import { closeServers } from './start.mjs';

const guide = textOf('docs/custom-provider.md');
afterAll(closeServers);

/** The credential as n8n has it when somebody follows the guide, for a server on loopback. */
function filledIn(heading: string, url: string): Record<string, unknown> {
	const rows = rowsOf(sectionOf(guide, heading)).slice(2);
	const form = { ...standard, ...formOf(rows) };
	return { ...form, tokenUrl: url + new URL(form.tokenUrl as string).pathname };
}

describe('the guide "My provider is not listed"', () => {
	it('Keycloak', async () => {
		const server = await startOidc();
		const form = filledIn('Keycloak', server.url);
		expect(form.tokenUrl).toBe(server.tokenUrl);
		const { token } = await createClient('Keycloak', server).use(form).get();
		expect(await server.accepts(token.accessToken)).toBe(true);
	});

	it('an audience', async () => {
		const server = await startOidc('/oauth/token');
		const client = createClient('audience', server);
		const form = filledIn('A server that wants an audience, as Auth0 does', server.url);
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
		const sandbox = await startSandbox({ port: 0 });
		const client = createClient('login', { now: Date.now, advance: async () => undefined });
		const form = filledIn('A login endpoint of its own kind', sandbox.url);
		const { token } = await client.use(form).get();
		const headers = { authorization: `Bearer ${token.accessToken}` };
		expect((await fetch(`${sandbox.url}/custom/whoami`, { headers })).ok).toBe(true);
		// The answer tells the time of the end, and the clock of the answer has whole seconds.
		expect(Math.abs(token.lifetime! - 3600)).toBeLessThanOrEqual(1);

		await expect(client.use({ ...form, accessTokenField: 'token' }).get()).rejects.toMatchObject({
			errorCode: 'malformed_response',
			description: expect.stringContaining('"Access Token Field"'),
		});
		await sandbox.close();
	});
});
