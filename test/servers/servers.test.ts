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

/** A credential that is filled in wrongly, and what comes of it, where the server and the way have that. */
type Mistake = [applies: boolean, title: string, wrong: Form, refusal: object];

const those = (mistakes: Mistake[]) =>
	mistakes.flatMap(([applies, ...mistake]) => (applies ? [mistake] : []));

const recorded: Recorded[] = [];

afterAll(closeServers);

const rejected = { errorCode: 'credentials_rejected' };
const misconfigured = { errorCode: 'invalid_configuration' };
const slash = { errorCode: 'redirect_refused' };
const byCode = (providerCode: string) => ({ ...rejected, providerCode });
/** The provider's text is quoted. */
const quotes = (text: string) => ({ message: expect.stringContaining(text) });
/** The person is led to a field of the form. */
const names = (field: string) => ({ description: expect.stringContaining(`"${field}"`) });

const invalid = { username: inactive.name, password: inactive.password };
const otherSlash = ({ tokenUrl }: Endpoint) =>
	tokenUrl.endsWith('/') ? tokenUrl.slice(0, -1) : `${tokenUrl}/`;

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

				const badScope = { ...misconfigured, providerCode: 'invalid_scope' };
				const badGrant = byCode('invalid_grant');
				it.each(
					those([
						[true, 'unknown client', { clientId: 'nobody' }, rejected],
						[true, 'wrong scope', { scope: forbidden }, badScope],
						[isPassword, 'wrong password', { password: 'wrong' }, badGrant],
						[isPassword && isToolkit, 'inactive account', invalid, badGrant],
						[!isPublic, 'wrong secret', { clientSecret: 'wrong' }, rejected],
					]),
				)('%s', async (_title, wrong, refusal) => {
					await expect(client.use(form(wrong)).get()).rejects.toMatchObject(refusal);
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
						const again = grant.refresh!(token.refreshToken!, 10_000);
						await expect(again).rejects.toMatchObject(badGrant);
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

		/** RFC 6749 appendix A.2 allows visible ASCII and the space in a client secret. */
		const notAscii = {
			errorCode: expect.stringMatching(/^(credentials_rejected|invalid_configuration)$/),
		};
		const inHeader = { clientAuthentication: 'header' };
		const odd = { clientId: clients.odd.client_id, clientSecret: clients.odd.client_secret };
		const checkClient = { ...rejected, ...names('Client Authentication') };
		const checkGrant = {
			errorCode: 'access_denied',
			providerCode: 'unauthorized_client',
			...names('Grant Type'),
		};
		const otherGrant = { clientId: clientFor(clients.plain, 'password').client_id };
		it.each(
			those([
				[true, 'wants a form, refuses JSON', { bodyFormat: 'json' }, misconfigured],
				[true, 'an é in the secret', { clientSecret: 'sécret' }, notAscii],
				[true, 'an é in the header', { clientSecret: 'sécret', ...inHeader }, notAscii],
				[!decodesBasic, 'does not decode the header', { ...odd, ...inHeader }, checkClient],
				[isToolkit, 'refuses a client of another grant', otherGrant, checkGrant],
			]),
		)('%s', async (_title, wrong, refusal) => {
			const form = formFor('clientCredentials', 'body', clients.plain);
			await expect(client.use(form(wrong)).get()).rejects.toMatchObject(refusal);
		});

		if (isToolkit) {
			it('redirects to the address with a slash at the end', async () => {
				const form = formFor('clientCredentials', 'body', clients.plain);
				const attempt = client.use(form({ tokenUrl: otherSlash(server) })).get();
				await expect(attempt).rejects.toMatchObject(slash);
			});
		}
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
				const attempt = client.grantOf(form(clientId)).refresh!(refreshToken, 10_000);
				await expect(attempt).rejects.toMatchObject(rejected);
			});
		});

		it.each(['password', 'clientCredentials'])('does not offer the grant %s', async (grantType) => {
			const attempt = client.use({ ...form('demo'), grantType, clientSecret: 'any' }).get();
			await expect(attempt).rejects.toMatchObject({ ...misconfigured, ...names('Grant Type') });
		});
	});
});

/** A server to which a person signs in with a username and a password. */
interface Login {
	name: string;
	start(): Promise<Endpoint>;
	/** How its form differs from the one for a standard OAuth server. */
	fields: Form;
	/** What it says to a wrong login, to an account that is not active if it looks, and to a client. */
	toWrongLogin: string;
	toInactive?: string;
	toClient: string;
	/** The body that it does not read. */
	wrongFormat?: string;
}

/** How a Django server's form differs from the one for a standard OAuth server. */
const django = { sendGrantType: false, clientAuthentication: 'none' };
const [noAccount, unable] = [
	'No active account found with the given credentials',
	'Unable to log in with provided credentials.',
];
const fastapi = {
	fields: { clientAuthentication: 'none' },
	toClient: '"grant_type: ',
	wrongFormat: 'json',
};

describe('Login endpoints', () => {
	describe.each<Login>([
		{
			name: 'djangorestframework-simplejwt',
			start: startSimpleJwt,
			fields: { ...django, bodyFormat: 'json', accessTokenField: 'access' },
			toWrongLogin: noAccount,
			toInactive: noAccount,
			toClient: 'username: This field is required.',
			wrongFormat: 'form',
		},
		{
			name: 'DRF token authentication',
			start: startDrfToken,
			fields: {
				...django,
				accessTokenField: 'token',
				sendTokenAs: 'Authorization: Token {token}',
			},
			toWrongLogin: unable,
			toInactive: unable,
			toClient: 'username: This field is required.',
		},
		{
			...fastapi,
			name: 'FastAPI',
			start: startFastapi,
			toWrongLogin: 'Incorrect username or password',
		},
		{
			...fastapi,
			name: "FastAPI's project template",
			start: startTemplate,
			toWrongLogin: 'Incorrect email or password',
			toInactive: '"Inactive user"',
		},
	])('$name', ({ name, start, fields, toWrongLogin, toInactive, toClient, wrongFormat }) => {
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

			const wrongLogin = { ...rejected, ...quotes(toWrongLogin) };
			const clientCredentials = {
				...stranger,
				grantType: 'clientCredentials',
				sendGrantType: true,
				clientAuthentication: 'body',
			};
			const isInactive = { ...rejected, ...quotes(String(toInactive)) };
			const otherField = { ...misconfigured, ...names('Username Parameter') };
			const otherFormat = { ...misconfigured, ...names('Body Format') };
			const noClients = { ...misconfigured, ...names('Grant Type'), ...quotes(toClient) };
			it.each(
				those([
					[true, 'wrong password', { password: 'wrong' }, wrongLogin],
					[true, 'unknown user', { username: 'nobody' }, wrongLogin],
					[toInactive !== undefined, 'inactive account', invalid, isInactive],
					[true, 'field missing', { usernameParameter: 'email' }, otherField],
					[
						wrongFormat !== undefined,
						'wrong body format',
						{ bodyFormat: wrongFormat },
						otherFormat,
					],
					[true, 'unknown grant', clientCredentials, noClients],
				]),
			)('%s', async (_title, wrong, refusal) => {
				await expect(attempt(wrong)).rejects.toMatchObject(refusal);
			});

			it('other slash', async () => {
				await expect(attempt({ tokenUrl: otherSlash(server) })).rejects.toMatchObject(slash);
			});

			if (isDrf || start === startSimpleJwt) {
				it('throttled', async () => {
					const tokenUrl = server.throttledUrl;
					const first = attempt({ tokenUrl, password: 'wrong' });
					await expect(first).rejects.toMatchObject(wrongLogin);
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
				const inHeader = attempt({ ...stranger, clientAuthentication: 'header' });
				const refusal = { ...rejected, ...quotes('Invalid username/password.') };
				await expect(inHeader).rejects.toMatchObject(refusal);
			});
		}
	});
});

it('keeps what they answered as answers.jsonl had it, and corrects that file', () => {
	const before = readAnswers();
	writeAnswers(recorded);
	expect(readAnswers()).toEqual(before);
});
