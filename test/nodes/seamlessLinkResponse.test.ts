import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { responding } from '../credentials/support';
import { b2copy, issued, link, logins, run } from './seamlessLink.support';

const endpoint = 'https://b2copy.example/api/v1/standalone/auth/getAuthUrl';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

describe('a refusal of B2COPY', () => {
	it('stops the node at the item it is about, and starts no other', async () => {
		const asked = b2copy(({ account_id }) =>
			account_id === '1' ? [422, { message: 'No such account.' }] : [200, issued(account_id)],
		);
		await expect(
			run({ items: logins(5), parameters: { options: { maxConcurrency: 1 } } }),
		).rejects.toMatchObject({
			message: expect.stringContaining('"No such account."'),
			description: expect.stringContaining('Investment Platform ID'),
			context: { itemIndex: 1 },
			type: 'link_rejected',
		});
		expect(asked.map((body) => body.account_id)).toEqual(['0', '1']);
	});

	it('is not tried again', async () => {
		const asked = b2copy(() => [422]);
		await run({ items: logins(1), onError: 'continueRegularOutput' });
		expect(asked).toHaveLength(1);
	});

	it.each([401, 403])(
		'of the secret key (%i) is asked for once, not for each client',
		async (status) => {
			const asked = b2copy(() => [status]);
			const items = await run({
				items: logins(10),
				parameters: { options: { maxConcurrency: 1 } },
				onError: 'continueRegularOutput',
			});
			expect(items.map(({ json }) => json)).toEqual(
				Array.from({ length: 10 }, () => ({
					error: expect.any(String),
					errorCode: 'credentials_rejected',
				})),
			);
			expect(asked).toHaveLength(1);
		},
	);

	it('with the secret key in it does not show it', async () => {
		b2copy(({ secret_key }) => [422, { message: `No: ${secret_key}` }]);
		const [item] = await run({ items: logins(1), onError: 'continueRegularOutput' });
		expect(item?.json.errorCode).toBe('link_rejected');
		expect(JSON.stringify(item)).not.toContain('Password1234!');
	});
});

describe('a response that a second try can change', () => {
	it.each([429, 502, 503, 504])('HTTP %i is tried again', async (status) => {
		const asked = b2copy((_, index) => (index === 0 ? [status] : [200, issued('a')]));
		const [item] = await run({ items: logins(1) });
		expect(item?.json.url).toBe(link('a'));
		expect(asked).toHaveLength(2);
	});

	it('a broken connection is tried again', async () => {
		nock('https://b2copy.example')
			.post('/api/v1/standalone/auth/getAuthUrl')
			.replyWithError(Object.assign(new Error('gone'), { code: 'ECONNRESET' }));
		b2copy(() => [200, issued('a')]);
		const [item] = await run({ items: logins(1) });
		expect(item?.json.url).toBe(link('a'));
	});

	it('is tried as often as the option says', async () => {
		const asked = b2copy(() => [503]);
		await expect(
			run({ items: logins(1), parameters: { options: { retries: 0 } } }),
		).rejects.toMatchObject({ type: 'provider_unavailable' });
		expect(asked).toHaveLength(1);
	});

	it.each([400, 404, 500])('HTTP %i is not tried again', async (status) => {
		const asked = b2copy(() => [status]);
		await run({ items: logins(1), onError: 'continueRegularOutput' });
		expect(asked).toHaveLength(1);
	});
});

describe('a link that B2COPY issues', () => {
	it.each([
		['another host than the Redirect URL', 'https://evil.test/abc'],
		['plain http', 'http://my.example/abc'],
		['javascript', 'javascript:alert(1)'],
		['user info', 'https://my.example@evil.test/abc'],
		['no token', 'https://my.example/'],
	])('with %s is refused', async (_, url) => {
		b2copy(() => [200, { status: 200, data: { url } }]);
		const [item] = await run(
			{ items: logins(1), onError: 'continueRegularOutput' },
			{ redirectUrl: 'https://my.example' },
		);
		expect(item?.json.errorCode).toBe('link_rejected');
		expect(JSON.stringify(item)).not.toContain('abc');
	});

	it('is not asked for elsewhere when B2COPY redirects', async () => {
		const elsewhere = responding('https://evil.test/', 'POST', [200, issued('a')]);
		responding(endpoint, 'POST', [307, '', { location: 'https://evil.test/' }]);
		await expect(run({ items: logins(1) })).rejects.toMatchObject({ type: 'redirect_refused' });
		expect(elsewhere).toEqual([]);
	});
});
