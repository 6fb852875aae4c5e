import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issued, use, type Form } from './driver';
import { pair } from '../pair.mjs';
import { closedPort, startServer } from './server.mjs';

let plain: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
	plain = await startServer();
});
afterAll(async () => await plain.close());

/** How a sign-in at a server with these options of TLS ends. */
async function signIn(options: object, form: Form) {
	const server = await startServer(options);
	const outcome = await use(server.place(issued), form);
	await server.close();
	return outcome;
}

const insecure = { allowUnauthorizedCerts: true };
const wanting = { requestCert: true, rejectUnauthorized: true };
const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL@SECLEVEL=0' };

describe('TLS', () => {
	it.each([
		['67', {}],
		['67', insecure],
	])('%s: a port that speaks plain http is told by its words: %j', async (_number, form) => {
		const place = plain.place(issued);
		const tokenUrl = place.form.tokenUrl.replace('http:', 'https:');
		const { code, words } = await use(place, { ...form, tokenUrl });
		expect([code, words]).toEqual(['tls_failure', expect.stringContaining('http://')]);
		expect(words).not.toMatch(/Ignore SSL|certificate/);
	});

	it.each<[string, object, RegExp]>([
		['68', wanting, /client certificate/],
		['68+', { ...wanting, maxVersion: 'TLSv1.2' }, /client certificate/],
		['68+', old, /version/],
	])('%s: an alert is told by its words: %j', async (_number, options, cause) => {
		const { code, words } = await signIn(options, insecure);
		expect([code, words]).toEqual(['tls_failure', expect.stringMatching(cause)]);
		// With TLS 1.3 the request is on its way by then.
		expect(words).not.toMatch(/"Ignore SSL|Nothing was sent/);
	});

	it('a client certificate is sent to a server that demands one', async () => {
		const client = { grantType: 'clientCredentials', clientId: 'app' };
		const way = { clientAuthentication: 'tlsClientCertificate', ...pair };
		const form = { ...insecure, ...client, ...way };
		expect(await signIn({ ...wanting, ca: pair.certificate }, form)).toEqual({
			code: 'ok',
			words: '',
		});
		// It closes the connection on one of an issuer that it does not know.
		const { code, words } = await signIn(wanting, form);
		expect([code, words]).toEqual([
			'provider_unavailable',
			expect.stringContaining('"Certificate"'),
		]);
	});

	it('0=: a certificate that nobody knows can be accepted', async () => {
		const { code, words } = await signIn({}, {});
		expect([code, words]).toEqual(['tls_failure', expect.stringContaining('"Ignore SSL')]);
		expect(await signIn({}, insecure)).toEqual({ code: 'ok', words: '' });
	});
});

it.each([
	['69', 'localhost', true],
	['69+', '127.0.0.1', true],
	['69+', '[::1]', true],
	['0=', '127.0.0.2', false],
])('%s: a connection that %s refuses speaks of containers: %s', async (_number, host, isLocal) => {
	const tokenUrl = `https://${host}:${await closedPort()}/token`;
	const { code, words } = await use(plain.place(issued), { tokenUrl });
	expect([code, /container/i.test(words)]).toEqual(['provider_unavailable', isLocal]);
});
