import { describe, expect, it } from '@jest/globals';
import { explainErrorResponse } from '../../../core/response/explain';
import { parseErrorResponse } from '../../../core/response/errorResponse';
import { exchangeOf } from '../support';

const { exchange } = exchangeOf('voipex');

/** What becomes of an error response that is read from this body. */
const explained = (status: number, body: unknown = undefined, retryAfter?: number) =>
	explainErrorResponse(exchange, { status, body, parsed: parseErrorResponse(body), retryAfter });

const said = (text: string) => ({ error: 'invalid_grant', error_description: text });

/** Each sentence stands here once: status | body | code | message | description. */
const sentences = String.raw`
400 | {} | credentials_rejected | VoIPEX refused the sign-in. | Check "Username" and "Password".
402 | {} | access_denied | VoIPEX does not let this login in. | Ask the administrator of VoIPEX whether this login may use the API from this server's address.
403 | {} | access_denied | VoIPEX does not let this login in. | Check "Username" and "Password". If that is correct, ask the administrator of VoIPEX whether this login may use the API.
404 | {} | invalid_configuration | VoIPEX has no sign-in at this address (HTTP 404). | Check "Auth URL" in the credential.
415 | {} | invalid_configuration | VoIPEX cannot process this kind of sign-in (HTTP 415). | Compare the address and the options in the credential with the documentation of VoIPEX.
429 | {} | rate_limited | VoIPEX got too many sign-ins and asks to wait. | Try again in a minute. If it happens again, check which other tools use this login.
502 | {} | provider_unavailable | VoIPEX cannot process the sign-in at the moment (HTTP 502). | Try again later. If it happens again, ask the provider.
200 | {"status": 503} | provider_unavailable | VoIPEX cannot process the sign-in at the moment (status 503 in its response). | Try again later. If it happens again, ask the provider.
307 | {} | redirect_refused | VoIPEX redirects the sign-in to another address (HTTP 307). Nothing was sent there. | Enter the address it redirects to in "Auth URL". Usually https://, the host name or a trailing slash is missing.
407 | {} | provider_unavailable | The proxy between n8n and VoIPEX asks for a login (HTTP 407). | Ask the administrator of n8n to add the login to the address of the proxy (HTTP_PROXY and HTTPS_PROXY).
403 | {"error": "mfa_required"} | two_factor_required | VoIPEX asks for a second factor, so this login cannot be used here. Its response: "mfa_required". | Use a login without two-factor authentication, for example a service user, or turn it off for this one.
400 | {"message": "User is disabled."} | credentials_rejected | This VoIPEX account cannot sign in at present. Its response: "User is disabled." | The login may be correct. Sign in to VoIPEX once in a browser and follow its instructions, or ask its administrator to enable the account; a locked one may unlock by itself after some time.
409 | {"message": "Session limit reached."} | access_denied | VoIPEX allows no more sessions of this login. Its response: "Session limit reached." | Sign out elsewhere, or wait until a session ends. If it happens again, check which other tools use this login.
`
	.trim()
	.split('\n')
	.map((row) => row.split(' | '));

describe('an error response is explained', () => {
	it.each(sentences)('HTTP %s %s is %s', (status, body, errorCode, message, description) => {
		const refusal = explained(Number(status), JSON.parse(body!));
		expect(refusal).toMatchObject({ errorCode, message, description });
	});

	it.each([
		[403, 'a proxy or a firewall'],
		[401, '"Username" and "Password"'],
	])('a web page with HTTP %i', (status, advice) => {
		const page = { status, body: undefined, parsed: undefined, isPage: true };
		const refusal = explainErrorResponse(exchange, page);
		expect(refusal.errorCode).toBe('provider_unavailable');
		expect(refusal.description).toContain(advice);
		expect(refusal.loginProcessed ?? false).toBe(status === 401);
	});
});

describe('a wait', () => {
	it.each<[number, string, number | undefined, number | undefined]>([
		[429, '', 3600, 3600],
		[429, '', undefined, undefined],
		[500, 'Too many attempts. Wait 10 minutes.', undefined, 600],
		[400, 'Your account is locked for 1 hour', undefined, 3600],
		[429, 'Wait 10 minutes', 7, 7],
		[401, 'Wrong password. Wait 10 minutes.', undefined, undefined],
	])('of HTTP %i "%s" with Retry-After %p is %p', (status, message, header, seconds) => {
		const refusal = explained(status, { message }, header);
		expect(refusal.retryAfter).toBe(seconds);
		if (seconds === 3600 && status === 429) expect(refusal.description).toContain('60 minutes');
	});
});

describe('what a provider says is quoted', () => {
	it.each([
		['Wrong login', '"Wrong login".'],
		['Wrong login.', '"Wrong login."'],
		['unsupported_grant_type for 3f2cdeadbeef12345678', '"unsupported_grant_type for ***".'],
		['You sent voipex-password', '"invalid_grant".'],
		['x'.repeat(5000), `"${'x'.repeat(299)}…".`],
	])('%s', (text, quoted) => {
		expect(explained(401, said(text)).message.replace(/^[^"]*: /, '')).toBe(quoted);
	});
});

it("the provider's own code is kept for the engine, without a secret", () => {
	const code = 'unsupported_grant_type';
	expect(explained(400, { error: code })).toMatchObject({ providerCode: code });
	expect(explained(400, { error: 'code voipex-password' })).not.toHaveProperty('providerCode');
	expect(explained(400, { message: 'No' })).not.toHaveProperty('providerCode');
});

describe('a rule of the provider', () => {
	it.each([
		[400, 'unauthorized_client', 'access_denied', true],
		// Of another status.
		[403, 'unauthorized_client', 'access_denied', false],
		// The server has not looked at the login.
		[503, 'unauthorized_client', 'provider_unavailable', false],
	])('HTTP %i %s: %s, %p', (status, error, errorCode, isOwn) => {
		const refusal = explained(status, { error });
		expect(refusal.errorCode).toBe(errorCode);
		expect(refusal.message.includes('sign in with a password')).toBe(isOwn);
	});
});

it('a busy provider may be asked again', () => {
	const busy = [400, 401, 403, 404, 429, 500, 502, 503, 504].filter(
		(status) => explained(status).retryable,
	);
	expect(busy).toEqual([429, 502, 503, 504]);
});
