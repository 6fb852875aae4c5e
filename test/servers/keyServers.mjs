/** Servers that know their clients by keys: what is registered there, and what they say to a wrong one. */
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../demo/n8n.mjs';
import { httpRequest } from '../faults/wire.mjs';
import { clients } from './accounts.mjs';
import { startOidc } from './endpoints.mjs';
import { ask } from './program.mjs';
import { open, servers } from './real.mjs';
import { closeServers } from './start.mjs';

/** @typedef {Record<string, unknown>} Form */

/**
 * @typedef {object} KeyServer
 * @property {string} title
 * @property {string} version
 * @property {string[]} ways of `forms`
 * @property {Array<[way: string, title: string, wrong: Form, named: string[], code?: string]>} refused wrong fields, and
 *   those that the message names
 * @property {() => Promise<Registered>} start
 *
 * @typedef {object} Registered
 * @property {string} tokenUrl
 * @property {string} [secureUrl] where clients are asked for a certificate
 * @property {(token: string, way: string) => Promise<{ active: boolean, cnf?: object }>} introspect
 * @property {() => Promise<void>} close
 */

/** @param {string} name */
const file = (name) => join(process.cwd(), 'test', 'servers', 'tls', `${name}.pem`);
/** One CA, which is the server too, and two clients. @param {string} name */
const pem = (name) => readFileSync(file(name), 'utf8');

/** @type {Record<string, import('node:crypto').KeyObject>} */
const keys = {
	RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
	PS256: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
	ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
	EdDSA: generateKeyPairSync('ed25519').privateKey,
};
const algorithms = Object.keys(keys);
const subject = 'CN=client, OU=Robots, O=Example, C=DE';
const bearer = { issuer: 'https://issuer.example', subject: 'svc-n8n' };
/** As a server answers introspection (RFC 7662). @type {(url: string, form: object) => Promise<any>} */
const introspect = async (url, form) =>
	await httpRequest({
		...{ method: 'POST', url, body: new URLSearchParams({ ...form }).toString(), json: true },
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		skipSslCertificateValidation: true,
	});

/** @param {string} algorithm */
const signed = (algorithm) => ({
	...{ grantType: 'clientCredentials', clientId: algorithm, signingAlgorithm: algorithm },
	clientAuthentication: 'privateKeyJwt',
	privateKey: String(keys[algorithm]?.export({ type: 'pkcs8', format: 'pem' })),
});
/** @param {string} name */
const certified = (name) => ({ privateKey: pem(`${name}.key`), certificate: pem(`${name}.cert`) });

/** The filled-in forms, but for the token URL. @type {Record<string, Form>} */
export const forms = {
	...Object.fromEntries(algorithms.map((algorithm) => [algorithm, signed(algorithm)])),
	'client certificate': {
		...{ grantType: 'clientCredentials', clientId: 'certificate', ...certified('client') },
		...{ clientAuthentication: 'tlsClientCertificate', allowUnauthorizedCerts: true },
	},
	'JWT bearer': {
		...{ ...signed('RS256'), grantType: 'jwtBearer' },
		...{ assertionIssuer: bearer.issuer, assertionSubject: bearer.subject },
	},
};
export const WAYS = Object.keys(forms);

const wrongKey = { privateKey: signed('PS256').privateKey };
const wrongAudience = { assertionAudience: 'https://other.example' };
const otherAlgorithm = { signingAlgorithm: 'PS256' };
const otherCertificate = certified('other');
/** Of a CA that the server does not know. */
const ownCertificate = certified('own');

/** The public key of an algorithm as a server is told it (RFC 7517). @param {string} alg @param {object} [more] */
const jwk = (alg, more) => ({
	...createPublicKey(keys[alg] ?? '').export({ format: 'jwk' }),
	...{ alg, use: 'sig', ...more },
});
/** Clients in the terms of RFC 7591. @param {string[]} algs */
const registered = (algs) =>
	algs.map((alg) => ({
		...{ client_id: alg, token_endpoint_auth_method: 'private_key_jwt' },
		...{ token_endpoint_auth_signing_alg: alg, jwks: { keys: [jwk(alg, { kid: alg })] } },
	}));

const { dependencies } = JSON.parse(
	readFileSync(join(process.cwd(), 'test', 'servers', 'apps', 'package.json'), 'utf8'),
);

/** @type {KeyServer} */
const oidc = {
	title: 'oidc-provider',
	version: dependencies['oidc-provider'],
	ways: [...algorithms, 'client certificate'],
	refused: [
		['RS256', 'another key', wrongKey, ['Private Key', 'Client ID']],
		['RS256', 'another audience', wrongAudience, ['Assertion Audience']],
		['RS256', 'another client', { clientId: 'PS256' }, ['Client ID']],
		['RS256', 'another algorithm', otherAlgorithm, ['Signing Algorithm']],
		['client certificate', 'another CA', ownCertificate, ['Certificate']],
		['client certificate', 'another certificate', otherCertificate, ['Client ID', 'Certificate']],
	],
	async start() {
		const tls = { key: pem('server.key'), cert: pem('server.cert'), ca: pem('server.cert') };
		const client = {
			...{ client_id: 'certificate', grant_types: ['client_credentials'] },
			...{ token_endpoint_auth_method: 'tls_client_auth' },
			...{ tls_client_auth_subject_dn: subject, tls_client_certificate_bound_access_tokens: true },
		};
		const plain = await startOidc(undefined, registered(algorithms));
		const secure = await startOidc(undefined, [client], tls);
		return {
			...{ tokenUrl: plain.tokenUrl, secureUrl: secure.tokenUrl },
			introspect: async (token, way) => {
				const { tokenUrl } = way === 'client certificate' ? secure : plain;
				return await introspect(`${tokenUrl}/introspect`, { ...clients.api, token });
			},
			close: closeServers,
		};
	},
};

/** @param {string} name of a file in `real/` */
const find = (name) => servers.filter((server) => server.name === name);

/** @type {KeyServer[]} */
const keycloak = find('keycloak').map((server) => ({
	...server,
	ways: [...algorithms, 'client certificate'],
	refused: [
		['RS256', 'another key', wrongKey, ['Private Key', 'Signing Algorithm']],
		['RS256', 'another audience', wrongAudience, ['Assertion Audience']],
		['RS256', 'another key ID', { keyId: 'other' }, ['Key ID']],
		['RS256', 'another algorithm', otherAlgorithm, ['Signing Algorithm']],
		['client certificate', 'another CA', ownCertificate, ['Certificate'], 'tls_failure'],
		['client certificate', 'another certificate', otherCertificate, ['Client ID', 'Certificate']],
	],
	async start() {
		const port = await freePort();
		const https = [
			...[`--https-port=${port}`, `--https-certificate-file=${file('server.cert')}`],
			`--https-certificate-key-file=${file('server.key')}`,
			`--https-trust-store-file=${file('server.cert')}`,
		];
		/** @type {any} */
		const running = await open({
			...server,
			start: async (place) => await server.start({ ...place, ...{ https } }),
		});
		const shared = {
			serviceAccountsEnabled: true,
			protocolMappers: [
				{
					...{ name: 'API', protocol: 'openid-connect', protocolMapper: 'oidc-audience-mapper' },
					config: { 'included.client.audience': 'n8n', 'access.token.claim': 'true' },
				},
			],
		};
		for (const alg of algorithms) {
			const attributes = {
				...{ 'token.endpoint.auth.signing.alg': alg, 'use.jwks.string': 'true' },
				'jwks.string': JSON.stringify({ keys: [jwk(alg, { kid: alg })] }),
			};
			const client = { ...shared, clientId: alg, clientAuthenticatorType: 'client-jwt' };
			await running.manage('/clients', { ...client, attributes });
		}
		await running.manage('/clients', {
			...{ ...shared, clientId: 'certificate', clientAuthenticatorType: 'client-x509' },
			attributes: {
				'x509.subjectdn': subject,
				'tls.client.certificate.bound.access.tokens': 'true',
			},
		});
		const tokenPath = '/realms/demo/protocol/openid-connect/token';
		const tokenUrl = running.url + tokenPath;
		const secureUrl = `https://127.0.0.1:${port}${tokenPath}`;
		const client = { client_id: 'n8n', client_secret: 'Right-secret-1' };
		return {
			...{ tokenUrl, secureUrl, close: running.close },
			introspect: async (token, way) => {
				const url = way === 'client certificate' ? secureUrl : tokenUrl;
				return await introspect(`${url}/introspect`, { ...client, token });
			},
		};
	},
}));

/** @type {KeyServer[]} */
const hydra = find('hydra').map((server) => ({
	...server,
	ways: ['RS256', 'PS256', 'ES256', 'JWT bearer'],
	refused: [
		['RS256', 'another key', wrongKey, ['Private Key']],
		['RS256', 'another audience', wrongAudience, ['Assertion Audience']],
		['RS256', 'another algorithm', otherAlgorithm, ['Signing Algorithm']],
		['JWT bearer', 'another key', wrongKey, ['Private Key']],
		['JWT bearer', 'another issuer', { assertionIssuer: 'other' }, ['Assertion Issuer']],
	],
	async start() {
		/** @type {any} */
		const { url, adminUrl, close } = await open(server);
		const grants = ['client_credentials', 'urn:ietf:params:oauth:grant-type:jwt-bearer'];
		for (const client of registered(['RS256', 'PS256', 'ES256'])) {
			await ask(`${adminUrl}/clients`, { ...client, grant_types: grants });
		}
		await ask(`${adminUrl}/trust/grants/jwt-bearer/issuers`, {
			...{ ...bearer, scope: [], jwk: jwk('RS256', { kid: 'trusted' }) },
			expires_at: new Date(Date.now() + 86_400_000).toISOString(),
		});
		return {
			...{ tokenUrl: `${url}/oauth2/token`, close },
			introspect: async (token) => await introspect(`${adminUrl}/oauth2/introspect`, { token }),
		};
	},
}));

/** Those of this run. */
export const keyServers = [oidc, ...keycloak, ...hydra];
