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
