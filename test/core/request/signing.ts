import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createGrant } from '../../../core/createGrant';
import type { HttpRequest, HttpResponse } from '../../../core/request/http';
import { tokenCredentials } from '../../../credentials/registry';
import { formOf } from '../support';

/** Keys of each kind, new in every run. */
export const keys = {
	rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
	small: generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey,
	p256: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
	p384: generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey,
	ed25519: generateKeyPairSync('ed25519').privateKey,
	x25519: generateKeyPairSync('x25519').privateKey,
} satisfies Record<string, KeyObject>;

type Format = 'pkcs1' | 'pkcs8' | 'sec1';

export const pemOf = (key: KeyObject, type: Format = 'pkcs8') =>
	key.export({ type: type as 'pkcs8', format: 'pem' }).toString();
export const publicPem = (key: KeyObject) =>
	createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();

/** The form of a client that signs, with a clock of the server where that is given. */
export function signingForm(change: object = {}) {
	return formOf('customTokenGrant', {
		...{ grantType: 'clientCredentials', clientAuthentication: 'privateKeyJwt' },
		...{ clientId: 'app', privateKey: pemOf(keys.rsa), ...change },
	});
}

const issued = { access_token: 'abc', expires_in: 60, refresh_token: 'def' };

/** The grant of a form at a server that answers like this, and what it was sent. */
export function open(form: Record<string, unknown>, response: Partial<HttpResponse> = {}) {
	const { customTokenGrant: Credential } = tokenCredentials;
	const sent: HttpRequest[] = [];
	const { properties } = new Credential();
	const grant = createGrant(Credential.definition, properties, form, async (request) => {
		sent.push(request);
		return { status: 200, headers: {}, body: JSON.stringify(issued), ...response };
	});
	const parameters = (index = -1) => {
		const { body } = sent.at(index)!;
		return Object.fromEntries(new URLSearchParams(String(body)));
	};
	return { grant, sent, parameters };
}
