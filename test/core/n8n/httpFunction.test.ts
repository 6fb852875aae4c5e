import { describe, expect, it } from '@jest/globals';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { createHttp } from '../../../core/n8n/httpFunction';

const { signal } = new AbortController();
const request = {
	url: 'https://auth.example/token',
	headers: { accept: 'application/json' },
	body: 'grant_type=password',
	signal,
	timeout: 1000,
	insecureTls: true,
	maxBody: 100,
};

const response = { statusCode: 200, headers: {}, body: '{}' };

describe('a client certificate', () => {
	const tls = { key: 'the key', cert: 'the certificate' };
	const canceled = Object.assign(new Error('canceled'), { code: 'ERR_CANCELED' });
	/** n8n's helper, which before 2.20 does not look at the options of the connection. */
	async function send(isOld: boolean) {
		const sent: unknown[] = [];
		const http = createHttp(async ({ agentOptions, abortSignal }) => {
			const options = isOld ? undefined : { ...agentOptions };
			if (abortSignal?.aborted === true) return await Promise.reject(canceled);
			sent.push(options);
			return response;
		});
		return { sent, outcome: http({ ...request, tls }) };
	}

	it('goes with the connection', async () => {
		const { sent, outcome } = await send(false);
		await outcome;
		expect(sent).toEqual([tls]);
	});

	it('is refused where n8n does not send it, and nothing is sent', async () => {
		const { sent, outcome } = await send(true);
		await expect(outcome).rejects.toMatchObject({
			errorCode: 'invalid_configuration',
			message: 'This n8n does not send client certificates. Nothing was sent.',
			description:
				'Update n8n to 2.20 or later, or change "Client Authentication" (under "Show Advanced Fields").',
		});
		expect(sent).toEqual([]);
	});

	it('is no reason for what n8n refuses for another one', async () => {
		const forbidden = Object.assign(new Error('blocked'), { name: 'SsrfBlockedIpError' });
		const http = createHttp(async () => await Promise.reject(forbidden));
		await expect(http({ ...request, tls })).rejects.toBe(forbidden);
	});
});

describe("a request by n8n's helper", () => {
	it('is a POST that follows no redirect and takes every status, its body as a stream', async () => {
		const asked: IHttpRequestOptions[] = [];
		const http = createHttp(async (options) => {
			asked.push(options);
			return await Promise.resolve({ statusCode: 401, headers: { date: 'now' }, body: '{}' });
		});
		expect(await http(request)).toEqual({ status: 401, headers: { date: 'now' }, body: '{}' });
		expect(asked).toEqual([
			{
				method: 'POST',
				url: 'https://auth.example/token',
				headers: { accept: 'application/json' },
				body: 'grant_type=password',
				timeout: 1000,
				abortSignal: signal,
				encoding: 'stream',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				skipSslCertificateValidation: true,
			},
		]);
	});
});
