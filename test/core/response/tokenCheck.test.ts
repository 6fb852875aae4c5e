import { describe, expect, it } from '@jest/globals';
import { MAX_TOKEN_LENGTH } from '../../../core/response/tokenCheck';
import { process, refusalOf, responseOf } from '../support';

const issued = (body: object) => process('voipex', responseOf({ access_token: 'abc', ...body }));

describe('the type of a token', () => {
	it.each([
		'Bearer',
		'bearer',
		'Bearer ',
		'BearerToken',
		'bearer_token',
		'JWT',
		'Token',
		'access_token',
		'urn:ietf:params:oauth:token-type:jwt',
		'',
		null,
		1,
		{ a: 1 },
	])('is taken for Bearer: %j', (type) => {
		expect(issued({ token_type: type }).accessToken).toBe('abc');
	});

	it.each(['mac', 'MAC', 'PoP', 'DPoP', 'N_A', 'n/a', 'hawk', ' dpop '])(
		'needs more than the token: %j',
		async (type) => {
			expect(await refusalOf(() => issued({ token_type: type }))).toMatchObject({
				errorCode: 'malformed_response',
				message: 'VoIPEX issued a token that is not a Bearer token.',
				loginProcessed: true,
			});
		},
	);
});

describe('the length of a token', () => {
	it.each([19_247, MAX_TOKEN_LENGTH])('of %i characters is no obstacle', (length) => {
		expect(issued({ access_token: 'a'.repeat(length) }).accessToken).toHaveLength(length);
	});

	it('has a limit beyond which no server takes it, and words for it', async () => {
		const access_token = 'a'.repeat(MAX_TOKEN_LENGTH + 1);
		expect(await refusalOf(() => issued({ access_token }))).toMatchObject({
			errorCode: 'malformed_response',
			message: `VoIPEX issued a token that is too long for a header: ${MAX_TOKEN_LENGTH + 1} characters.`,
			description: expect.stringContaining('fewer groups or roles'),
			loginProcessed: true,
		});
	});

	it('comes after its characters', async () => {
		const access_token = `\n${'a'.repeat(MAX_TOKEN_LENGTH)}`;
		const { message } = await refusalOf(() => issued({ access_token }));
		expect(message).toContain('cannot be sent in a header');
	});
});

describe('a response is checked in a fixed order', () => {
	it.each([
		['the status before all', { status: 503, text: '<p>' }, 'at the moment'],
		['the page before the JSON', { text: '<p>' }, 'a web page'],
		['the JSON before the rest', { text: 'OK' }, 'other than JSON'],
		['a complaint before the token', { text: '{"error":"x","access_token":"a b"}' }, 'refused'],
		['the token before its type', { text: '{"access_token":"a b","token_type":"mac"}' }, 'be sent'],
	])('%s', async (_, rest, words) => {
		const { message } = await refusalOf(() => process('voipex', responseOf({}, rest)));
		expect(message).toContain(words);
	});
});
