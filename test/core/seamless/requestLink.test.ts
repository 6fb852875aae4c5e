import { expect, it } from '@jest/globals';
import type { HttpRequest } from '../../../core/request/http';
import { requestLink } from '../../../core/seamless/requestLink';
import { refusalOf, seamlessOf } from '../support';

const client = { accountId: '77632289', investmentPlatformId: '7', timeout: 1000 };
const seamless = seamlessOf({ allowUnauthorizedCerts: true, redirectUrl: 'https://my.example' });

/** B2COPY, responding with a link to this host. */
const b2copy = (host: string, sent: HttpRequest[]) => async (request: HttpRequest) => {
	sent.push(request);
	const body = JSON.stringify({ status: 200, data: { url: `https://${host}/abc` } });
	return await Promise.resolve({ status: 200, headers: {}, body });
};

it('a link request is the documented one, and holds no secret key: the credential adds it', async () => {
	const sent: HttpRequest[] = [];
	const link = await requestLink(b2copy('my.example', sent), seamless, client);
	expect(link).toEqual({ url: 'https://my.example/abc', host: 'my.example' });
	expect(sent).toEqual([
		expect.objectContaining({
			url: 'https://b2copy.example/api/v1/standalone/auth/getAuthUrl',
			headers: {},
			body: { account_id: '77632289', investment_platform_id: '7' },
			insecureTls: true,
			timeout: 1000,
		}),
	]);
});

it('a link request is sent once, even if the connection breaks: the node tries again', async () => {
	let sent = 0;
	const http = async () => {
		sent++;
		return await Promise.reject(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
	};
	const refusal = await refusalOf(() => requestLink(http, seamless, client));
	expect(refusal).toMatchObject({ errorCode: 'provider_unavailable', retryable: true });
	expect(sent).toBe(1);
});
