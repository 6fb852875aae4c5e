import { describe, expect, it } from '@jest/globals';
import { tokenError } from '../../../core/errors';
import { send, type Http, type HttpResponse, type Target } from '../../../core/request/http';
import { refusalOf } from '../support';

const grant = { headers: { accept: 'application/json' }, body: 'password=hidden-word' };
const target: Target = {
	title: 'VoIPEX',
	request: 'sign-in',
	url: new URL('https://auth.voipex.io/token'),
	label: 'Auth URL',
	insecureTls: false,
	timeout: 30_000,
	retry: true,
};

/** What an HTTP library throws: an error with a code, and the request with its secrets. */
const fault = (code: string) =>
	Object.assign(new Error(`hidden-word ${code}`), { code, config: { data: grant.body } });

/** Answers one request after the other as scripted; a fault is thrown. */
function scripted(...script: unknown[]) {
	const sent: Array<Parameters<Http>[0]> = [];
	const http: Http = async (request) => {
		const next = script[sent.push(request) - 1];
		if (next instanceof Error) return await Promise.reject(next);
		return next as HttpResponse;
	};
	return { http, sent };
}

const ok = { status: 200, headers: {}, body: '{}' };

describe('an answer', () => {
	it('is reduced to what is judged', async () => {
		const headers = {
			'content-type': 'application/json; charset=utf-8',
			'retry-after': ' 5 ',
			date: 'Thu, 01 May 2031 12:00:00 GMT',
			'set-cookie': ['a=b'],
		};
		const { http } = scripted({ status: 429, headers, body: '{"a":1}' });
		expect(await send(http, grant, target)).toEqual({
			status: 429,
			contentType: 'application/json; charset=utf-8',
			retryAfter: '5',
			date: Date.UTC(2031, 4, 1, 12),
			text: '{"a":1}',
		});
	});

	it('need not have any header', async () => {
		const { http } = scripted(ok);
		expect(await send(http, grant, target)).toEqual({
			status: 200,
			contentType: '',
			retryAfter: '',
			date: undefined,
			text: '{}',
		});
	});

	it('that is too large or not text is refused', async () => {
		const { http } = scripted({ status: 200, headers: {} });
		expect(await refusalOf(() => send(http, grant, target))).toMatchObject({
			errorCode: 'malformed_response',
			message: 'VoIPEX sent an answer that is too large or not text.',
		});
	});

	it.each([
		['ECONNRESET', 'provider_unavailable'],
		['ETIMEDOUT', 'timeout'],
		['Z_DATA_ERROR', 'malformed_response'],
	])('that broke off with %s is not asked for again', async (code, errorCode) => {
		const { http, sent } = scripted({ status: 200, headers: {}, fault: fault(code) });
		expect((await refusalOf(() => send(http, grant, target))).errorCode).toBe(errorCode);
		expect(sent).toHaveLength(1);
	});
});

describe('a connection that broke before any answer', () => {
	const broken = [
		'ECONNRESET',
		'EPIPE',
		'ECONNREFUSED',
		'ENETUNREACH',
		'EHOSTUNREACH',
		'EAI_AGAIN',
	];

	it.each(broken)('%s: the request is sent once more', async (code) => {
		const { http, sent } = scripted(fault(code), ok);
		expect((await send(http, grant, target)).status).toBe(200);
		expect(sent).toHaveLength(2);
	});

	it.each(broken)('%s twice: it is given up', async (code) => {
		const { http, sent } = scripted(fault(code), fault(code));
		expect(await refusalOf(() => send(http, grant, target))).toMatchObject({
			errorCode: 'provider_unavailable',
			retryable: true,
		});
		expect(sent).toHaveLength(2);
	});

	it('is not tried again where the request must not be sent twice', async () => {
		const { http, sent } = scripted(fault('ECONNRESET'), ok);
		await refusalOf(() => send(http, grant, { ...target, retry: false }));
		expect(sent).toHaveLength(1);
	});
});

describe('every fault has a code and words', () => {
	it.each([
		['ECONNREFUSED', 'provider_unavailable', 'refused the connection'],
		['ECONNRESET', 'provider_unavailable', 'broke off the connection'],
		['ENOTFOUND', 'provider_unavailable', 'was not found: no such host name'],
		['EAI_AGAIN', 'provider_unavailable', 'could not be looked up'],
		['EWHATEVER', 'provider_unavailable', 'could not be reached'],
		['', 'provider_unavailable', 'could not be reached'],
		['ECONNABORTED', 'timeout', 'did not answer the sign-in within 30 seconds'],
		['ETIMEDOUT', 'timeout', 'did not answer the sign-in within 30 seconds'],
		['ERR_CANCELED', 'timeout', 'did not answer the sign-in within 30 seconds'],
		['CERT_HAS_EXPIRED', 'tls_failure', 'is out of date'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls_failure', 'is self-signed'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'tls_failure', 'is self-signed'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'tls_failure', 'was issued for another host name'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls_failure', 'cannot be verified'],
		['EPROTO', 'tls_failure', 'cannot be verified'],
		['HPE_INVALID_CONSTANT', 'malformed_response', 'cannot be decoded'],
		['Z_BUF_ERROR', 'malformed_response', 'cannot be decoded'],
	])('%s is %s: %s', async (code, errorCode, words) => {
		const { http } = scripted(fault(code), fault(code));
		const refusal = await refusalOf(() => send(http, grant, target));
		expect(refusal.errorCode).toBe(errorCode);
		expect(refusal.message).toContain(words);
		expect(refusal.description).toMatch(/\.$/);
	});

	it('a code one level down is found', async () => {
		const nested = Object.assign(new Error('failed'), { cause: fault('ENOTFOUND') });
		const { http } = scripted(nested);
		const refusal = await refusalOf(() => send(http, grant, target));
		expect(refusal.message).toBe('VoIPEX at auth.voipex.io was not found: no such host name.');
	});

	it('one of our own errors passes, on its own or as a cause', async () => {
		const own = tokenError('invalid_configuration', 'Own.', 'Do.');
		const wrapped = Object.assign(new Error('wrapped'), { cause: own });
		for (const thrown of [own, wrapped]) {
			expect(await refusalOf(() => send(scripted(thrown).http, grant, target))).toBe(own);
		}
	});

	it.each([undefined, null, 'text', 5])('%p thrown is no exception', async (thrown) => {
		const http: Http = async () => await Promise.reject(thrown);
		const refusal = await refusalOf(() => send(http, grant, target));
		expect(refusal.errorCode).toBe('provider_unavailable');
	});

	it('no fault passes its text, its request or its cause on', async () => {
		for (const code of ['ECONNREFUSED', 'CERT_HAS_EXPIRED', 'HPE_INVALID_CONSTANT', 'OTHER']) {
			const { http } = scripted(fault(code), fault(code));
			const refusal = await refusalOf(() => send(http, grant, target));
			expect(refusal).not.toHaveProperty('cause');
			expect(refusal).not.toHaveProperty('config');
			expect(`${refusal.message}${refusal.description}${refusal.stack}`).not.toContain(
				'hidden-word',
			);
		}
	});
});

describe('the deadline', () => {
	const silent: Http = async ({ signal }) =>
		await new Promise((_, reject) => {
			signal.addEventListener('abort', () => reject(fault('ERR_CANCELED')));
		});

	it('ends a request that gets no answer', async () => {
		const refusal = await refusalOf(() => send(silent, grant, { ...target, timeout: 5 }));
		expect(refusal.errorCode).toBe('timeout');
	});

	it('ends the waiting even for an HTTP function that does not listen', async () => {
		const deaf: Http = async () => await new Promise(() => undefined);
		const refusal = await refusalOf(() => send(deaf, grant, { ...target, timeout: 5 }));
		expect(refusal.errorCode).toBe('timeout');
	});

	it('is one for both tries: none is made after it', async () => {
		let tried = 0;
		const http: Http = async ({ signal }) => {
			tried++;
			await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
			return await Promise.reject(fault('ECONNRESET'));
		};
		await refusalOf(() => send(http, grant, { ...target, timeout: 5 }));
		expect(tried).toBe(1);
	});
});
