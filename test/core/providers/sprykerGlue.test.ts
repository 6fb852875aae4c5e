import { describe, expect, it } from '@jest/globals';
import { sprykerGlueExample } from '../examples.mjs';
import { jwtOf, process, responseOf } from '../support';
import { testMessages } from './messages';

describe('a token of Spryker Glue', () => {
	it('is read from the literal example response', () => {
		expect(process('sprykerGlue', responseOf(sprykerGlueExample))).toEqual({
			accessToken: sprykerGlueExample.access_token,
			refreshToken: sprykerGlueExample.refresh_token,
			// Its JWT lives a few hundredths of a second less than `expires_in` says.
			lifetime: expect.closeTo(28_799.98, 2),
			response: sprykerGlueExample,
		});
	});

	const snake = {
		token_type: 'Bearer',
		expires_in: 28_800,
		access_token: 'abc',
		refresh_token: 'def',
	};
	const camel = { tokenType: 'Bearer', expiresIn: 28_800, accessToken: 'abc', refreshToken: 'def' };

	it.each([
		['one object, snake_case', snake],
		['one object, camelCase', camel],
		['an array, snake_case', [snake]],
		['an array, camelCase', [camel]],
		['JSON:API, snake_case', { data: { type: 'tokens', attributes: snake } }],
		['JSON:API, camelCase', { data: { type: 'tokens', attributes: camel } }],
		['a JSON:API list, snake_case', { data: [{ type: 'tokens', attributes: snake }] }],
		['a JSON:API list, camelCase', { data: [{ type: 'tokens', attributes: camel }] }],
		['a lifetime as text', { ...snake, expires_in: '28800' }],
	])('is read in each of its forms: %s', (_, response) => {
		expect(process('sprykerGlue', responseOf(response, { status: 201 }))).toEqual({
			accessToken: 'abc',
			refreshToken: 'def',
			lifetime: 28_800,
			response,
		});
	});

	it('lives by the fractional times inside it where nothing else tells', () => {
		const token = jwtOf({ iat: 1_699_347_834.5, nbf: 1_699_347_834.5, exp: 1_699_376_634.25 });
		const { lifetime } = process('sprykerGlue', responseOf({ access_token: token }));
		expect(lifetime).toBe(28_799.75);
	});
});

/** Its error responses are an array, JSON:API, or the standard. */
describe('what people read of Spryker Glue', () => {
	testMessages('sprykerGlue', [
		[
			400,
			[{ status: 400, code: 'invalid_grant', message: 'The user credentials were incorrect.' }],
			'credentials_rejected',
			'The user credentials were incorrect.',
			{
				description:
					'Check "Username" and "Password". They must belong to a Back Office user, not to a customer.',
			},
		],
		[
			401,
			{ errors: [{ detail: 'Failed to authenticate user.', status: 401, code: '003' }] },
			'credentials_rejected',
			'Failed to authenticate user.',
		],
		[
			400,
			{ errors: [{ message: 'Wrong login', status: 400, code: 'invalid_grant' }] },
			'credentials_rejected',
			'Wrong login',
		],
		[
			401,
			{ error: 'invalid_grant', error_description: 'Wrong login' },
			'credentials_rejected',
			'Wrong login',
		],
		[
			400,
			[{ status: 400, code: 'unsupported_grant_type', message: 'Not supported.' }],
			'invalid_configuration',
			'Not supported.',
			{
				message: 'This Glue application does not offer the password grant for Back Office users.',
				description:
					'Check that "Base URL" is the address of the backend Glue application, and that the shop has the Back Office sign-in installed.',
			},
		],
		[
			200,
			[{ status: 400, code: 'invalid_grant', message: 'Wrong login' }],
			'credentials_rejected',
			'Wrong login',
		],
		[404, '', 'invalid_configuration', '', { description: '"Base URL"' }],
	]);
});
