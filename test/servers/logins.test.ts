import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inactive, lifetime, user } from './accounts.mjs';
import { answers, withoutWords, writeAnswers, type Recorded } from './answers.mjs';
import { createClient } from './client';
import {
	type LoginServer,
	startDrfToken,
	startFastapi,
	startSimpleJwt,
	startTemplate,
} from './pythonEndpoints.mjs';

const recorded: Recorded[] = [];
const servers: Array<{ close(): Promise<void> }> = [];

afterAll(async () => {
	await Promise.all(servers.map(async (server) => await server.close()));
});

/** A server to which a person signs in with a username and a password. */
interface Login {
	name: string;
	start(): Promise<LoginServer>;
	/** How its form differs from the one for a standard OAuth server. */
	fields: Record<string, unknown>;
	/** Seconds that a token lives, if it ends. */
	lives: number | null;
	/** What it says to a wrong login, to an account that is not active if it looks, and to a client. */
	toWrongLogin: string;
	toInactive?: string;
	toClient: string;
	/** The body that it does not read, and what the person is told to do. */
	wrongFormat?: { bodyFormat: string; advice: string };
	isThrottled?: boolean;
}

/** How a Django server's form differs from the one for a standard OAuth server. */
const django = { sendGrantType: false, clientAuthentication: 'none' };
const WANTS_USER = 'username: This field is required.';

describe.each<Login>([
	{
		name: 'djangorestframework-simplejwt',
		start: startSimpleJwt,
		fields: { ...django, bodyFormat: 'json', accessTokenField: 'access' },
		lives: lifetime,
		isThrottled: true,
		toWrongLogin: 'No active account found with the given credentials',
		toInactive: 'No active account found with the given credentials',
		toClient: WANTS_USER,
		wrongFormat: { bodyFormat: 'form', advice: '"Body Format"' },
	},
	{
		name: 'DRF token authentication',
		start: startDrfToken,
		fields: {
			...django,
			accessTokenField: 'token',
			sendTokenAs: 'Authorization: Token {token}',
		},
		lives: null,
		isThrottled: true,
		toWrongLogin: 'Unable to log in with provided credentials.',
		toInactive: 'Unable to log in with provided credentials.',
		toClient: WANTS_USER,
	},
	{
		name: 'FastAPI',
		start: startFastapi,
		fields: { clientAuthentication: 'none' },
		lives: lifetime,
		toWrongLogin: 'Incorrect username or password',
		toClient: '"grant_type: ',
		wrongFormat: { bodyFormat: 'json', advice: '"Body Format"' },
	},
	{
		name: "FastAPI's project template",
		start: startTemplate,
		fields: { clientAuthentication: 'none' },
		lives: lifetime,
		toWrongLogin: 'Incorrect email or password',
		toInactive: '"Inactive user"',
		toClient: '"grant_type: ',
		wrongFormat: { bodyFormat: 'json', advice: '"Body Format"' },
	},
])('$name', (login) => {
	const { name, start, fields, lives, toWrongLogin, toInactive, toClient, wrongFormat } = login;
	let server: LoginServer;
	let client: ReturnType<typeof createClient>;

	beforeAll(async () => {
		server = await start();
		servers.push(server);
		client = createClient(name, server, recorded);
	});

	/** The credential, filled in rightly but for what is given. */
	const form = (wrong: Record<string, unknown> = {}) => ({
		tokenUrl: server.tokenUrl,
		username: user.name,
		password: user.password,
		...fields,
		...wrong,
	});
	const attempt = async (wrong: Record<string, unknown>) => await client.use(form(wrong)).get();
	const rejected = (says: string) => ({
		errorCode: 'credentials_rejected',
		message: expect.stringContaining(says),
	});
	const misconfigured = (advice: string) => ({
		errorCode: 'invalid_configuration',
		description: expect.stringContaining(advice),
	});

	describe('password · none', () => {
		it('signs in', async () => {
			const { token } = await attempt({});
			// Some count in whole seconds, and on a clock that goes on.
			expect(Math.abs((token.lifetime ?? 0) - (lives ?? 0))).toBeLessThan(3);
			expect(await server.accepts(token.accessToken)).toBe(true);
		});

		it('calls the API', async () => {
			expect(await client.call(form(), server.apiUrl)).toBe(200);
		});

		if (lives !== null) {
			it('expired', async () => {
				const credential = client.use(form());
				const old = await credential.get();
				await client.advance(lives + 1);
				expect(await server.accepts(old.token.accessToken)).toBe(false);
				const next = await credential.get();
				expect(next.source).toBe('grant');
				expect(await server.accepts(next.token.accessToken)).toBe(true);
			});
		}

		if (lives === null) {
			it('revoked', async () => {
				const credential = client.use(form());
				const old = await credential.get();
				await server.revoke!(old.token.accessToken);
				expect(await server.accepts(old.token.accessToken)).toBe(false);
				await client.advance(11);
				const next = await credential.renew(old);
				expect(await server.accepts(next!.token.accessToken)).toBe(true);
			});
		}

		it('wrong password', async () => {
			await expect(attempt({ password: 'wrong' })).rejects.toMatchObject(rejected(toWrongLogin));
		});

		it('unknown user', async () => {
			await expect(attempt({ username: 'nobody' })).rejects.toMatchObject(rejected(toWrongLogin));
		});

		if (toInactive !== undefined) {
			it('inactive account', async () => {
				const login = { username: inactive.name, password: inactive.password };
				await expect(attempt(login)).rejects.toMatchObject(rejected(toInactive));
			});
		}

		it('field missing', async () => {
			await expect(attempt({ usernameParameter: 'email' })).rejects.toMatchObject(
				misconfigured('"Username Parameter"'),
			);
		});

		if (wrongFormat !== undefined) {
			it('wrong body format', async () => {
				const { bodyFormat, advice } = wrongFormat;
				await expect(attempt({ bodyFormat })).rejects.toMatchObject(misconfigured(advice));
			});
		}

		it('unknown grant', async () => {
			const clientCredentials = {
				grantType: 'clientCredentials',
				sendGrantType: true,
				clientAuthentication: 'body',
				clientId: 'client',
				clientSecret: 'client-secret',
			};
			await expect(attempt(clientCredentials)).rejects.toMatchObject({
				...misconfigured('"Grant Type"'),
				message: expect.stringContaining(toClient),
			});
		});

		it('other slash', async () => {
			const { tokenUrl } = server;
			const other = tokenUrl.endsWith('/') ? tokenUrl.slice(0, -1) : `${tokenUrl}/`;
			await expect(attempt({ tokenUrl: other })).rejects.toMatchObject({
				errorCode: 'redirect_refused',
			});
		});

		if (login.isThrottled) {
			it('throttled', async () => {
				const tokenUrl = server.throttledUrl;
				await expect(attempt({ tokenUrl, password: 'wrong' })).rejects.toMatchObject(
					rejected(toWrongLogin),
				);
				await expect(attempt({ tokenUrl })).rejects.toMatchObject({
					errorCode: 'rate_limited',
					description: expect.stringMatching(/\b3\d{3} seconds/),
				});
				await client.advance(3600);
				const { token } = await attempt({ tokenUrl });
				expect(await server.accepts(token.accessToken)).toBe(true);
			});
		}
	});

	it('takes a client beside the user, whatever it is called', async () => {
		const stranger = {
			clientAuthentication: 'body',
			clientId: 'any',
			clientSecret: 'any-secret',
		};
		const { token } = await attempt({ ...stranger, sendGrantType: true });
		expect(await server.accepts(token.accessToken)).toBe(true);
	});

	if (start === startDrfToken) {
		it('reads JSON as well', async () => {
			const { token } = await attempt({ bodyFormat: 'json' });
			expect(await server.accepts(token.accessToken)).toBe(true);
		});

		it('takes no Bearer token', async () => {
			const sendTokenAs = 'Authorization: Bearer {token}';
			expect(await client.call(form({ sendTokenAs }), server.apiUrl)).toBe(401);
		});

		it('takes a client in the header for a user', async () => {
			const stranger = {
				clientAuthentication: 'header',
				clientId: 'any',
				clientSecret: 'any-secret',
			};
			await expect(attempt(stranger)).rejects.toMatchObject(rejected('Invalid username/password.'));
		});
	}
});

it('keeps what they answered as answers/logins.json had it, and corrects that file', () => {
	const before = answers('logins');
	writeAnswers('logins', recorded);
	expect(withoutWords(recorded)).toEqual(withoutWords(before));
});
