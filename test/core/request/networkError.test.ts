import { describe, expect, it } from '@jest/globals';
import { tokenError } from '../../../core/errors';
import { explainNetworkError, isUnreached } from '../../../core/request/networkError';
import { fault, target } from './support';

const open = new AbortController().signal;
const explained = (reason: unknown, more: Partial<typeof target> = {}, signal = open) =>
	explainNetworkError(reason, { ...target, ...more }, signal);

const CHECK_ADDRESS = 'Check "Auth URL" in the credential; if it is right, try again later.';
const CORRECT_CERTIFICATE =
	'Have the certificate corrected. If you run the server and its certificate is self-signed, turn on "Ignore SSL Issues (Insecure)" in the credential.';
const LATER =
	'Try again later. If it happens often, ask the provider, or raise "Timeout (Milliseconds)" where the node has it.';
const UNDECODABLE = 'Check "Auth URL" in the credential; if it is right, ask the provider.';

describe('every network error has a code, and words for it', () => {
	it.each([
		['ECONNREFUSED', 'VoIPEX at auth.voipex.io refused the connection.'],
		['ECONNRESET', 'VoIPEX at auth.voipex.io broke off the connection.'],
		['EPIPE', 'VoIPEX at auth.voipex.io broke off the connection.'],
		['ENOTFOUND', 'VoIPEX at auth.voipex.io was not found: no such host name.'],
		[
			'EAI_AGAIN',
			'VoIPEX at auth.voipex.io could not be looked up: the name service does not respond.',
		],
		['EWHATEVER', 'VoIPEX at auth.voipex.io could not be reached.'],
		['', 'VoIPEX at auth.voipex.io could not be reached.'],
	])('%s is provider_unavailable', (code, message) => {
		expect(explained(fault(code))).toMatchObject({
			errorCode: 'provider_unavailable',
			message,
			description: CHECK_ADDRESS,
		});
	});

	it.each(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ERR_CANCELED'])(
		'%s is timeout',
		(code) => {
			expect(explained(fault(code))).toMatchObject({
				errorCode: 'timeout',
				message: 'VoIPEX did not respond to the sign-in within 30 seconds.',
				description: LATER,
			});
		},
	);

	it.each([
		['CERT_HAS_EXPIRED', 'is out of date'],
		['CERT_NOT_YET_VALID', 'is out of date'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'is self-signed'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'is self-signed'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'was issued for another host name'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'cannot be verified'],
		['EPROTO', 'cannot be verified'],
	])('%s is tls_failure', (code, reason) => {
		expect(explained(fault(code))).toMatchObject({
			errorCode: 'tls_failure',
			message: `The certificate of auth.voipex.io ${reason}, so nothing was sent to VoIPEX.`,
			description: CORRECT_CERTIFICATE,
		});
	});

	it.each(['HPE_INVALID_CONSTANT', 'Z_BUF_ERROR', 'ERR_BAD_RESPONSE'])(
		'%s is malformed_response',
		(code) => {
			expect(explained(fault(code))).toMatchObject({
				errorCode: 'malformed_response',
				message: 'VoIPEX sent a response that cannot be decoded.',
				description: UNDECODABLE,
			});
		},
	);

	it('of a provider that is called by its host, the host is named once', () => {
		expect(explained(fault('ENOTFOUND'), { title: 'auth.voipex.io' }).message).toBe(
			'auth.voipex.io was not found: no such host name.',
		);
	});
});

describe('a network error', () => {
	it('is a timeout once the deadline has passed, whatever broke', () => {
		const error = explained(fault('ECONNRESET'), {}, AbortSignal.abort());
		expect(error.errorCode).toBe('timeout');
	});

	it('is found one level down, where some versions of Node have it', () => {
		const nested = Object.assign(new Error('failed'), { cause: fault('ENOTFOUND') });
		expect(explained(nested).message).toContain('no such host name');
	});

	it('that is one of ours passes as it is, on its own or as a cause', () => {
		const own = tokenError('invalid_configuration', 'Own.', 'Do.');
		expect(explained(own)).toBe(own);
		expect(explained(Object.assign(new Error('wrapped'), { cause: own }))).toBe(own);
	});
});

describe('what became of the connection decides about a second try', () => {
	it.each([
		['ECONNRESET', 'closed without a response'],
		['EPIPE', 'closed without a response'],
		['ECONNREFUSED', 'not made'],
		['ENETUNREACH', 'not made'],
		['EHOSTUNREACH', 'not made'],
		['EAI_AGAIN', 'not made'],
		['ENOTFOUND', 'of no use'],
		['ETIMEDOUT', 'of no use'],
		['CERT_HAS_EXPIRED', 'of no use'],
		['HPE_INVALID_CONSTANT', 'of no use'],
		['', 'of no use'],
	])('after %s it was %s', (code, fate) => {
		const { retryable = false, unanswered = false } = explained(fault(code));
		expect(isUnreached(fault(code))).toBe(fate === 'not made');
		expect(unanswered).toBe(fate === 'closed without a response');
		expect(retryable).toBe(fate !== 'of no use');
	});
});
