import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clients, forbidden, inactive, lifetime, user } from './accounts.mjs';
import { answers, withoutWords, writeAnswers, type Recorded } from './answers.mjs';
import { createClient } from './client';
import { startCognito, startNodeOauth, startOidc } from './endpoints.mjs';
import { clientFor, startToolkit } from './pythonEndpoints.mjs';

const recorded: Recorded[] = [];
const servers: Array<{ close(): Promise<void> }> = [];

afterAll(async () => {
	await Promise.all(servers.map(async (server) => await server.close()));
});

const cases = [
	{ grantType: 'password', clientAuthentication: 'body' },
	{ grantType: 'password', clientAuthentication: 'header' },
	{ grantType: 'password', clientAuthentication: 'none' },
	{ grantType: 'clientCredentials', clientAuthentication: 'body' },
	{ grantType: 'clientCredentials', clientAuthentication: 'header' },
] as const;

const rejected = { errorCode: 'credentials_rejected' };

describe.each([
	{ name: 'oidc-provider', start: startOidc, decodesBasic: true },
	{ name: '@node-oauth/oauth2-server', start: startNodeOauth, decodesBasic: false },
	{ name: 'django-oauth-toolkit', start: startToolkit, decodesBasic: true },
])('$name', ({ name, start, decodesBasic }) => {
	const isToolkit = start === startToolkit;
	let server: Awaited<ReturnType<typeof start>>;
	let client: ReturnType<typeof createClient>;

	/** As the server knows the client that may use the grant. */
	const registered = (client: object, grantType: string) =>
		(isToolkit
			? clientFor(client as typeof clients.plain, grantType)
			: client) as typeof clients.plain;

	beforeAll(async () => {
		server = await start();
		servers.push(server);
		client = createClient(name, server, recorded);
	});

	describe.each(cases)(
		'$grantType · $clientAuthentication',
		({ grantType, clientAuthentication }) => {
			const isPassword = grantType === 'password';
			const isPublic = clientAuthentication === 'none';
			const account = registered(isPublic ? clients.open : clients.plain, grantType);

			/** The credential, filled in rightly but for what is given. */
			const form = (wrong: Record<string, unknown> = {}, chosen = account) => ({
				tokenUrl: server.tokenUrl,
				grantType,
				clientAuthentication,
				clientId: chosen.client_id,
				clientSecret: chosen.client_secret ?? '',
				...(isPassword && { username: user.name, password: user.password }),
				scope: isPassword ? 'openid read' : 'read',
				...wrong,
			});

			it('signs in', async () => {
				const { token, source } = await client.use(form()).get();
				expect(source).toBe('grant');
				// One of the servers counts from before it answers and rounds down.
				expect([lifetime, lifetime - 1]).toContain(token.lifetime);
				expect(await server.accepts(token.accessToken)).toBe(true);
			});

			if (isToolkit) {
				it('calls the API', async () => {
					expect(await client.call(form(), `${server.url}/me/`)).toBe(200);
				});
			}

			it('unknown client', async () => {
				const attempt = client.use(form({ clientId: 'nobody' })).get();
				await expect(attempt).rejects.toMatchObject(rejected);
			});

			it('wrong scope', async () => {
				const attempt = client.use(form({ scope: forbidden })).get();
				await expect(attempt).rejects.toMatchObject({
					errorCode: 'invalid_configuration',
					providerCode: 'invalid_scope',
				});
			});

			it('expired', async () => {
				const credential = client.use(form());
				const old = await credential.get();
				await client.advance(lifetime + 1);
				expect(await server.accepts(old.token.accessToken)).toBe(false);
				const next = await credential.get();
				expect(next.source).toBe(isPassword ? 'refresh' : 'grant');
				expect(await server.accepts(next.token.accessToken)).toBe(true);
			});

			it('revoked', async () => {
				const credential = client.use(form());
				const old = await credential.get();
				await server.revoke(old.token.accessToken, account);
				expect(await server.accepts(old.token.accessToken)).toBe(false);
				await client.advance(11);
				const next = await credential.renew(old);
				expect(next?.token.accessToken).not.toBe(old.token.accessToken);
				expect(await server.accepts(next!.token.accessToken)).toBe(true);
			});

			if (isPassword) {
				it('wrong password', async () => {
					const attempt = client.use(form({ password: 'wrong' })).get();
					await expect(attempt).rejects.toMatchObject({
						...rejected,
						providerCode: 'invalid_grant',
					});
				});

				if (isToolkit) {
					it('inactive account', async () => {
						const login = { username: inactive.name, password: inactive.password };
						const attempt = client.use(form(login)).get();
						await expect(attempt).rejects.toMatchObject({
							...rejected,
							providerCode: 'invalid_grant',
						});
					});
				}

				it('refresh, rotated', async () => {
					const credential = client.use(form());
					const first = await credential.get();
					await client.advance(lifetime);
					const second = await credential.get();
					await client.advance(lifetime);
					const third = await credential.get();
					const used = [first, second, third].map(({ token }) => token.refreshToken);
					expect(new Set(used).size).toBe(3);
					expect([second.source, third.source]).toEqual(['refresh', 'refresh']);
					expect(await server.accepts(third.token.accessToken)).toBe(true);
				});

				it('refresh, reused', async () => {
					const { grant, get } = client.use(form());
					const { token } = await get();
					await grant.refresh!(token.refreshToken!, 10_000);
					await expect(grant.refresh!(token.refreshToken!, 10_000)).rejects.toMatchObject({
						...rejected,
						providerCode: 'invalid_grant',
					});
					// The credential knows nothing of it, is refused in its turn, and signs in again.
					await client.advance(lifetime);
					const next = await get();
					expect(next.source).toBe('grant');
					expect(await server.accepts(next.token.accessToken)).toBe(true);
				});
			}

			if (!isPublic) {
				it('wrong secret', async () => {
					const attempt = client.use(form({ clientSecret: 'wrong' })).get();
					await expect(attempt).rejects.toMatchObject(rejected);
				});
			}

			if (!isPublic && (decodesBasic || clientAuthentication === 'body')) {
				it('odd characters', async () => {
					const { token } = await client.use(form({}, registered(clients.odd, grantType))).get();
					expect(await server.accepts(token.accessToken)).toBe(true);
				});
			}
		},
	);

	if (!decodesBasic) {
		it('does not decode the header, so an odd id or secret is refused there', async () => {
			const attempt = client.use({
				tokenUrl: server.tokenUrl,
				grantType: 'clientCredentials',
				clientAuthentication: 'header',
				clientId: clients.odd.client_id,
				clientSecret: clients.odd.client_secret,
			});
			await expect(attempt.get()).rejects.toMatchObject({
				...rejected,
				description: expect.stringContaining('"Client Authentication"'),
			});
		});
	}

	if (isToolkit) {
		it('redirects to the address with a slash at the end', async () => {
			const attempt = client.use({
				tokenUrl: server.tokenUrl.slice(0, -1),
				grantType: 'clientCredentials',
				clientId: registered(clients.plain, 'clientCredentials').client_id,
				clientSecret: clients.plain.client_secret,
			});
			await expect(attempt.get()).rejects.toMatchObject({
				errorCode: 'redirect_refused',
			});
		});

		const wrongGrant = (grantType: string, other: string) => ({
			tokenUrl: server.tokenUrl,
			grantType,
			username: user.name,
			password: user.password,
			clientId: registered(clients.plain, other).client_id,
			clientSecret: clients.plain.client_secret,
		});

		it.each([
			['password', 'clientCredentials'],
			['clientCredentials', 'password'],
		])('refuses the grant %s to a client of the grant %s', async (grantType, other) => {
			const attempt = client.use(wrongGrant(grantType, other)).get();
			await expect(attempt).rejects.toMatchObject({
				errorCode: 'access_denied',
				providerCode: 'unauthorized_client',
				description: expect.stringContaining('"Grant Type"'),
			});
		});
	}

	it.each(['body', 'header'])('takes no é in a client secret, in the %s', async (place) => {
		// RFC 6749 appendix A.2 allows visible ASCII and the space.
		const attempt = client.use({
			tokenUrl: server.tokenUrl,
			grantType: 'clientCredentials',
			clientAuthentication: place,
			clientId: registered(clients.plain, 'clientCredentials').client_id,
			clientSecret: 'sécret',
		});
		await expect(attempt.get()).rejects.toMatchObject({
			errorCode: expect.stringMatching(/^(credentials_rejected|invalid_configuration)$/),
		});
	});

	it('wants a form, and refuses JSON', async () => {
		const attempt = client.use({
			tokenUrl: server.tokenUrl,
			grantType: 'clientCredentials',
			clientId: registered(clients.plain, 'clientCredentials').client_id,
			clientSecret: clients.plain.client_secret,
			bodyFormat: 'json',
		});
		await expect(attempt.get()).rejects.toMatchObject({ errorCode: 'invalid_configuration' });
	});
});

describe('cognito-local', () => {
	let server: Awaited<ReturnType<typeof startCognito>>;
	let client: ReturnType<typeof createClient>;

	beforeAll(async () => {
		server = await startCognito();
		servers.push(server);
		client = createClient('cognito-local', server, recorded);
	});

	const form = (clientId: string) => ({
		tokenUrl: server.tokenUrl,
		username: 'asa@example.com',
		password: user.password,
		clientId,
		clientAuthentication: 'none',
	});

	describe('refresh · none', () => {
		it('refresh, kept', async () => {
			const { clientId, refreshToken } = await server.signUp();
			const issued = await client.grantOf(form(clientId)).refresh!(refreshToken, 10_000);
			expect(issued).toMatchObject({ lifetime: 3600 });
			expect(issued).not.toHaveProperty('refreshToken');
			expect(await server.accepts(issued.accessToken)).toBe(true);
		});

		it('unknown client', async () => {
			const { refreshToken } = await server.signUp();
			const attempt = client.grantOf(form('nobody')).refresh!(refreshToken, 10_000);
			await expect(attempt).rejects.toMatchObject(rejected);
		});

		it('refresh, unknown token', async () => {
			const { clientId } = await server.signUp();
			const attempt = client.grantOf(form(clientId)).refresh!('unknown', 10_000);
			await expect(attempt).rejects.toMatchObject(rejected);
		});
	});

	it.each(['password', 'clientCredentials'])('does not offer the grant %s', async (grantType) => {
		const attempt = client.use({ ...form('demo'), grantType, clientSecret: 'any' }).get();
		await expect(attempt).rejects.toMatchObject({
			errorCode: 'invalid_configuration',
			description: expect.stringContaining('"Grant Type"'),
		});
	});
});

it('keeps what they answered as answers/servers.json had it, and corrects that file', () => {
	const before = answers('servers');
	writeAnswers('servers', recorded);
	expect(withoutWords(recorded)).toEqual(withoutWords(before));
});
