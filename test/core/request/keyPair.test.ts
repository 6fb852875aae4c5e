import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { pair } from '../../pair.mjs';
import { printed } from '../../secrets.mjs';
import { createGrant } from '../../../core/createGrant';
import { tokenCredentials } from '../../../credentials/registry';
import { refusalOf } from '../support';
import { keys, open, pemOf, publicPem, signingForm } from './signing';

const pem = pemOf(keys.rsa);
const { certificate } = pair;
const ec = { signingAlgorithm: 'ES256', ...pair };
const blockOf = (label: string, body = 'AAAA') =>
	`-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`;
const encrypted = generateKeyPairSync('ec', {
	namedCurve: 'P-256',
	privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
	publicKeyEncoding: { type: 'spki', format: 'pem' },
}).privateKey;

describe('a private key is read as people paste it', () => {
	const sec1 = { signingAlgorithm: 'ES256', privateKey: pemOf(keys.p256, 'sec1') };
	const parameters = blockOf('EC PARAMETERS', 'BggqhkjOPQMBBw==');

	it.each<[string, object]>([
		['PKCS#8', { privateKey: pem }],
		['PKCS#1', { privateKey: pemOf(keys.rsa, 'pkcs1') }],
		['SEC1', sec1],
		['SEC1 after its parameters', { ...sec1, privateKey: `${parameters}\n${sec1.privateKey}` }],
		['after its certificate', { ...ec, privateKey: certificate + pair.privateKey }],
		['without line breaks', { privateKey: pem.replaceAll('\n', '') }],
		['with \\n', { privateKey: pem.trim().replaceAll('\n', '\\n') }],
		['with spaces', { privateKey: pem.replaceAll('\n', ' ') }],
		[
			'with line breaks of Windows and space around it',
			{ privateKey: `\t ${pem.replaceAll('\n', '\r\n')} ` },
		],
		['in a JSON file', { privateKey: JSON.stringify({ private_key: pem }, null, 2) }],
		[
			'in a JSON file that lost its start',
			{ privateKey: JSON.stringify({ private_key: pem }).slice(5) },
		],
		[
			'with its certificate, without line breaks',
			{ ...ec, certificate: certificate.replaceAll('\n', ' ') },
		],
	])('%s', (_, change) => {
		expect(() => open(signingForm(change))).not.toThrow();
	});
});

const PASTE =
	'Paste the whole file, from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----, or a JSON key file of Google.';

describe('what is no private key is refused before anything is sent', () => {
	it.each([
		['is empty', ' ', 'Fill in "Private Key"'],
		['is no private key in PEM format', 's3cret', PASTE],
		['is no private key in PEM format', pem.slice(0, -30), PASTE],
		['is no private key in PEM format', JSON.stringify({ private_key: 7 }), PASTE],
		['holds a private key that is damaged', blockOf('PRIVATE KEY'), PASTE],
		['holds a private key that is damaged', pem.replace(/[A-Za-z\d]{9}\n/, '\n'), PASTE],
		['holds a public key', publicPem(keys.rsa), `The server has that one. ${PASTE}`],
		['holds a certificate', certificate, `Enter that in "Certificate". ${PASTE}`],
		[
			'is in the format of OpenSSH',
			blockOf('OPENSSH PRIVATE KEY'),
			'Convert a copy with ssh-keygen -p -m PKCS8 -f <copy>, and paste the new file.',
		],
		[
			'is encrypted with a passphrase',
			encrypted,
			'Decrypt it, for example with openssl pkcs8 -in key.pem -out plain.pem, and paste the new file.',
		],
		['is encrypted with a passphrase', blockOf('RSA PRIVATE KEY', 'Proc-Type: 4,ENCRYPTED'), ''],
	])('%s', async (what, privateKey, todo) => {
		const { errorCode, message, description } = await refusalOf(() =>
			open(signingForm({ privateKey })),
		);
		expect([errorCode, message]).toEqual([
			'invalid_configuration',
			expect.stringMatching(`"Private Key" ${what}.`),
		]);
		expect(description).toContain(todo);
	});
});

describe('a certificate is refused that', () => {
	it.each([
		['is no certificate in PEM format', publicPem(keys.rsa), 'to -----END CERTIFICATE-----.'],
		['holds a certificate that is damaged', blockOf('CERTIFICATE'), 'Paste the whole file, from'],
		[
			'holds a private key',
			certificate + pair.privateKey,
			'Enter the key in "Private Key", which is masked, and here only the certificate. Everybody who could read this field has seen the key: replace it.',
		],
		['does not belong to "Private Key"', certificate, 'Enter the two of one pair.'],
	])('%s', async (what, text, todo) => {
		const form = signingForm({ certificate: text });
		const { errorCode, message, description } = await refusalOf(() => open(form));
		expect([errorCode, message]).toEqual(['invalid_configuration', `"Certificate" ${what}.`]);
		expect(description).toContain(todo);
	});
});

it('a client with a TLS certificate sends its ID, and key and certificate with the connection', async () => {
	const { grant, sent, parameters } = open(
		signingForm({ ...pair, clientAuthentication: 'tlsClientCertificate' }),
	);
	await grant.signIn(1000);
	expect(parameters()).toEqual({ grant_type: 'client_credentials', client_id: 'app' });
	expect(sent[0]!.tls).toEqual({ key: pair.privateKey, cert: certificate });
});

it('a client with a TLS certificate is refused where there is no TLS', async () => {
	const tokenUrl = 'http://localhost/token';
	const form = signingForm({ ...pair, clientAuthentication: 'tlsClientCertificate', tokenUrl });
	expect(await refusalOf(() => open(form))).toMatchObject({
		errorCode: 'invalid_configuration',
		message: 'A client certificate needs HTTPS, and the URL in "Token URL" starts with http://.',
		description: 'Use https://, or change "Client Authentication" (under "Show Advanced Fields").',
	});
});

describe('a private key is shown nowhere', () => {
	const lines = pem.split('\n').slice(1, -2);
	const findIn = (text: string) => lines.filter((line) => text.includes(line.slice(20, 40)));

	it.each([
		['as it is', pem],
		['one of its lines', lines[7]!],
		['half of a line', lines[7]!.slice(10, 40)],
		['in JSON', JSON.stringify(pem)],
	])('in a message, if the server sends it back: %s', async (_, text) => {
		for (const privateKey of [pem, JSON.stringify({ private_key: pem, client_email: 'n8n@a.b' })]) {
			const body = JSON.stringify({ error: 'invalid_client', error_description: `No: ${text}` });
			const { grant } = open(signingForm({ privateKey }), { status: 400, body });
			const { message, description } = await refusalOf(async () => await grant.signIn(1000));
			expect(findIn(message + description)).toEqual([]);
		}
	});

	it('and no assertion is shown that the server sends back', async () => {
		const sent: string[] = [];
		const { customTokenGrant: Credential } = tokenCredentials;
		const { properties } = new Credential();
		const grant = createGrant(
			Credential.definition,
			properties,
			signingForm(),
			async ({ body }) => {
				const assertion = new URLSearchParams(String(body)).get('client_assertion')!;
				sent.push(...assertion.split('.'));
				const answer = { error: 'invalid_client', error_description: `Bad JWT: ${assertion}` };
				return await Promise.resolve({ status: 400, headers: {}, body: JSON.stringify(answer) });
			},
		);
		const { message } = await refusalOf(async () => await grant.signIn(1000));
		expect(sent.filter((part) => message.includes(part.slice(0, 12)))).toEqual([]);
	});

	it('in a grant that is printed', () => {
		const { grant } = open(signingForm());
		expect(findIn(printed(grant) + JSON.stringify(grant))).toEqual([]);
	});

	it('but a server may speak of private keys, and of who signs', async () => {
		const text = 'No private key of n8n@example.iam matches';
		const body = JSON.stringify({ error: 'invalid_client', error_description: text });
		const file = { private_key: pem, client_email: 'n8n@example.iam' };
		const { grant } = open(signingForm({ privateKey: JSON.stringify(file) }), {
			status: 400,
			body,
		});
		expect((await refusalOf(async () => await grant.signIn(1000))).message).toContain(text);
	});
});
