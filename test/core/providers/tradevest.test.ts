import { describe, expect, it } from '@jest/globals';
import { tradevestExample } from '../examples.mjs';
import { process, responseOf } from '../support';
import { testMessages } from './messages';

const CHECK_CLIENT =
	'Check "Client ID", "Client Secret" and "Environment": a client of one environment is unknown in the others.';

it('a token of Tradevest is read from its documented response', () => {
	expect(process('tradevest', responseOf(tradevestExample))).toEqual({
		accessToken: 'an-access-token',
		lifetime: 3600,
		response: tradevestExample,
	});
});

/** Its error responses are five bare codes with HTTP 400. */
describe('what people read of Tradevest', () => {
	testMessages('tradevest', [
		[
			400,
			{ error: 'invalid_client' },
			'credentials_rejected',
			'Tradevest refused the sign-in. Its response: "invalid_client".',
			CHECK_CLIENT,
		],
		[
			400,
			{ error: 'invalid_grant' },
			'credentials_rejected',
			'Tradevest refused the sign-in. Its response: "invalid_grant".',
			CHECK_CLIENT,
		],
		[
			400,
			{ error: 'unauthorized_client' },
			'access_denied',
			'Tradevest does not let this client obtain tokens. Its response: "unauthorized_client".',
			'Ask Tradevest to enable the client credentials grant for this client.',
		],
		[
			400,
			{ error: 'invalid_request' },
			'invalid_configuration',
			'Tradevest cannot process this sign-in. Its response: "invalid_request".',
			'Check "Token Path" and "Scope" in the credential.',
		],
		[
			400,
			{ error: 'unsupported_grant_type' },
			'invalid_configuration',
			'Tradevest does not know the client credentials grant at this address. Its response: "unsupported_grant_type".',
			'Check "Token Path"; the API reference names /oauth2/token.',
		],
		[
			404,
			'',
			'invalid_configuration',
			'Tradevest does not take a sign-in at this address (HTTP 404).',
			'Check "Environment" and "Token Path" in the credential.',
		],
	]);
});
