import { describe, expect, it } from '@jest/globals';
import { fixtures } from '../../fixtures.mjs';
import { process, responseOf } from '../support';
import { rejected, says, testMessages, wrong } from './messages';

describe('a token of Spryker Glue', () => {
	it('is read from the literal example response', () => {
		expect(process('sprykerGlue', responseOf(fixtures.sprykerGlue.answer))).toEqual({
			accessToken: fixtures.sprykerGlue.answer.access_token,
			refreshToken: fixtures.sprykerGlue.answer.refresh_token,
			// Its JWT lives a few hundredths of a second less than `expires_in` says.
			lifetime: expect.closeTo(28_799.98, 2),
			response: fixtures.sprykerGlue.answer,
		});
	});

	const snake = { expires_in: 28_800, access_token: 'abc', refresh_token: 'def' };
	const camel = { expiresIn: '28800', accessToken: 'abc', refreshToken: 'def' };

	it.each([
		['one object', (token: object) => token],
		['an array', (token: object) => [token]],
		['JSON:API', (token: object) => ({ data: { type: 'tokens', attributes: token } })],
		['a JSON:API list', (token: object) => ({ data: [{ type: 'tokens', attributes: token }] })],
	])('is read in snake and camel case from %s', (_, wrap) => {
		for (const response of [wrap(snake), wrap(camel)]) {
			const tokenSet = process('sprykerGlue', responseOf(response, { status: 201 }));
			const values = { accessToken: 'abc', refreshToken: 'def', lifetime: 28_800 };
			expect(tokenSet).toEqual({ ...values, response });
		}
	});
});

/** Its error responses are an array, JSON:API, or the standard. */
describe('what people read of Spryker Glue', () => {
	const refusal = (code: string, message: string) => ({ status: 400, code, message });
	const noGrant = refusal('unsupported_grant_type', 'Not supported.');
	const invalidGrant = refusal('invalid_grant', 'Wrong login');
	const failed = { detail: 'Failed to authenticate user.', status: 401, code: '003' };
	const check = says(
		'',
		'Check "Username" and "Password". They must belong to a Back Office user, not to a customer.',
	);
	const notOffered = says(
		'This Glue application does not offer the password grant for Back Office users.',
		'Check that "Base URL" is the address of the backend Glue application, and that the shop has the Back Office sign-in installed.',
	);

	testMessages('sprykerGlue', [
		[400, [invalidGrant], rejected, 'Wrong login', check],
		[200, [invalidGrant], rejected, 'Wrong login'],
		[401, { errors: [failed] }, rejected, 'Failed to authenticate user.'],
		[400, [noGrant], wrong, 'Not supported.', notOffered],
	]);
});
