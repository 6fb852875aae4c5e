import { describe, expect, it } from '@jest/globals';
import type { HttpRequest } from '../../../core/request/http';
import { requestLink } from '../../../core/seamless/requestLink';
import { refusalOf, seamlessOf } from '../support';

const client = { accountId: '77632289', investmentPlatformId: '7', timeout: 1000 };

/** B2COPY, responding with this body, and what it was sent. */
function b2copy(status: number, body: object) {
	const sent: HttpRequest[] = [];
	const http = async (request: HttpRequest) => {
		sent.push(request);
		return await Promise.resolve({ status, headers: {}, body: JSON.stringify(body) });
	};
	return { http, sent };
}

const issued = { status: 200, data: { url: 'https://my.example/abc' } };

describe('a link request', () => {
	it('is the documented one, and holds no secret key: the credential adds it', async () => {
		const { http, sent } = b2copy(200, issued);
		const link = await requestLink(http, seamlessOf({ allowUnauthorizedCerts: true }), client);
		expect(link).toEqual({ url: 'https://my.example/abc', host: 'my.example' });
		expect(sent).toEqual([
			expect.objectContaining({
				url: 'https://b2copy.example/api/v1/standalone/auth/getAuthUrl',
				headers: { accept: 'application/json', 'content-type': 'application/json' },
				body: { account_id: '77632289', investment_platform_id: '7' },
				insecureTls: true,
				timeout: 1000,
			}),
		]);
	});

	it('does not accept a link to another host than the Redirect URL of the credential', async () => {
		const seamless = seamlessOf({ redirectUrl: 'https://other.example' });
		const refusal = await refusalOf(() => requestLink(b2copy(200, issued).http, seamless, client));
		expect(refusal.errorCode).toBe('link_rejected');
	});

	it('never shows the secret key, even if B2COPY sends it back', async () => {
		const { http } = b2copy(422, { message: 'No: Password1234!' });
		const refusal = await refusalOf(() => requestLink(http, seamlessOf(), client));
		expect(refusal.message).not.toContain('Password1234!');
	});

	it('gives the caller’s advice where B2COPY gives no reason', async () => {
		const { http } = b2copy(423, {});
		const ask = async () => await requestLink(http, seamlessOf(), client, 'Copy it again.');
		expect((await refusalOf(ask)).description).toBe('Copy it again.');
	});

	it('is sent once, even if the connection breaks: another try is up to the node', async () => {
		let sent = 0;
		const http = async () => {
			sent++;
			return await Promise.reject(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
		};
		const refusal = await refusalOf(() => requestLink(http, seamlessOf(), client));
		expect(refusal).toMatchObject({ errorCode: 'provider_unavailable', retryable: true });
		expect(sent).toBe(1);
	});
});
