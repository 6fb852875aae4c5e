import { describe, expect, it } from '@jest/globals';
import { processLinkResponse } from '../../../core/seamless/linkResponse';
import { b2copySeamless } from '../../../core/seamless/provider';
import { refusalOf, responseOf } from '../support';

const exchange = { service: b2copySeamless, address: '"Base URL"', secrets: ['Password1234!'] };
const accept = (body: object) => processLinkResponse(exchange, responseOf(body), 'my.example');
const link = 'https://my.example/abc';

describe('a link is passed on in its canonical form', () => {
	it.each([
		['capitals in scheme and host', 'HTTPS://My.Example/AbC', 'https://my.example/AbC'],
		['the standard port', 'https://my.example:443/abc', link],
		['dots in the path', 'https://my.example/x/../abc', link],
		['encoded dots in the path', 'https://my.example/x/%2e%2E/abc', link],
		['every character that a URI may have', `${link}-._~!$&()*+,;=:@/%20?a=b/?#c`, undefined],
		['an encoded quotation mark', `${link}%22`, undefined],
	])('with %s', (_, url, canonical = url) => {
		expect(accept({ status: 200, data: { url } })).toEqual({ url: canonical, host: 'my.example' });
	});
});

describe('a link that could end an attribute of a web page is refused', () => {
	it.each(['"', "'", '<', '>', '`', ' ', '\\', '{', '}', '|', '^', 'ü', '\t'])(
		'with %j in its path, its query, its fragment or its host',
		async (character) => {
			for (const url of [
				`https://my.example/x${character}onmouseover=alert(1)`,
				`https://my.example/x?y=${character}`,
				`https://my.example/x#${character}`,
				`https://my.example${character}/x`,
			]) {
				const refusal = await refusalOf(() => accept({ status: 200, data: { url } }));
				expect(refusal.errorCode).toBe('link_rejected');
				expect(refusal.message + refusal.description).not.toContain('onmouseover');
			}
		},
	);
});

describe('a link beside a complaint is a refusal', () => {
	it.each([
		['success is false', { success: false }],
		['success is false, and the status is good', { success: false, status: 200 }],
		['the status is a word', { status: 'error' }],
		['an error', { error: 'not_found' }],
		['an error, and the status is good', { error: { message: 'No.' }, status: 200 }],
		['errors', { errors: [{ message: 'No such account.' }] }],
		['errors by field', { errors: { account_id: ['No such account.'] } }],
		['a bad status', { status: 404 }],
		['a bad status in meta', { meta: { status: 500 } }],
	])('%s', async (_, complaint) => {
		const refusal = await refusalOf(() => accept({ ...complaint, data: { url: link } }));
		expect(['link_rejected', 'provider_unavailable']).toContain(refusal.errorCode);
		expect(refusal.message).not.toContain(link);
	});

	it('which is told, with what to do', async () => {
		const complaint = { success: false, message: 'No such account.', data: { url: link } };
		expect(await refusalOf(() => accept(complaint))).toMatchObject({
			errorCode: 'link_rejected',
			message: expect.stringContaining('"No such account."'),
			description: expect.stringContaining('"Investment Platform ID"'),
		});
	});

	it('and one about the secret key is one of the key', async () => {
		const complaint = { success: false, message: 'Invalid secret key.', data: { url: link } };
		expect(await refusalOf(() => accept(complaint))).toMatchObject({
			errorCode: 'credentials_rejected',
			message: expect.stringContaining('"Invalid secret key."'),
		});
	});
});

describe('what is no complaint does not stand in the way of a link', () => {
	it.each([
		[
			'the documented envelope',
			{ status: 200, meta: { behaviours: [], status: 200 }, modules: [] },
		],
		['success is true', { success: true }],
		['no error', { error: null, errors: null }],
		['a message', { message: 'OK' }],
		['a message with a code', { message: 'Created.', code: 'LINK_CREATED' }],
		['the status is a good word', { status: 'success' }],
	])('%s', (_, envelope) => {
		expect(accept({ ...envelope, data: { url: link } }).url).toBe(link);
	});
});
