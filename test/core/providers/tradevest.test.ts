import { describe, expect, it } from '@jest/globals';
import { fixtures } from '../../fixtures.mjs';
import { process, responseOf } from '../support';
import { error, rejected, says, testMessages, wrong } from './messages';

it('a token of Tradevest is read from its documented response', () => {
	expect(process('tradevest', responseOf(fixtures.tradevest.answer))).toEqual({
		accessToken: 'an-access-token',
		lifetime: 3600,
		response: fixtures.tradevest.answer,
	});
});

/** Its error responses are five bare codes with HTTP 400. */
describe('what people read of Tradevest', () => {
	const check = says(
		'',
		'Check "Client ID", "Client Secret" and "Environment". Each environment has its own client.',
	);
	const notAllowed = says(
		'Tradevest does not let this client obtain tokens.',
		'Ask Tradevest to enable the client credentials grant for this client.',
	);
	const notProcessed = says(
		'Tradevest cannot process this sign-in.',
		'Check "Token Path" and "Scope".',
	);
	const noGrant = says(
		'Tradevest does not offer the client credentials grant at this address.',
		'Check "Token Path". The API reference says /oauth2/token.',
	);
	const address = { description: '"Environment" and "Token Path"' };

	testMessages('tradevest', [
		[400, error('invalid_client'), rejected, 'invalid_client', check],
		[400, error('invalid_grant'), rejected, 'invalid_grant'],
		[400, error('unauthorized_client'), 'access_denied', 'unauthorized_client', notAllowed],
		[400, error('invalid_request'), wrong, 'invalid_request', notProcessed],
		[400, error('unsupported_grant_type'), wrong, 'unsupported_grant_type', noGrant],
		[404, '', wrong, '', address],
	]);
});
