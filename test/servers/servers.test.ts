import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clients, forbidden, inactive, lifetime, user } from './accounts.mjs';
import { readAnswers, writeAnswers, type Recorded } from './answers.mjs';
import { createClient } from './client';
import {
	clientFor,
	type Endpoint,
	startCognito,
	startDrfToken,
	startFastapi,
	startNodeOauth,
	startOidc,
	startSimpleJwt,
	startTemplate,
	startToolkit,
} from './endpoints.mjs';
import { closeServers } from './start.mjs';

type Form = Record<string, unknown>;
type Client = ReturnType<typeof createClient>;

/** A credential that is filled in wrongly, where the server and the way have that. */
type Mistake = [applies: boolean, title: string, wrong: Form];

const those = (mistakes: Mistake[]) =>
	mistakes.flatMap(([applies, ...mistake]) => (applies ? [mistake] : []));

const known = readAnswers();
const recorded: Recorded[] = [];

afterAll(closeServers);

const invalid = { username: inactive.name, password: inactive.password };
const otherSlash = ({ tokenUrl }: Endpoint) =>
	tokenUrl.endsWith('/') ? tokenUrl.slice(0, -1) : `${tokenUrl}/`;

/** Is refused, with the answer and the code that answers.jsonl has. */
async function expectRefusal(attempt: Promise<unknown>) {
	await expect(attempt).rejects.toHaveProperty('errorCode');
	expect(known).toContainEqual(recorded.at(-1));
}

/** Signs in, and the server accepts the token. */
async function expectToken(server: Endpoint, result: ReturnType<ReturnType<Client['use']>['get']>) {
	const { token, source } = await result;
	expect(await server.accepts(token.accessToken)).toBe(true);
	return { token, source };
}

/** A token that has ended, or was revoked, is followed by one that the server accepts. */
async function expectNext(server: Endpoint, client: Client, form: Form, end: 'expired' | Form) {
	const credential = client.use(form);
	const old = await credential.get();
	if (end === 'expired') await server.advance(lifetime + 1);
	else await server.revoke!(old.token.accessToken, end as Record<string, string>);
	expect(await server.accepts(old.token.accessToken)).toBe(false);
	if (end !== 'expired') await server.advance(11);
	const next = end === 'expired' ? await credential.get() : await credential.renew(old);
	expect(next!.token.accessToken).not.toBe(old.token.accessToken);
	expect(await server.accepts(next!.token.accessToken)).toBe(true);
	return next!;
}

const ways = [
	{ grantType: 'password', clientAuthentication: 'body' },
	{ grantType: 'password', clientAuthentication: 'header' },
	{ grantType: 'password', clientAuthentication: 'none' },
	{ grantType: 'clientCredentials', clientAuthentication: 'body' },
	{ grantType: 'clientCredentials', clientAuthentication: 'header' },
] as const;

describe('OAuth servers', () => {
	describe.each([
		{ name: 'oidc-provider', start: startOidc, decodesBasic: true },
		{ name: '@node-oauth/oauth2-server', start: startNodeOauth, decodesBasic: false },
		{ name: 'django-oauth-toolkit', start: startToolkit, decodesBasic: true },
	])('$name', ({ name, start, decodesBasic }) => {
		const isToolkit = name === 'django-oauth-toolkit';
		let server: Endpoint;
		let client: Client;

		beforeAll(async () => {
			server = await start();
			client = createClient(name, server, recorded);
		});

		/** As the server knows the client that may use the grant. */
		const registered = (one: Record<string, string>, grantType: string): Record<string, string> =>
			isToolkit ? clientFor(one, grantType) : one;

		/** The credential, filled in rightly but for what is given. */
		function formFor(grantType: string, clientAuthentication: string, one: object) {
			const { client_id, client_secret = '' } = registered({ ...one }, grantType);
			return (wrong: Form = {}): Form => ({
				tokenUrl: server.tokenUrl,
				grantType,
				clientAuthentication,
				clientId: client_id,
				clientSecret: client_secret,
				...(grantType === 'password' && { username: user.name, password: user.password }),
				scope: grantType === 'password' ? 'openid read' : 'read',
				...wrong,
			});
		}

		describe.each(ways)(
			'$grantType · $clientAuthentication',
			({ grantType, clientAuthentication }) => {
				const isPassword = grantType === 'password';
				const isPublic = clientAuthentication === 'none';
				const account = isPublic ? clients.open : clients.plain;
				const form = formFor(grantType, clientAuthentication, account);

				it('signs in', async () => {
					const { token, source } = await expectToken(server, client.use(form()).get());
					expect(source).toBe('grant');
					// One of the servers counts from before it answers and rounds down.
					expect([lifetime, lifetime - 1]).toContain(token.lifetime);
				});

				if (name !== 'oidc-provider') {
					it('calls the API', async () => {
						expect(await client.call(form(), server.apiUrl!)).toBe(200);
					});
				}

				it.each(
					those([
						[true, 'unknown client', { clientId: 'nobody' }],
						[true, 'wrong scope', { scope: forbidden }],
						[isPassword, 'wrong password', { password: 'wrong' }],
						[isPassword && isToolkit, 'inactive account', invalid],
						[!isPublic, 'wrong secret', { clientSecret: 'wrong' }],
					]),
				)('%s', async (_title, wrong) => {
					await expectRefusal(client.use(form(wrong)).get());
				});

				it('expired', async () => {
					const { source } = await expectNext(server, client, form(), 'expired');
					expect(source).toBe(isPassword ? 'refresh' : 'grant');
				});

				it('revoked', async () => {
					await expectNext(server, client, form(), registered({ ...account }, grantType));
				});

				if (isPassword) {
					it('refresh, rotated', async () => {
						const credential = client.use(form());
						const results: Array<Awaited<ReturnType<typeof credential.get>>> = [];
						for (let use = 0; use < 3; use++) {
							results.push(await credential.get());
							await server.advance(lifetime);
						}
						const used = results.map(({ token }) => token.refreshToken);
						expect(new Set(used).size).toBe(3);
						expect(results.map(({ source }) => source)).toEqual(['grant', 'refresh', 'refresh']);
					});

					it('refresh, reused', async () => {
						const { grant, get } = client.use(form());
						const { token } = await get();
						await grant.refresh!(token.refreshToken!, 10_000);
						await expectRefusal(grant.refresh!(token.refreshToken!, 10_000));
						// The credential has not heard of it, is refused in its turn, and signs in again.
						await server.advance(lifetime);
						expect((await expectToken(server, get())).source).toBe('grant');
					});
				}

				if (!isPublic && (decodesBasic || clientAuthentication === 'body')) {
					it('odd characters', async () => {
						const odd = formFor(grantType, clientAuthentication, clients.odd);
						await expectToken(server, client.use(odd()).get());
					});
				}
			},
		);

		const inHeader = { clientAuthentication: 'header' };
		const odd = { clientId: clients.odd.client_id, clientSecret: clients.odd.client_secret };
		it.each(
			those([
				[true, 'wants a form, refuses JSON', { bodyFormat: 'json' }],
				// RFC 6749 appendix A.2 allows visible ASCII and the space in a client secret.
				[true, 'an é in the secret', { clientSecret: 'sécret' }],
				[true, 'an é in the header', { clientSecret: 'sécret', ...inHeader }],
				[!decodesBasic, 'does not decode the header', { ...odd, ...inHeader }],
				[
					isToolkit,
					'refuses a client of another grant',
					{ clientId: clientFor(clients.plain, 'password').client_id },
				],
				[isToolkit, 'redirects to the address with a slash', { tokenUrl: 'other' }],
			]),
		)('%s', async (_title, wrong) => {
			const form = formFor('clientCredentials', 'body', clients.plain)(wrong);
			const tokenUrl = form.tokenUrl === 'other' ? otherSlash(server) : server.tokenUrl;
			await expectRefusal(client.use({ ...form, tokenUrl }).get());
		});
	});

	describe('cognito-local', () => {
		let server: Awaited<ReturnType<typeof startCognito>>;
		let client: Client;

		beforeAll(async () => {
			server = await startCognito();
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

			it.each([
				['unknown client', { clientId: 'nobody' }],
				['refresh, unknown token', { refreshToken: 'unknown' }],
			])('%s', async (_title, wrong) => {
				const { clientId, refreshToken } = { ...(await server.signUp()), ...wrong };
				await expectRefusal(client.grantOf(form(clientId)).refresh!(refreshToken, 10_000));
			});
		});

		it.each(['password', 'clientCredentials'])('does not offer the grant %s', async (grantType) => {
			await expectRefusal(client.use({ ...form('demo'), grantType, clientSecret: 'any' }).get());
		});
	});
});

/** A server to which a person signs in with a username and a password. */
interface Login {
	name: string;
	start(): Promise<Endpoint>;
	/** How its form differs from the one for a standard OAuth server. */
	fields: Form;
	/** It looks whether an account is active. */
	knowsInactive?: boolean;
	/** The body that it does not read. */
	wrongFormat?: string;
}

/** How a Django server's form differs from the one for a standard OAuth server. */
const django = { sendGrantType: false, clientAuthentication: 'none' };
const fastapi = { fields: { clientAuthentication: 'none' }, wrongFormat: 'json' };
const drf = { ...django, accessTokenField: 'token', sendTokenAs: 'Authorization: Token {token}' };

describe('Login endpoints', () => {
	describe.each<Login>([
		{
			name: 'djangorestframework-simplejwt',
			start: startSimpleJwt,
			fields: { ...django, bodyFormat: 'json', accessTokenField: 'access' },
			...{ knowsInactive: true, wrongFormat: 'form' },
		},
		{ name: 'DRF token authentication', start: startDrfToken, fields: drf, knowsInactive: true },
		{ ...fastapi, name: 'FastAPI', start: startFastapi },
		{ ...fastapi, name: "FastAPI's project template", start: startTemplate, knowsInactive: true },
	])('$name', ({ name, start, fields, knowsInactive = false, wrongFormat }) => {
		const isDrf = start === startDrfToken;
		const stranger = { clientId: 'any', clientSecret: 'any-secret' };
		let server: Endpoint;
		let client: Client;

		beforeAll(async () => {
			server = await start();
			client = createClient(name, server, recorded);
		});

		/** The credential, filled in rightly but for what is given. */
		const form = (wrong: Form = {}): Form => ({
			tokenUrl: server.tokenUrl,
			username: user.name,
			password: user.password,
			...fields,
			...wrong,
		});
		const attempt = async (wrong: Form = {}) => await client.use(form(wrong)).get();

		describe('password · none', () => {
			it('signs in', async () => {
				const { token } = await expectToken(server, attempt());
				// Some count in whole seconds, and on a clock that goes on.
				expect(Math.abs((token.lifetime ?? 0) - (isDrf ? 0 : lifetime))).toBeLessThan(3);
			});

			it('calls the API', async () => {
				expect(await client.call(form(), server.apiUrl!)).toBe(200);
			});

			it(isDrf ? 'revoked' : 'expired', async () => {
				const { source } = await expectNext(server, client, form(), isDrf ? {} : 'expired');
				expect(source).toBe('grant');
			});

			const clientCredentials = {
				...stranger,
				...{ grantType: 'clientCredentials', sendGrantType: true, clientAuthentication: 'body' },
			};
			it.each(
				those([
					[true, 'wrong password', { password: 'wrong' }],
					[true, 'unknown user', { username: 'nobody' }],
					[knowsInactive, 'inactive account', invalid],
					[true, 'field missing', { usernameParameter: 'email' }],
					[wrongFormat !== undefined, 'wrong body format', { bodyFormat: wrongFormat }],
					[true, 'unknown grant', clientCredentials],
				]),
			)('%s', async (_title, wrong) => {
				await expectRefusal(attempt(wrong));
			});

			it('other slash', async () => {
				await expectRefusal(attempt({ tokenUrl: otherSlash(server) }));
			});

			if (isDrf || start === startSimpleJwt) {
				it('throttled', async () => {
					const tokenUrl = server.throttledUrl;
					await expectRefusal(attempt({ tokenUrl, password: 'wrong' }));
					await expect(attempt({ tokenUrl })).rejects.toMatchObject({
						errorCode: 'rate_limited',
						retryAfter: expect.closeTo(3570, -2),
					});
					await server.advance(3600);
					await expectToken(server, attempt({ tokenUrl }));
				});
			}
		});

		it('takes a client beside the user, whatever it is called', async () => {
			const beside = { ...stranger, clientAuthentication: 'body', sendGrantType: true };
			await expectToken(server, attempt(beside));
		});

		if (isDrf) {
			it('reads JSON as well', async () => {
				await expectToken(server, attempt({ bodyFormat: 'json' }));
			});

			it('takes no Bearer token', async () => {
				const sendTokenAs = 'Authorization: Bearer {token}';
				expect(await client.call(form({ sendTokenAs }), server.apiUrl!)).toBe(401);
			});

			it('takes a client in the header for a user', async () => {
				await expectRefusal(attempt({ ...stranger, clientAuthentication: 'header' }));
			});
		}
	});
});

it('keeps what they answered as answers.jsonl had it, and corrects that file', () => {
	writeAnswers(recorded);
	expect(readAnswers()).toEqual(known);
});
