import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { pair } from '../../pair.mjs';
import { refusalOf } from '../support';
import { keys, open, pemOf, signingForm } from './signing';

const NOW = Date.UTC(2026, 0, 1) / 1000;
const TOKEN_URL = 'https://auth.example/oauth2/token';
const CLIENT_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const claimsOf = { iss: 'app', sub: 'app', aud: TOKEN_URL, iat: NOW, exp: NOW + 45 };

beforeEach(() => void jest.useFakeTimers({ now: NOW * 1000, doNotFake: ['setTimeout'] }));
afterEach(() => void jest.useRealTimers());

/** What a server makes of an assertion: its header and claims, if its signature is right. */
async function verify(assertion: string | undefined, key: KeyObject = keys.rsa) {
	const { protectedHeader, payload } = await jwtVerify(assertion ?? '', createPublicKey(key), {
		currentDate: new Date(Date.now()),
	});
	return { header: protectedHeader, claims: payload };
}

describe.each([
	['RS256', 'rsa', keys.rsa],
	['PS256', 'rsa', keys.rsa],
	['ES256', 'p256', keys.p256],
	['EdDSA', 'ed25519', keys.ed25519],
])('an assertion signed with %s', (signingAlgorithm, _kind, key) => {
	it.each(['clientCredentials', 'password', 'jwtBearer'])(
		'is right with the grant %s',
		async (grantType) => {
			const form = { grantType, signingAlgorithm, privateKey: pemOf(key) };
			const { grant, parameters } = open(signingForm(form));
			await grant.signIn(1000);
			const { client_id, client_assertion, client_assertion_type, assertion } = parameters();
			expect([client_id, client_assertion_type]).toEqual(['app', CLIENT_TYPE]);
			for (const one of [client_assertion, ...(assertion ? [assertion] : [])]) {
				const { header, claims } = await verify(one, key);
				expect(header).toEqual({ alg: signingAlgorithm, typ: 'JWT' });
				expect(claims).toEqual({
					...claimsOf,
					jti: expect.stringMatching(/^[\da-f-]{36}$/),
					...(one === assertion && { sub: undefined }),
				});
			}
		},
	);
});

const claim = (name: string, value: unknown) => ({ name, value });
const google = {
	type: 'service_account',
	...{ private_key: pemOf(keys.rsa), private_key_id: 'kid-1', client_email: 'n8n@example.iam' },
	token_uri: 'https://oauth2.example/token',
};
const bearer = { grantType: 'jwtBearer', clientAuthentication: 'none' };
const named = { assertionAudience: 'host.example', assertionIssuer: 'me', assertionSubject: 'you' };
const rows = [claim('scope', 'a b'), claim('https://api.example/roles', ['x']), claim('n', 0)];

/** The assertion of a sign-in with this form: of the grant, or else of the client. */
async function signIn(change: object) {
	const { grant, parameters } = open(signingForm(change));
	await grant.signIn(1000);
	return parameters().assertion ?? parameters().client_assertion ?? '';
}

it.each<[string, object, object]>([
	['of a client names what the form does', named, { aud: 'host.example', iss: 'me', sub: 'you' }],
	['of a grant names what the form does', { ...bearer, ...named }, { iss: 'me', sub: 'you' }],
	[
		'has more claims, whose types stay',
		{ additionalClaims: { claim: rows } },
		{ scope: 'a b', 'https://api.example/roles': ['x'], n: 0 },
	],
	[
		'goes by a key file of Google',
		{ ...bearer, clientId: '', privateKey: JSON.stringify(google) },
		{ iss: google.client_email, aud: google.token_uri },
	],
	[
		'goes by the form rather than by that file',
		{ ...bearer, ...named, privateKey: JSON.stringify(google) },
		{ iss: 'me', aud: 'host.example' },
	],
])('an assertion %s', async (_, change, claims) => {
	const verified = await verify(await signIn(change));
	expect(verified.claims).toMatchObject(claims);
});

describe('the header of an assertion', () => {
	const ec = { ...pair, signingAlgorithm: 'ES256' };

	it.each([
		['the Key ID', { keyId: ' kid-2 ' }, 'kid-2'],
		['that of a key file', { privateKey: JSON.stringify(google) }, 'kid-1'],
		['no key', {}, undefined],
	])('names %s', async (_, change, kid) => {
		expect(decodeProtectedHeader(await signIn(change)).kid).toBe(kid);
	});

	it('has the thumbprint of the certificate', async () => {
		const digest = new X509Certificate(pair.certificate).fingerprint256.replaceAll(':', '');
		const header = decodeProtectedHeader(await signIn(ec));
		expect(Buffer.from(String(header['x5t#S256']), 'base64url').toString('hex')).toBe(
			digest.toLowerCase(),
		);
	});
});

describe('each request has an assertion of its own', () => {
	it('a second sign-in, a second try and a refresh, by the clock of the server', async () => {
		const date = new Date((NOW + 300) * 1000).toUTCString();
		const { grant, parameters } = open(signingForm(), { headers: { date } });
		await grant.signIn(1000);
		await grant.signIn(1000);
		await grant.refresh?.('def', 1000);
		const all = await Promise.all(
			[0, 1, 2].map(async (index) => {
				const payload = parameters(index).client_assertion!.split('.')[1]!;
				return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
			}),
		);
		expect(new Set(all.map(({ jti }) => jti)).size).toBe(3);
		expect(all.map(({ iat }) => iat)).toEqual([NOW, NOW + 300, NOW + 300]);
	});

	it('the assertion of a grant is no part of a refresh', async () => {
		const { grant, parameters } = open(signingForm(bearer));
		await grant.refresh?.('def', 1000);
		expect(parameters()).toEqual({
			...{ grant_type: 'refresh_token', refresh_token: 'def', client_id: 'app' },
		});
	});
});

it('a client that has a secret too sends it beside the assertion of the grant', async () => {
	const secret = { clientAuthentication: 'body', clientSecret: 'app-secret', scope: 'read' };
	const { grant, parameters } = open(signingForm({ ...bearer, ...secret }));
	await grant.signIn(1000);
	expect(parameters()).toMatchObject({
		grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
		...{ client_id: 'app', client_secret: 'app-secret', scope: 'read' },
	});
});

describe('a key is refused that the algorithm does not take', () => {
	it.each([
		[
			'RS256',
			keys.p256,
			'an RSA key of 2048 bits or more',
			'Set "Signing Algorithm" to ES256 (under "Show Advanced Fields"), or enter another key.',
		],
		['RS256', keys.small, 'an RSA key of 2048 bits or more', 'Enter another key.'],
		['PS256', keys.ed25519, 'an RSA key of 2048 bits or more', 'to EdDSA'],
		['ES256', keys.rsa, 'an EC key on the curve P-256', 'to RS256'],
		['ES256', keys.p384, 'an EC key on the curve P-256', 'Enter another key.'],
		['EdDSA', keys.x25519, 'an Ed25519 key', 'Enter another key.'],
	])('%s with %p needs %s', async (signingAlgorithm, key, needs, todo) => {
		const form = signingForm({ signingAlgorithm, privateKey: pemOf(key) });
		const { errorCode, message, description } = await refusalOf(() => open(form));
		expect([errorCode, message]).toEqual([
			'invalid_configuration',
			`The key in "Private Key" cannot sign with ${signingAlgorithm}, which needs ${needs}.`,
		]);
		expect(description).toContain(todo);
	});
});

it.each([
	['a grant', { ...bearer, clientId: '' }],
	[
		'a client beside it',
		{ ...bearer, ...named, clientId: '', clientAuthentication: 'privateKeyJwt' },
	],
])('an assertion of %s that nobody issues is refused', async (_, change) => {
	expect(await refusalOf(() => open(signingForm(change)))).toMatchObject({
		errorCode: 'invalid_configuration',
		message: 'The signed assertion has no issuer, because the field "Client ID" is empty.',
		description:
			'Fill in "Client ID" or, if the server expects another issuer, "Assertion Issuer" (under "Show Advanced Fields").',
	});
});

it.each(['none', 'HS256', 'rs256', '', null, ['RS256']])(
	'an algorithm that an expression gives is refused if it is %j',
	async (signingAlgorithm) => {
		expect(await refusalOf(() => open(signingForm({ signingAlgorithm })))).toMatchObject({
			errorCode: 'invalid_configuration',
			message: '"Signing Algorithm" has a value that is not in its list.',
		});
	},
);

describe('Additional Claims', () => {
	it.each([
		['"exp" is set automatically', [claim('exp', 9e9)]],
		['"iss" is set automatically', [claim(' iss ', 'other')]],
		['"__proto__" is set automatically', [claim('__proto__', { exp: 1 })]],
		['"scope" is there twice', [claim('scope', 'a'), claim('scope', 'b')]],
	])('%s', async (what, rows) => {
		const form = signingForm({ additionalClaims: { claim: rows } });
		expect(await refusalOf(() => open(form))).toMatchObject({
			errorCode: 'invalid_configuration',
			message: `In "Additional Claims", ${what}.`,
		});
	});
});
