import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from './client';
import { startOidc } from './endpoints.mjs';
import { closeServers } from './start.mjs';

const keys = {
	RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
	PS256: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
	ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
	EdDSA: generateKeyPairSync('ed25519').privateKey,
};

/** What `oidc-provider` knows of a client that signs with each of the algorithms. */
const clients = Object.entries(keys).map(([alg, key]) => ({
	client_id: alg,
	token_endpoint_auth_method: 'private_key_jwt',
	token_endpoint_auth_signing_alg: alg,
	jwks: { keys: [{ ...createPublicKey(key).export({ format: 'jwk' }), alg, use: 'sig' }] },
}));

afterAll(closeServers);

describe('oidc-provider, with a private key', () => {
	let server: Awaited<ReturnType<typeof startOidc>>;
	beforeAll(async () => {
		server = await startOidc(undefined, clients);
	});

	const signIn = async (algorithm: keyof typeof keys, wrong: object = {}) => {
		const form = {
			...{ tokenUrl: server.tokenUrl, grantType: 'clientCredentials', clientId: algorithm },
			...{ clientAuthentication: 'privateKeyJwt', signingAlgorithm: algorithm, scope: 'read' },
			privateKey: keys[algorithm].export({ type: 'pkcs8', format: 'pem' }),
		};
		return await createClient('oidc-provider', server)
			.use({ ...form, ...wrong })
			.get();
	};

	it.each(Object.keys(keys) as Array<keyof typeof keys>)(
		'signs in by %s, again and again',
		async (algorithm) => {
			for (let time = 0; time < 2; time++) {
				const { token } = await signIn(algorithm);
				expect(await server.accepts(token.accessToken)).toBe(true);
			}
		},
	);

	it.each([
		['another key', { privateKey: keys.PS256.export({ type: 'pkcs8', format: 'pem' }) }],
		['another audience', { assertionAudience: 'https://other.example' }],
		['another client', { clientId: 'PS256' }],
	])('refuses %s', async (_, wrong) => {
		await expect(signIn('RS256', wrong)).rejects.toMatchObject({
			errorCode: 'credentials_rejected',
		});
	});
});
