import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { ADVANCED, tokenError } from '../errors';
import { isRecord, parseJson } from '../json';
import type { Inputs, KeyPair, Provider } from '../provider';
import type { ClientTls } from './http';
import type { Labels } from './parameters';

/** A private key as it was read from the form, once for all requests. */
export interface Keys {
	key: KeyObject;
	/** The certificate of the key, and those of its issuers. */
	certificates: X509Certificate[];
	/** What a key file of Google says beside the key. */
	file: { issuer?: string; keyId?: string; audience?: string };
}

/** The formats of a private key (RFC 7468, RFC 8017, RFC 5915) by their labels. */
const FORMATS: Record<string, 'pkcs1' | 'pkcs8' | 'sec1'> = {
	'PRIVATE KEY': 'pkcs8',
	'RSA PRIVATE KEY': 'pkcs1',
	'EC PRIVATE KEY': 'sec1',
};

const PASTE =
	'Paste the whole file, from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----, or a JSON key file of Google.';
const DECRYPT =
	'Decrypt it, for example with openssl pkcs8 -in key.pem -out plain.pem, and paste the new file.';

const UNMASKED =
	'Enter the key in "Private Key", which is masked, and here only the certificate. Everybody who could read this field has seen the key: replace it.';

/** By the label or the text of what was pasted in place of a key. */
const MISTAKES: Array<[pattern: RegExp, what: string, todo: string]> = [
	[/^ENCRYPTED|Proc-Type: *4, *ENCRYPTED/, 'is encrypted with a passphrase', DECRYPT],
	[
		/^OPENSSH/,
		'is in the format of OpenSSH',
		'Convert a copy with ssh-keygen -p -m PKCS8 -f <copy>, and paste the new file.',
	],
	[/PUBLIC KEY/, 'holds a public key', `The server has that one. ${PASTE}`],
	[/^CERTIFICATE/, 'holds a certificate', `Enter that in "Certificate". ${PASTE}`],
];

/**
 * Reads the private key and the certificate that people pasted: line breaks may be lost, written as `\n` or
 * have become spaces.
 *
 * @throws `invalid_configuration` for what is no key, or none that fits the certificate
 */
export function readKeyPair(names: KeyPair, labels: Labels, inputs: Inputs): Keys {
	const quote = (name: string) => `"${labels[name]?.label}"`;
	const [field, other] = [quote(names.key), quote(names.certificate)];
	const text = inputs[names.key] ?? '';
	const json = parseJson(text);
	const file = new Map(isRecord(json) ? Object.entries(json) : []);
	const stringIn = (name: string) => {
		const value = file.get(name);
		return typeof value === 'string' ? value : undefined;
	};
	const key = readKey(field, stringIn('private_key') ?? text);
	const certificates = readCertificates(other, inputs[names.certificate] ?? '');
	if (certificates[0]?.checkPrivateKey(key) === false) {
		throw invalid(other, `does not belong to ${field}`, 'Enter the two of one pair.');
	}
	const [issuer, keyId, audience] = ['client_email', 'private_key_id', 'token_uri'].map(stringIn);
	return { key, certificates, file: { issuer, keyId, audience } };
}

/**
 * What proves the client on its connection, where that is how it authenticates itself (RFC 8705 section 2).
 *
 * @throws `invalid_configuration` for a connection without TLS
 */
export function clientTls({ client }: Provider, url: URL, keys?: Keys): ClientTls | undefined {
	if (!keys || client?.authentication !== 'tlsClientCertificate') return undefined;
	if (url.protocol === 'http:') {
		throw tokenError(
			'invalid_configuration',
			'A client certificate needs HTTPS, and the URL in "Token URL" starts with http://.',
			`Use https://, or change "Client Authentication" ${ADVANCED}.`,
		);
	}
	const key = keys.key.export({ type: 'pkcs8', format: 'pem' }).toString();
	return { key, cert: keys.certificates.map(String).join('') };
}

/** The blocks of a PEM text with their labels, and their bytes without line breaks of any kind. */
function readBlocks(text: string): Array<[label: string, bytes: Buffer, body: string]> {
	const blocks = text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \1-----/gs);
	return [...blocks].map(([, label = '', body = '']) => {
		return [label, Buffer.from(body.replace(/\\[nr]|\s/g, ''), 'base64'), body];
	});
}

function readKey(field: string, text: string): KeyObject {
	const blocks = readBlocks(text);
	const [label = '', bytes, body = ''] =
		blocks.find(([name]) => name.endsWith('PRIVATE KEY')) ?? blocks[0] ?? [];
	const mistake = MISTAKES.find(([pattern]) => pattern.test(label) || pattern.test(body));
	if (mistake) throw invalid(field, mistake[1], mistake[2]);
	const type = FORMATS[label];
	if (!bytes || !type) throw invalid(field, 'is no private key in PEM format', PASTE);
	try {
		return createPrivateKey({ key: bytes, format: 'der', type });
	} catch {
		throw invalid(field, 'holds a private key that is damaged', PASTE);
	}
}

function readCertificates(field: string, text: string): X509Certificate[] {
	const all = readBlocks(text);
	if (all.some(([label]) => label.endsWith('PRIVATE KEY'))) {
		throw invalid(field, 'holds a private key', UNMASKED);
	}
	const blocks = all.filter(([label]) => label === 'CERTIFICATE');
	const todo =
		'Paste the whole file, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.';
	if (text !== '' && blocks.length === 0)
		throw invalid(field, 'is no certificate in PEM format', todo);
	try {
		return blocks.map(([, bytes]) => new X509Certificate(bytes));
	} catch {
		throw invalid(field, 'holds a certificate that is damaged', todo);
	}
}

function invalid(field: string, what: string, todo: string) {
	return tokenError('invalid_configuration', `${field} ${what}.`, todo);
}
