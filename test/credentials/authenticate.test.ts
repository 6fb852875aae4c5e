import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { VoipexApi } from '../../credentials/VoipexApi.credentials';
import { forms } from '../core/forms.mjs';
import { api, n8n, paths, responding, tokenCredentials } from './support';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

describe('the token on a request', () => {
	it('replaces any other Authorization header, in whatever case others were written', async () => {
		const credential = new VoipexApi();
		const form = { ...forms.voipex, username: 'one-header' };
		const httpRequest = async () => ({
			statusCode: 200,
			headers: {},
			body: '{"access_token":"a"}',
		});
		await credential.preAuthentication.call({ helpers: { httpRequest } }, form);
		const headers = { AUTHORIZATION: 'Basic abc', authorization: 'Bearer old', 'X-Own': '1' };
		const options = await credential.authenticate(form, { url: api, headers });
		expect(options.headers).toEqual({ 'X-Own': '1', Authorization: 'Bearer a' });
	});

	it('is missing where n8n did not ask for it first, and the message says what to do', async () => {
		await expect(new VoipexApi().authenticate({}, { url: api })).rejects.toMatchObject({
			errorCode: 'invalid_configuration',
			message:
				'n8n did not ask this credential to sign in, because it was imported with a session of its own.',
			description: 'Run the workflow once more. If it persists, create the credential anew.',
		});
	});
});

describe('a request that asks to send credentials to wherever it is redirected', () => {
	it.each(paths)('by %s does not take the token there', async (path) => {
		const { name, endpoint, issue } = tokenCredentials[0]!;
		responding(endpoint, 'POST', [200, issue('token-1')]);
		const calls = responding(api, 'GET', [302, '', { location: 'https://elsewhere.example/' }]);
		const elsewhere = responding('https://elsewhere.example/', 'GET', [200]);
		const asking = { sendCredentialsOnCrossOriginRedirect: true };
		if (path === 'request') await n8n().request(name, { url: api, ...asking });
		else await n8n().legacyRequest(name, { uri: api, followAllRedirects: true, ...asking });
		expect(calls[0]?.headers.authorization).toBe('Bearer token-1');
		expect(elsewhere).toHaveLength(1);
		expect(elsewhere[0]?.headers).not.toHaveProperty('authorization');
	});
});
