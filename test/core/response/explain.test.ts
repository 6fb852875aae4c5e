import { describe, expect, it } from '@jest/globals';
import { explainErrorResponse } from '../../../core/response/explain';
import { parseErrorResponse } from '../../../core/response/errorResponse';
import { exchangeOf } from '../support';

const { exchange } = exchangeOf('voipex');

/** What becomes of an error response that is read from this body. */
const explained = (status: number, body: unknown = undefined, retryAfter?: number) =>
	explainErrorResponse(exchange, { status, body, parsed: parseErrorResponse(body), retryAfter });

const said = (text: string) => ({ error: 'invalid_grant', error_description: text });

describe('an error response without words of its own is explained by its status', () => {
	it.each([
		[
			400,
			'credentials_rejected',
			'VoIPEX refused the sign-in.',
			'Check "Username" and "Password".',
		],
		[
			403,
			'access_denied',
			'VoIPEX does not let this login in.',
			"Ask the administrator of VoIPEX whether this login may use the API from this server's address.",
		],
		[
			404,
			'invalid_configuration',
			'VoIPEX has no sign-in at this address (HTTP 404).',
			'Check "Auth URL" in the credential.',
		],
		[
			405,
			'invalid_configuration',
			'VoIPEX has no sign-in at this address (HTTP 405).',
			'Check "Auth URL" in the credential.',
		],
		[
			415,
			'invalid_configuration',
			'VoIPEX cannot process this kind of sign-in (HTTP 415).',
			'Compare the address and the options in the credential with the documentation of VoIPEX.',
		],
		[
			429,
			'rate_limited',
			'VoIPEX got too many sign-ins and asks to wait.',
			'Try again in a minute. If it happens again, check which other tools use this login.',
		],
		[
			502,
			'provider_unavailable',
			'VoIPEX cannot process the sign-in at the moment (HTTP 502).',
			'Try again later. If it happens again, ask the provider.',
		],
		[
			307,
			'redirect_refused',
			'VoIPEX redirects the sign-in to another address (HTTP 307). Nothing was sent there.',
			'Enter the address it redirects to in "Auth URL". Usually https://, the host name or a trailing slash is missing.',
		],
		[
			407,
			'provider_unavailable',
			'The proxy between n8n and VoIPEX asks for a login (HTTP 407).',
			'Ask the administrator of n8n to add the login to the address of the proxy (HTTP_PROXY and HTTPS_PROXY).',
		],
	])('HTTP %i is %s', (status, errorCode, message, description) => {
		expect(explained(status)).toMatchObject({ errorCode, message, description });
	});

	it('a second factor', () => {
		expect(explained(403, { error: 'mfa_required' })).toMatchObject({
			message:
				'VoIPEX asks for a second factor, so this login cannot be used here. Its response: "mfa_required".',
			description:
				'Use a login without two-factor authentication, for example a service user, or turn it off for this one.',
		});
	});

	it('a web page', () => {
		const page = { status: 403, body: undefined, parsed: undefined, isPage: true };
		expect(explainErrorResponse(exchange, page)).toMatchObject({
			message: 'VoIPEX returned a web page instead of a token (HTTP 403).',
			description: expect.stringContaining('a proxy or a firewall'),
		});
	});

	it('a status in the body is named as such', () => {
		expect(explained(200, { status: 503 }).message).toContain('(status 503 in its response)');
	});

	it.each([
		[30, 'Try again in a minute.'],
		[3600, 'Try again in 60 minutes.'],
	])('HTTP 429 that asks for %i seconds', (retryAfter, advice) => {
		expect(explained(429, undefined, retryAfter).description).toContain(advice);
	});
});

describe('what a provider says is quoted', () => {
	it.each([
		['with a full stop added', 'Wrong login', '"Wrong login".'],
		['with its own full stop', 'Wrong login.', '"Wrong login."'],
		['with its own question mark', 'Wrong login?', '"Wrong login?"'],
	])('%s', (_, text, quoted) => {
		const { message } = explained(401, said(text));
		expect(message.slice(message.indexOf('"'))).toBe(quoted);
	});

	it('as its response', () => {
		expect(explained(401, said('No')).message).toMatch(/\. Its response: "No"\.$/);
	});

	it('by its code where it says nothing else', () => {
		expect(explained(400, { error: 'invalid_grant' }).message).toContain('"invalid_grant".');
	});

	it.each([
		[
			'a token that nobody knows of yet',
			'unsupported_grant_type for 3f2cdeadbeef12345678',
			'"unsupported_grant_type for ***"',
		],
	])('but never %s', (_, text, quoted) => {
		expect(explained(401, said(text)).message).toContain(quoted);
	});

	it('but not where it holds the password: then the code is', () => {
		const body = { error: 'invalid_grant', error_description: 'You sent voipex-password' };
		expect(explained(401, body).message).toContain('"invalid_grant".');
	});

	it('but no more of it than 300 characters', () => {
		expect(explained(401, said('x'.repeat(5000))).message).toContain(`"${'x'.repeat(299)}…"`);
	});

	it('but not where it is a web page', () => {
		expect(explained(502, undefined).message).not.toContain('"');
	});
});

describe("the provider's own code", () => {
	it('is kept for the engine', () => {
		expect(explained(400, { error: 'unsupported_grant_type' })).toMatchObject({
			errorCode: 'invalid_configuration',
			providerCode: 'unsupported_grant_type',
		});
	});

	it('holds no secret either', () => {
		const body = { error: 'code voipex-password' };
		expect(explained(400, body)).not.toHaveProperty('providerCode');
	});

	it('is left out where there is none', () => {
		expect(explained(400, { message: 'No' })).not.toHaveProperty('providerCode');
	});
});

describe('a rule of the provider', () => {
	it('comes before the standard table', () => {
		expect(explained(400, { error: 'unauthorized_client' }).message).toContain(
			'VoIPEX does not let this client sign in with a password.',
		);
	});

	it('counts for its own status only', () => {
		expect(explained(401, { error: 'unauthorized_client' }).errorCode).toBe('credentials_rejected');
	});

	it('counts for its own text only', () => {
		expect(explained(400, said('Account is not fully set up')).message).toContain(
			'account is not fully set up.',
		);
		expect(explained(400, said('Token is not active')).message).not.toContain('set up');
	});

	it('does not count where the server is away or busy: it has not looked at the login', () => {
		expect(explained(503, { error: 'invalid_client' }).errorCode).toBe('provider_unavailable');
	});
});

describe('a busy provider', () => {
	it.each([429, 502, 503, 504])(
		'of HTTP %i may be asked again, after the wait it names',
		(status) => {
			expect(explained(status, undefined, 7)).toMatchObject({ retryable: true, retryAfter: 7 });
		},
	);

	it.each([400, 401, 403, 404, 500])('is none of HTTP %i', (status) => {
		expect(explained(status)).not.toHaveProperty('retryable');
	});

	it('that names no wait is asked again without one', () => {
		expect(explained(429)).not.toHaveProperty('retryAfter');
	});
});
