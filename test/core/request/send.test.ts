import { describe, expect, it, jest } from '@jest/globals';
import { tokenError } from '../../../core/errors';
import type { Http, HttpResponse } from '../../../core/request/http';
import { send } from '../../../core/request/send';
import { refusalOf } from '../support';
import { fault, HIDDEN, target } from './support';

const grant = { headers: { accept: 'application/json' }, body: `password=${HIDDEN}` };

/** Responds to one request after the other as scripted; an error is thrown. */
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

describe('a response', () => {
	it('is reduced to what is processed', async () => {
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
			sentAt: expect.any(Number),
			text: '{"a":1}',
			headers,
			url: target.url.href,
		});
	});

	it('tells when its request was sent, by our clock', async () => {
		const http: Http = async () => {
			clock.mockReturnValue(9000);
			return await Promise.resolve(ok);
		};
		const clock = jest.spyOn(Date, 'now').mockReturnValue(1000);
		expect((await send(http, grant, target)).sentAt).toBe(1000);
	});

	it('that is too large is refused', async () => {
		const { http } = scripted({ status: 200, headers: {} });
		expect(await refusalOf(() => send(http, grant, target))).toMatchObject({
			errorCode: 'malformed_response',
			message: 'VoIPEX sent a response that is too large.',
			status: 200,
			loginProcessed: true,
		});
	});

	it.each([
		['is too large', 302, undefined],
		['breaks off', 401, fault('ECONNRESET')],
	])('whose body %s stands by its status %i', async (_, status, broken) => {
		const { http } = scripted({ status, headers: {}, fault: broken });
		expect(await send(http, grant, target)).toMatchObject({ status, text: '' });
	});

	it('that broke off is not asked for again', async () => {
		const { http, sent } = scripted({ status: 200, headers: {}, fault: fault('Z_DATA_ERROR') });
		const { errorCode } = await refusalOf(() => send(http, grant, target));
		expect(errorCode).toBe('malformed_response');
		expect(sent).toHaveLength(1);
	});
});

describe('a connection that was not made', () => {
	const unreached = ['ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'EAI_AGAIN'];

	it.each(unreached)('%s: the request is sent once more, and then dropped', async (code) => {
		const { http, sent } = scripted(fault(code), ok, fault(code), fault(code));
		expect((await send(http, grant, target)).status).toBe(200);
		expect(sent).toHaveLength(2);
		expect(await refusalOf(() => send(http, grant, target))).toMatchObject({
			errorCode: 'provider_unavailable',
			retryable: true,
		});
		expect(sent).toHaveLength(4);
	});

	it('is not tried again where the request must not be sent twice', async () => {
		const { http, sent } = scripted(fault('ECONNREFUSED'), ok);
		await refusalOf(() => send(http, grant, { ...target, retry: false }));
		expect(sent).toHaveLength(1);
	});
});

it.each(['ECONNRESET', 'EPIPE'])(
	'a connection closed with %s is not tried again: the server may have processed the login',
	async (code) => {
		const { http, sent } = scripted(fault(code), ok);
		const { unanswered } = await refusalOf(() => send(http, grant, target));
		expect([unanswered, sent.length]).toEqual([true, 1]);
	},
);

describe('what an HTTP function throws', () => {
	it.each(['ECONNREFUSED', 'CERT_HAS_EXPIRED', 'HPE_INVALID_CONSTANT', 'OTHER'])(
		'(%s) is never passed on: neither its text, nor its request, nor its cause',
		async (code) => {
			const { http } = scripted(fault(code), fault(code));
			const refusal = await refusalOf(() => send(http, grant, target));
			expect(refusal).not.toHaveProperty('cause');
			expect(refusal).not.toHaveProperty('config');
			expect(`${refusal.message}${refusal.description}${refusal.stack}`).not.toContain(HIDDEN);
		},
	);

	it('is passed on as it is where it is one of our own errors', async () => {
		const own = tokenError('invalid_configuration', 'Own.', 'Do.');
		expect(await refusalOf(() => send(scripted(own).http, grant, target))).toBe(own);
	});
});

describe('the deadline of a request', () => {
	const silent: Http = async ({ signal }) =>
		await new Promise((_, reject) => {
			signal.addEventListener('abort', () => reject(fault('ERR_CANCELED')));
		});

	const deaf: Http = async () => await new Promise(() => undefined);

	it.each([silent, deaf])(
		'ends the waiting, whether the HTTP function listens or not',
		async (http) => {
			const refusal = await refusalOf(() => send(http, grant, { ...target, timeout: 5 }));
			expect(refusal.errorCode).toBe('timeout');
		},
	);

	it('is one for both tries: none is made after it', async () => {
		let tried = 0;
		const http: Http = async ({ signal }) => {
			tried++;
			await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
			return await Promise.reject(fault('ECONNREFUSED'));
		};
		await refusalOf(() => send(http, grant, { ...target, timeout: 5 }));
		expect(tried).toBe(1);
	});
});
