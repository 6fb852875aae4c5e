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
const NO_TLS =
	'Check the port. If the server has no TLS, enter the address with http:// and turn on "Allow Insecure HTTP".';
const HANDSHAKE = 'ended the TLS handshake: it may require';
const NO_CERTIFICATE =
	'Custom Token Grant can send one: set its "Client Authentication" to "TLS Client Certificate" (under "Show Advanced Fields").';
const TLS_VERSION =
	'Ask the administrator of the server to enable TLS 1.2 or later, with usual ciphers.';
const LATER =
	'Try again later. If it happens often, ask the provider, or raise "Timeout (Milliseconds)" where the node has it.';
const UNDECODABLE = 'Check "Auth URL" in the credential; if it is right, ask the provider.';

describe('every network error has a code, and words for it', () => {
	it.each([
		['ECONNREFUSED', 'VoIPEX at auth.voipex.io refused the connection.'],
		['ECONNRESET', 'VoIPEX at auth.voipex.io broke off the connection.'],
		['ENOTFOUND', 'VoIPEX at auth.voipex.io was not found: no such host name.'],
		[
			'EAI_AGAIN',
			'VoIPEX at auth.voipex.io could not be looked up: the name service does not respond.',
		],
		['EWHATEVER', 'VoIPEX at auth.voipex.io could not be reached.'],
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
		['CERT_HAS_EXPIRED', '', 'has a certificate that is out of date', CORRECT_CERTIFICATE],
		['DEPTH_ZERO_SELF_SIGNED_CERT', '', 'has a self-signed certificate', CORRECT_CERTIFICATE],
		['ERR_TLS_CERT_ALTNAME_INVALID', '', 'has a certificate for another host name', ''],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', '', 'has a certificate that cannot be verified', ''],
		['EPROTO', '', 'ended the TLS handshake', ''],
		['EPROTO', 'error:0A00010B:SSL routines', 'does not use TLS on this port', NO_TLS],
		['EPROTO', 'alert certificate required', `${HANDSHAKE} a client certificate`, NO_CERTIFICATE],
		['EPROTO', 'alert protocol version', 'uses another TLS version', TLS_VERSION],
	])('%s %s is tls_failure', (code, text, what, description) => {
		const refusal = explained(Object.assign(new Error(text), { code }));
		expect(refusal.errorCode).toBe('tls_failure');
		expect(refusal.message).toContain(`auth.voipex.io ${what}.`);
		expect(refusal.description).toContain(description);
	});

	it.each(['certificate unknown', 'bad certificate', 'handshake failure', 'unknown ca'])(
		'alert %s is about the client certificate, where there is one',
		(alert) => {
			const reason = Object.assign(new Error(`sslv3 alert ${alert}`), { code: 'EPROTO' });
			expect(explained(reason, { tls: { key: 'k', cert: 'c' } })).toMatchObject({
				errorCode: 'tls_failure',
				message: 'auth.voipex.io refused the client certificate.',
				description:
					'Check whether "Certificate" is still valid, whether it includes those of its issuers, and whether the server trusts them.',
			});
		},
	);

	it.each([
		[
			'ECONNREFUSED',
			'localhost',
			' If n8n runs in a container, this address is the container itself',
		],
		['ECONNRESET', 'auth.voipex.io', ' If it happens only with this login: Check "Username".'],
	])('%s of %s has more advice', (code, host, advice) => {
		const more = { url: new URL(`https://${host}/token`), rejectedAdvice: 'Check "Username".' };
		expect(explained(fault(code), more).description).toContain(`try again later.${advice}`);
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
	it('nothing was sent where it ended before there was TLS', () => {
		const reason = new Error('Socket disconnected before secure TLS connection was established');
		const error = explained(Object.assign(reason, { code: 'ECONNRESET' }));
		expect(error).toMatchObject({ retryable: true, unanswered: false });
	});

	it.each([
		['closed without a response', ['ECONNRESET', 'EPIPE']],
		['not made', ['ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'EAI_AGAIN']],
		['of no use', ['ENOTFOUND', 'ETIMEDOUT', 'CERT_HAS_EXPIRED', 'HPE_INVALID_CONSTANT', '']],
	])('it was %s after %j', (fate, codes) => {
		for (const code of codes) {
			const { retryable = false, unanswered = false } = explained(fault(code));
			expect(isUnreached(fault(code))).toBe(fate === 'not made');
			expect(unanswered).toBe(fate === 'closed without a response');
			expect(retryable).toBe(fate !== 'of no use');
		}
	});
});
