import { describe, expect, it } from '@jest/globals';
import { tradevestExample } from '../examples.mjs';
import { process, responseOf } from '../support';
import { testMessages } from './messages';

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
			'invalid_client',
			{
				description:
					'Check "Client ID", "Client Secret" and "Environment". Each environment has its own client.',
			},
		],
		[
			400,
			{ error: 'invalid_grant' },
			'credentials_rejected',
			'invalid_grant',
			{ description: '"Environment"' },
		],
		[
			400,
			{ error: 'unauthorized_client' },
			'access_denied',
			'unauthorized_client',
			{
				message: 'Tradevest does not let this client obtain tokens.',
				description: 'Ask Tradevest to enable the client credentials grant for this client.',
			},
		],
		[
			400,
			{ error: 'invalid_request' },
			'invalid_configuration',
			'invalid_request',
			{
				message: 'Tradevest cannot process this sign-in.',
				description: 'Check "Token Path" and "Scope".',
			},
		],
		[
			400,
			{ error: 'unsupported_grant_type' },
			'invalid_configuration',
			'unsupported_grant_type',
			{
				message: 'Tradevest does not offer the client credentials grant at this address.',
				description: 'Check "Token Path". The API reference says /oauth2/token.',
			},
		],
		[404, '', 'invalid_configuration', '', { description: '"Environment" and "Token Path"' }],
	]);
});

describe('what people read of Tradevest at an address of their own', () => {
	const fields = '"Environment", "Auth URL" and "Token Path"';
	testMessages('tradevest', [[404, '', 'invalid_configuration', '', { description: fields }]], {
		environment: 'custom',
		authUrl: 'https://auth.example',
	});
});
