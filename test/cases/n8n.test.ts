import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as workflow from 'n8n-workflow';
import { B2copySeamlessApi } from '../../credentials/B2copySeamlessApi.credentials';
import { CustomTokenGrantApi } from '../../credentials/CustomTokenGrantApi.credentials';
import { B2copySeamlessLink } from '../../nodes/B2copySeamlessLink/B2copySeamlessLink.node';
import { GetAuthToken } from '../../nodes/GetAuthToken/GetAuthToken.node';
import { createN8n } from '../n8n.mjs';
import { issued, n8nWith, use } from './driver';
import { startServer, TOKEN } from './server.mjs';

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());

const type = 'customTokenGrantApi';
const seamless = 'b2copySeamlessApi';
const onError = 'continueRegularOutput' as const;
const nodes: Array<[string, workflow.INodeType, object]> = [
	['Get Auth Token', new GetAuthToken(), { provider: 'customTokenGrant' }],
	['Seamless Link', new B2copySeamlessLink(), { accountId: '77632289' }],
];

describe('what n8n itself throws', () => {
	const text =
		'Credentials could not be decrypted. The likely reason is that a different "encryptionKey" was used to encrypt the data.';
	it.each(
		nodes.flatMap(([title, node, parameters]) => [
			['77', 'OperationalError', title, node, parameters] as const,
			['77+', 'UnexpectedError', title, node, parameters] as const,
			['77+', 'ApplicationError', title, node, parameters] as const,
			['0=', 'UserError', title, node, parameters] as const,
		]),
	)(
		'%s: an %s for a credential is shown by %s',
		async (_number, kind, _title, node, parameters) => {
			function unreadable(): never {
				throw new workflow[kind](text);
			}
			const types = { [type]: new CustomTokenGrantApi(), [seamless]: new B2copySeamlessApi() };
			const n8n = createN8n(types, { [type]: unreadable, [seamless]: unreadable });
			const { items } = await n8n.execute(node, { parameters, onError });
			const { error, errorCode } = items[0]!.json;
			expect([errorCode, error]).toEqual(['invalid_configuration', expect.stringContaining(text)]);
		},
	);

	it.each([
		// n8n's engine has an error class of its own.
		['78', new Error('Engine 2.0 does not support it yet'), 'UnimplementedError'],
		['78+', new workflow.UserError('This credential type is not available'), 'Error'],
	])(
		'%s: while it asks a credential is no fault of the network: %s',
		async (_number, thrown, name) => {
			const said = thrown.message;
			const reason = Object.assign(thrown, { name });
			const preAuthentication = async () => await Promise.reject(reason);
			const credential = Object.assign(new B2copySeamlessApi(), { preAuthentication });
			const place = server.place(issued);
			const form = { baseUrl: place.base, secretKey: 'Password1234!' };
			const n8n = createN8n({ [seamless]: credential }, { [seamless]: form });
			const parameters = { accountId: '77632289', options: { retries: 0 } };
			const { items } = await n8n.execute(new B2copySeamlessLink(), { parameters, onError });
			const { error, errorCode } = items[0]!.json;
			expect(error).toContain(said);
			expect(errorCode).not.toBe('provider_unavailable');
		},
	);
});

describe('a value of a wrong shape', () => {
	it.each([
		['80', 'Additional Parameters', { additionalParameters: [{ name: 'tenant', value: 'one' }] }],
		['81', 'Additional Headers', { additionalHeaders: { 'X-Key': 'abc' } }],
		['80+', 'Secret Parameters', { secretParameters: { parameter: { name: 'a', value: 'b' } } }],
		['80+', 'Additional Parameters', { additionalParameters: '[{"name": "a", "value": "b"}]' }],
		['80+', 'Additional Parameters', { additionalParameters: { parameter: [['a', 'b']] } }],
		['80+', 'Additional Headers', { additionalHeaders: { parameter: [{ name: 'a' }] } }],
		['80+', 'Additional Headers', { additionalHeaders: { header: [{ name: '', value: 'b' }] } }],
		['80+', 'Secret Parameters', { secretParameters: { parameter: [{ key: 'a', value: 'b' }] } }],
		['80+', 'Additional Parameters', { additionalParameters: null }],
		['80+', 'Additional Headers', { additionalHeaders: '' }],
	])('%s: in rows is refused with the name of the field: %s %j', async (_number, label, form) => {
		const place = server.place(issued);
		const { code, words } = await use(place, form);
		expect([code, words]).toEqual(['invalid_configuration', expect.stringContaining(`"${label}"`)]);
		expect(place.signIns).toEqual([]);
	});

	it.each([
		['80+', { usernameParameter: null }],
		['80+', { additionalParameters: { parameter: [{ name: null, value: null }] } }],
		['80+', { additionalHeaders: { header: [{ name: 'X-Key', value: 'a', changes: null }] } }],
	])('%s: is none where nothing stands: %j', async (_number, form) => {
		const place = server.place(issued);
		expect(await use(place, form)).toMatchObject({ code: 'ok' });
		expect(place.signIns[0]!.body).toContain('username=');
	});

	const switches = [
		['82', 'sendGrantType', 'Send Grant Type'],
		['83', 'shareToken', 'Share Token'],
		['84', 'useRefreshToken', 'Use Refresh Token'],
		['84+', 'allowInsecureHttp', 'Allow Insecure HTTP'],
		['84+', 'allowUnauthorizedCerts', 'Ignore SSL Issues (Insecure)'],
	];
	it.each(
		switches.flatMap((row) =>
			['false', 'False', 'true', '0', '', 0, 1].map((value) => [...row, value]),
		),
	)('%s: of the switch %s, "%s", is refused: %j', async (_number, field, label, value) => {
		const place = server.place(issued);
		const { code, words } = await use(place, { [String(field)]: value });
		expect([code, words]).toEqual(['invalid_configuration', expect.stringContaining(`"${label}"`)]);
		expect(place.signIns).toEqual([]);
	});

	it.each([
		['82+', 0, { simplify: 'false' }],
		['82+', 0, { includeRefreshToken: 'true' }],
		['82+', 0, { options: { forceNewToken: 1 } }],
		['82+', 1, { options: { includeInputFields: '' } }],
		['85', 0, { options: { outputField: '__proto__' } }],
		['85+', 0, { options: { outputField: ' constructor ' } }],
		['85+', 0, { options: { outputField: 'prototype' } }],
	])('%s: in node %i is refused: %j', async (_number, which, change) => {
		const [, node, parameters] = nodes[which]!;
		const n8n = n8nWith(server.place(issued));
		const { items } = await n8n.execute(node, {
			parameters: { ...parameters, ...change },
			onError,
		});
		expect(items[0]!.json).toMatchObject({ errorCode: 'invalid_input' });
	});

	it.each([
		['86', false],
		['86+', 0],
		['86+', null],
		['86+', {}],
		['0=', 'stale'],
	])('%s: as a stored session heals by itself: %j', async (_number, sessionToken) => {
		const place = server.place(issued);
		const n8n = n8nWith(place, { sessionToken });
		const request = async () =>
			await n8n.legacyRequest(type, { uri: place.api, method: 'GET', json: true });
		await request().catch(() => undefined);
		expect(await request()).toEqual({});
		expect(place.calls.at(-1)?.headers.authorization).toBe(`Bearer ${TOKEN}`);
	});

	it.each([
		['87', 'anything.localhost'],
		['87+', 'a.b.localhost'],
		['87+', 'Sub.LocalHost'],
	])('%s: as a host is not taken for this machine: %s', async (_number, host) => {
		const place = server.place(issued);
		const { code } = await use(place, { tokenUrl: `http://${host}:${server.port}/token` });
		expect(code).toBe('insecure_url');
	});
});

describe('an API that knows a new token a moment later', () => {
	it.each([
		['75', 'request'],
		['75', 'legacyRequest'],
	] as const)('%s: is asked once more by %s', async (_number, way) => {
		let from = Infinity;
		const place = server.place(
			(_, index) => {
				from = Date.now() + 800;
				return [200, { access_token: `tok-${index}` }];
			},
			() => (Date.now() < from ? [401, {}] : [200, { ok: true }]),
		);
		const n8n = n8nWith(place);
		const options = { url: place.api, uri: place.api, method: 'GET' as const, json: true };
		expect(await n8n[way](type, options)).toEqual({ ok: true });
		expect(place.signIns.length).toBeLessThanOrEqual(2);
	});
});
