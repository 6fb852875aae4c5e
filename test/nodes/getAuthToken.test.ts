import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NodeOperationError, sleep, UserError } from 'n8n-workflow';
import { GetAuthToken } from '../../nodes/GetAuthToken/GetAuthToken.node';
import { responding, fakeClock, n8n } from '../credentials/support';
import nock from 'nock';

const endpoint = 'https://auth.voipex.io/token';
const granted = {
	access_token: 'token-1',
	token_type: 'bearer',
	expires_in: 3000,
	refresh_token: 'refresh-1',
	scope: 'profile email',
};

/** What the node gives for the response above, on the clock of these tests. */
const output = {
	provider: 'voipex',
	accessToken: 'token-1',
	tokenType: 'Bearer',
	authorization: 'Bearer token-1',
	expiresAt: '2031-05-01T12:50:00.000Z',
	expiresIn: 3000,
	scope: 'profile email',
	source: 'grant',
};

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

let clock: ReturnType<typeof fakeClock>;
beforeEach(() => {
	clock = fakeClock();
});

type Execution = Parameters<ReturnType<typeof n8n>['execute']>[1] & object;

async function run(instance: ReturnType<typeof n8n>, execution: Execution = {}) {
	const parameters = { provider: 'voipex', ...execution.parameters };
	return await instance.execute(new GetAuthToken(), { ...execution, parameters });
}

async function jsonOf(parameters: object = {}, instance = n8n(), items: object[] = [{}]) {
	const { items: given } = await run(instance, { parameters, items });
	return given.map(({ json }) => json as Record<string, unknown>);
}

describe('the output of Get Auth Token', () => {
	beforeEach(() => {
		responding(endpoint, 'POST', [200, granted]);
	});

	it('holds the token, its header, its end and how it was obtained', async () => {
		expect(await jsonOf()).toEqual([output]);
	});

	it('counts the seconds that are left', async () => {
		const instance = n8n();
		await jsonOf({}, instance);
		clock.pass(100.5);
		expect(await jsonOf({}, instance)).toEqual([{ ...output, expiresIn: 2899, source: 'cache' }]);
	});

	it('not simplified is the response as it came', async () => {
		expect(await jsonOf({ simplify: false, includeRefreshToken: true })).toEqual([
			{ provider: 'voipex', source: 'grant', response: granted },
		]);
	});

	it('not simplified is a copy: what later nodes do to it reaches no other execution', async () => {
		const instance = n8n();
		const [first] = await jsonOf({ simplify: false }, instance);
		Object.assign(first?.response as object, { access_token: 'changed' });
		const [second] = await jsonOf({ simplify: false }, instance);
		expect(second?.response).toEqual(granted);
	});

	it('goes under a field of its own, beside those of the item', async () => {
		expect(await jsonOf({ options: { outputField: ' auth ' } }, n8n(), [{ id: 7 }])).toEqual([
			{ id: 7, auth: output },
		]);
	});

	it('is one item per item, each linked to its own, with one sign-in for all', async () => {
		const { items } = await run(n8n(), { items: [{ id: 1 }, { id: 2 }, { id: 3 }] });
		expect(items).toEqual([
			{ json: output, pairedItem: { item: 0 } },
			{ json: { ...output, source: 'cache' }, pairedItem: { item: 1 } },
			{ json: { ...output, source: 'cache' }, pairedItem: { item: 2 } },
		]);
	});
});

describe('Force New Token', () => {
	it('signs in once, for the first of the items', async () => {
		const asked = responding(endpoint, 'POST', [200, { access_token: 'token-1' }]);
		const instance = n8n();
		await jsonOf({}, instance);
		const items = await jsonOf({ options: { forceNewToken: true } }, instance, [{}, {}, {}]);
		expect(items.map(({ source }) => source)).toEqual(['grant', 'cache', 'cache']);
		expect(asked).toHaveLength(2);
	});
});

describe('a token that lives too short for Minimum Validity', () => {
	it('is given anyway, with one hint for all items', async () => {
		responding(endpoint, 'POST', [200, { ...granted, expires_in: 30 }]);
		const { items, hints } = await run(n8n(), { items: [{}, {}, {}] });
		expect(items.map(({ json }) => json.accessToken)).toEqual(['token-1', 'token-1', 'token-1']);
		expect(hints).toEqual([expect.stringContaining('live for 30 seconds')]);
	});
});

describe('an item that does not work', () => {
	const wrong = { error: 'invalid_grant', error_description: 'Invalid user credentials' };

	it('stops the node with what happened, what to do, and which item it was', async () => {
		responding(endpoint, 'POST', [401, wrong]);
		const reason: unknown = await run(n8n()).catch((thrown: unknown) => thrown);
		expect(reason).toBeInstanceOf(NodeOperationError);
		expect(reason).toMatchObject({
			message: expect.stringContaining('"Invalid user credentials"'),
			description: expect.stringContaining('"Password"'),
			context: { itemIndex: 0 },
			type: 'credentials_rejected',
		});
		expect(reason).not.toHaveProperty('cause.config');
	});

	it.each([
		[[401, wrong], 'credentials_rejected'],
		[[302, '', { location: 'https://evil.example/' }], 'redirect_refused'],
		[[200, '<html>'], 'malformed_response'],
		[[500, {}], 'provider_unavailable'],
	] as Array<[Parameters<typeof responding>[2], string]>)(
		'over the response %j to one of three logins keeps no other from working',
		async (fault, code) => {
			responding(endpoint, 'POST', [200, granted], fault, [200, granted]);
			const instance = n8n();
			const form = instance.stored.voipexApi as object;
			instance.stored.voipexApi = (item) => ({ ...form, username: `${code}-${item}` });
			const { items } = await run(instance, {
				items: [{}, {}, {}],
				onError: 'continueRegularOutput',
			});
			expect(items.map(({ json }) => json.errorCode ?? json.source)).toEqual([
				'grant',
				code,
				'grant',
			]);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 1, 2].map((item) => ({ item })),
			);
		},
	);

	it('does not keep the others from working', async () => {
		responding(endpoint, 'POST', [200, granted]);
		const { items } = await run(n8n(), {
			items: [{ timeout: 5000 }, { timeout: -1 }, { timeout: 5000 }],
			parameters: { options: { timeout: '={{ $json.timeout }}' } },
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.errorCode ?? json.source)).toEqual([
			'grant',
			'invalid_input',
			'cache',
		]);
		expect(items[1]?.pairedItem).toEqual({ item: 1 });
	});

	it.each([
		...[0, -1, 2 ** 31, Infinity, 'soon', '5 s', ' ', true, {}, [5]].map((timeout) => ({
			timeout,
		})),
		...[{ minimumValidity: -1 }, { minimumValidity: '' }],
	])('over the option %j is found before anything is sent', async (options) => {
		await expect(run(n8n(), { parameters: { options } })).rejects.toMatchObject({
			type: 'invalid_input',
			message: expect.stringMatching(/^"(Timeout|Minimum Validity) \(.*\)" is not a number from/),
		});
	});

	it.each([20_000.5, ' 20000 ', '2e4', 2 ** 31 - 1])('nor over the timeout %j', async (timeout) => {
		responding(endpoint, 'POST', [200, granted]);
		expect(await jsonOf({ options: { timeout } })).toMatchObject([{ source: 'grant' }]);
	});

	it('over a provider that is not in the list is found before anything is sent', async () => {
		const parameters = { provider: 'toString' };
		await expect(run(n8n(), { parameters })).rejects.toMatchObject({ type: 'invalid_input' });
	});

	it('over a credential that was deleted is told in the words of n8n, and what to do', async () => {
		const message = 'Credential with ID "1" does not exist for type "voipexApi".';
		const instance = n8n();
		instance.stored.voipexApi = () => {
			throw new UserError(message);
		};
		await expect(run(instance)).rejects.toMatchObject({
			message,
			description: expect.stringContaining('credential'),
			type: 'invalid_configuration',
		});
	});

	it('over an empty field of the credential is found before anything is sent', async () => {
		const instance = n8n({ voipexApi: { username: '' } });
		await expect(run(instance)).rejects.toMatchObject({ type: 'invalid_configuration' });
	});
});

describe('a cancelled execution', () => {
	it('signs in no more', async () => {
		const asked = responding(endpoint, 'POST', [200, granted]);
		const { items } = await run(n8n(), { items: [{}, {}], cancelled: AbortSignal.abort() });
		expect(items).toEqual([]);
		expect(asked).toEqual([]);
	});

	it('ends among thousands of items, though nothing but the first waits for a response', async () => {
		responding(endpoint, 'POST', [200, granted]);
		const instance = n8n();
		await jsonOf({}, instance);
		const controller = new AbortController();
		void sleep(0).then(() => controller.abort());
		const execution = { items: Array.from({ length: 10_000 }, () => ({})) };
		const { items } = await run(instance, { ...execution, cancelled: controller.signal });
		expect(items.length).toBeLessThan(10_000);
	});
});

describe('the output where the provider tells little, for an API that wants its token otherwise', () => {
	it.each([
		['Authorization: Token {token}', 'Token abc', { headers: { Authorization: 'Token abc' } }],
		['authorization: token {token}', 'token abc', { headers: { Authorization: 'token abc' } }],
		['X-Auth-Token: {token}', 'Bearer abc', { headers: { 'X-Auth-Token': 'abc' } }],
		['Cookie: sid={token}', 'Bearer abc', { headers: { Cookie: 'sid=abc' } }],
		['?access_token={token}', 'Bearer abc', { query: { access_token: 'abc' } }],
		['Authorization: Bearer {token}', 'Bearer abc', {}],
		[
			'Authorization: Bearer {token}\nX-User: {access_token}\n?u={access_token}',
			'Bearer abc',
			{ headers: { Authorization: 'Bearer abc', 'X-User': 'abc' }, query: { u: 'abc' } },
		],
		[
			'Cookie: sid={token}\nCookie: csrf={access_token}',
			'Bearer abc',
			{ headers: { Cookie: 'sid=abc; csrf=abc' } },
		],
	])('has it ready as %s', async (sendTokenAs, authorization, ready) => {
		responding('https://auth.example/oauth2/token', 'POST', [200, { access_token: 'abc' }]);
		const instance = n8n({ customTokenGrantApi: { sendTokenAs } });
		const parameters = { provider: 'customTokenGrant', includeRefreshToken: true };
		expect(await jsonOf(parameters, instance)).toEqual([
			{
				provider: 'customTokenGrant',
				accessToken: 'abc',
				tokenType: 'Bearer',
				authorization,
				...ready,
				expiresAt: null,
				expiresIn: null,
				source: 'grant',
			},
		]);
	});
});
