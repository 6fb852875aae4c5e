import { ADVANCED, tokenError } from '../../errors';
import { toUrl } from '../../form/url';
import type { ErrorRule, OneTimeCode } from '../../provider';
import { readName } from './readers';

/** Shorter ones are codes that somebody took for the secret. */
const SECRET = /^[A-Z2-7]{8,}$/;

/**
 * Reads "One-Time Code Secret": Base32 (RFC 4648 section 6) as people copy it, or the `otpauth://totp/` address
 * of a QR code with its digits, period and algorithm (Google Authenticator's key URI format).
 *
 * @returns undefined if it is empty
 * @throws `invalid_configuration`
 */
export function readOneTimeCode(form: Record<string, unknown>): OneTimeCode | undefined {
	const text = String(form.oneTimeCodeSecret ?? '').trim();
	if (text === '') return undefined;
	const settings = /^otpauth:\/\/totp\//i.test(text) ? toUrl(text)?.searchParams : undefined;
	const setting = (name: string, standard: string) => settings?.get(name) || standard;
	const parameter = readName(form.oneTimeCodeParameter, 'totp');
	const secret = setting('secret', settings ? '' : text);
	const code = {
		parameter,
		secret: secret.replace(/[\s=-]/g, '').toUpperCase(),
		digits: Number(setting('digits', '6')),
		period: Number(setting('period', '30')),
		algorithm: setting('algorithm', 'SHA1').toLowerCase(),
	};
	const isHash = ['sha1', 'sha256', 'sha512'].includes(code.algorithm);
	const isSupported = isHash && [6, 8].includes(code.digits) && code.period >= 10;
	if (SECRET.test(code.secret) && isSupported && code.period <= 120) return code;
	throw tokenError(
		'invalid_configuration',
		'"One-Time Code Secret" holds no secret that codes can be computed from.',
		`Enter the letters that the server shows beside the QR code (A to Z and 2 to 7, not a code), or the whole otpauth://totp/ address ${ADVANCED}: 6 or 8 digits, SHA1, SHA256 or SHA512, a period of 10 to 120 seconds.`,
	);
}

/** What it means that a server speaks of a second factor. @param title - the server's name */
export function secondFactorRule(title: string, code: OneTimeCode | undefined): ErrorRule {
	const [fault, description] = code
		? [
				'did not accept the one-time code',
				`Check "One-Time Code Secret" and "One-Time Code Parameter" ${ADVANCED}, and the clock of the machine that runs n8n.`,
			]
		: [
				'asks for a second factor',
				`If this user has an authenticator app, enter its secret in "One-Time Code Secret" ${ADVANCED}. Otherwise use a login without two-factor authentication, for example a service user.`,
			];
	const about = 'two_factor_required';
	return { about, code: about, message: `${title} ${fault}.`, description };
}
