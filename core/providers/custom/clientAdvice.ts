import { ADVANCED } from '../../errors';
import type { Client, ErrorRule } from '../../provider';

/** What to check when a client is rejected, by how it authenticates itself. */
export const CLIENT_ADVICE: Record<Client['authentication'], string> = {
	body: `Check "Client ID" and "Client Secret". If they are right, set "Client Authentication" to "In the Header" ${ADVANCED}.`,
	header: `Check "Client ID" and "Client Secret". If they are right, set "Client Authentication" to "In the Body" ${ADVANCED}: some servers misread special characters in the header.`,
	none: `Check "Client ID". If this client has a secret, change "Client Authentication" ${ADVANCED}.`,
	privateKeyJwt: `Check "Client ID" and "Private Key". If they are right, compare "Key ID", "Signing Algorithm", "Assertion Audience", "Assertion Issuer", "Assertion Subject" and "Additional Claims" ${ADVANCED} with the documentation of the server.`,
	tlsClientCertificate:
		'Check "Client ID", and whether the server knows the subject of "Certificate" as this client.',
};

const PUBLIC_PART = 'whether the server has the public key or the certificate of "Private Key"';

/** What the words of a refusal say is wrong with an assertion, and which field to change. */
const CAUSES: Array<[words: RegExp, what: string, todo: string]> = [
	[
		/audience|\baud\b/i,
		'does not accept the audience of the signed assertion',
		`Enter the one that the documentation of the server names in "Assertion Audience" ${ADVANCED}: often the token URL, the address of the server or its host name.`,
	],
	[
		/\bkid\b|key.?id|public key|\bjwk|thumbprint|x5t|certificate|\bissuer\b/i,
		'does not know the key or the issuer of the signed assertion',
		`Check "Key ID", "Assertion Issuer" and "Assertion Subject" ${ADVANCED}, and ${PUBLIC_PART}.`,
	],
	[
		/signature|algorithm/i,
		'cannot verify the signed assertion',
		`Check ${PUBLIC_PART}, and "Signing Algorithm" ${ADVANCED}.`,
	],
	[
		/not active|expired|in the (future|past)|\b(iat|exp|nbf)\b|time ?(frame|range)|clock/i,
		'finds the signed assertion too old or too new',
		'Try again: the next one goes by the clock of the server. If that is refused too, correct the clock of the machine that n8n runs on.',
	],
];

/** What the error responses to a signed assertion mean. @param title - of the server */
export function assertionErrors(title: string): ErrorRule[] {
	const consent = {
		code: 'access_denied',
		message: `${title} needs the consent of the user first.`,
		description:
			'Give it once in a browser, at the address that the documentation of the server names.',
	} as const;
	const rules = CAUSES.map(([text, what, description]) => {
		return {
			text,
			code: 'credentials_rejected',
			message: `${title} ${what}.`,
			description,
		} as const;
	});
	return [
		{ providerCode: 'consent_required', ...consent },
		...['invalid_client', 'invalid_grant'].flatMap((providerCode) => [
			// Salesforce's words: "user hasn't approved this consumer".
			{ providerCode, text: /approved|consent/i, ...consent },
			...rules.map((rule) => ({ providerCode, ...rule })),
		]),
	];
}
