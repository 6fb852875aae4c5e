import { constants, randomUUID, sign, type KeyObject } from 'node:crypto';
import { ADVANCED, tokenError } from '../errors';
import type { Algorithm, Inputs, Provider } from '../provider';
import type { Keys } from './keyPair';
import { serverTime } from './serverClock';

/** Seconds, well below the minute that the strictest servers allow. */
const LIFETIME = 45;

const PSS = {
	padding: constants.RSA_PKCS1_PSS_PADDING,
	saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
};

/** The key that an algorithm takes, in words too, and how Node signs with it. */
const ALGORITHMS: Record<
	Algorithm,
	[type: string, needs: string, digest?: 'sha256', how?: object]
> = {
	RS256: ['rsa', 'an RSA key of 2048 bits or more', 'sha256'],
	PS256: ['rsa', 'an RSA key of 2048 bits or more', 'sha256', PSS],
	// Two numbers side by side, not DER (RFC 7518 section 3.4).
	ES256: ['prime256v1', 'an EC key on the curve P-256', 'sha256', { dsaEncoding: 'ieee-p1363' }],
	EdDSA: ['ed25519', 'an Ed25519 key'],
};

/** What signs for a request: each call gives a new JWT. */
export interface Assertions {
	/** The client's authentication (RFC 7523 section 2.2). */
	client: () => string;
	/** The grant (section 2.1), where it is one. */
	grant?: () => string;
}

/**
 * Makes what signs for a provider. The issuer is the client, unless the form or a key file names another.
 *
 * @throws `invalid_configuration` for a key that the algorithm does not take, and where nobody names an issuer
 */
export function createAssertions(
	{ assertion, client }: Provider,
	{ key, certificates, file }: Keys,
	inputs: Inputs,
	url: URL,
): Assertions | undefined {
	if (assertion === undefined) return undefined;
	const { algorithm, isGrant, fields, claims } = assertion;
	const read = (field = '') => inputs[field] || undefined;
	const id = read(client?.id);
	const iss = read(fields.issuer) ?? (isGrant ? file.issuer : undefined) ?? id;
	const sub = read(fields.subject);
	const aud = read(fields.audience) ?? file.audience ?? url.href;
	if (iss === undefined || (client?.authentication === 'privateKeyJwt' && id === undefined)) {
		throw tokenError(
			'invalid_configuration',
			'The signed assertion has no issuer, because the field "Client ID" is empty.',
			`Fill in "Client ID" or, if the server expects another issuer, "Assertion Issuer" ${ADVANCED}.`,
		);
	}
	assertFits(algorithm, key);
	const header = {
		alg: algorithm,
		typ: 'JWT',
		kid: read(fields.keyId) ?? file.keyId,
		'x5t#S256': thumbprint(certificates[0]?.fingerprint256),
	};
	const signer = (named: object) => () => {
		const iat = Math.floor(serverTime(url) / 1000);
		return signJwt(key, header, { ...named, aud, iat, exp: iat + LIFETIME, jti: randomUUID() });
	};
	const more = Object.fromEntries(claims);
	if (!isGrant) return { client: signer({ ...more, iss, sub: sub ?? id }) };
	return { client: signer({ iss: id, sub: id }), grant: signer({ ...more, iss, sub }) };
}

/** RFC 7515 section 4.1.8. */
function thumbprint(fingerprint?: string): string | undefined {
	return fingerprint && Buffer.from(fingerprint.replaceAll(':', ''), 'hex').toString('base64url');
}

/** RFC 7515 section 3.1. */
function signJwt(key: KeyObject, header: { alg: Algorithm }, claims: object): string {
	const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
	const [, , digest, how] = ALGORITHMS[header.alg];
	const content = `${encode(header)}.${encode(claims)}`;
	const signature = sign(digest, Buffer.from(content), { key, ...how });
	return `${content}.${signature.toString('base64url')}`;
}

function assertFits(algorithm: Algorithm, { asymmetricKeyType, asymmetricKeyDetails }: KeyObject) {
	const { namedCurve, modulusLength = Infinity } = asymmetricKeyDetails ?? {};
	// RFC 7518 sections 3.3 and 3.5.
	const type = modulusLength < 2048 ? '' : (namedCurve ?? asymmetricKeyType);
	const [needed, needs] = ALGORITHMS[algorithm];
	if (type === needed) return;
	const other = Object.entries(ALGORITHMS).find(([, [taken]]) => taken === type)?.[0];
	throw tokenError(
		'invalid_configuration',
		`The key in "Private Key" cannot sign with ${algorithm}, which needs ${needs}.`,
		`${other ? `Set "Signing Algorithm" to ${other} ${ADVANCED}, or enter` : 'Enter'} another key.`,
	);
}
