import { describe, expect, it } from '@jest/globals';
import './protected.mjs';
import { explainNetworkError } from '../../../core/request/networkError';
import { CustomTokenGrantApi } from '../../../credentials/CustomTokenGrantApi.credentials';
import { createN8n } from '../../n8n.mjs';
import { formOf, refusalOf } from '../support';
import { fault, target } from './support';

/** What a real n8n with its protection on makes of a sign-in at this address. */
async function refusedBy(tokenUrl: string) {
	const form = formOf('customTokenGrant', { tokenUrl });
	const n8n = createN8n(
		{ customTokenGrantApi: new CustomTokenGrantApi() },
		{
			customTokenGrantApi: form,
		},
	);
	return await refusalOf(async () => {
		await n8n.request('customTokenGrantApi', { url: 'https://api.example' }).catch((reason) => {
			throw reason.cause ?? reason;
		});
	});
}

describe('a host that n8n is protected against', () => {
	it.each([
		['an address of its own network', 'https://127.0.0.1:9/token', '127.0.0.1:9'],
		['a name that leads there', 'https://localhost:9/token', 'localhost:9'],
		['a name on the list', 'https://forbidden.example/token', 'forbidden.example'],
	])('is no host that is down: %s', async (_, tokenUrl, host) => {
		const refusal = await refusedBy(tokenUrl);
		expect(refusal.errorCode).toBe('invalid_configuration');
		expect(refusal.message).toContain(
			`This n8n may not connect to ${host}: it is protected against requests into its own network.`,
		);
		expect(refusal.description).toBe(
			'Check "Token URL" in the credential. If it is right, ask the administrator of n8n to allow the host (N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES).',
		);
	});

	it('is recognised where an HTTP library has wrapped the error', () => {
		const cause = Object.assign(new Error(), { name: 'SsrfBlockedIpError' });
		const wrapped = Object.assign(fault('ECONNREFUSED'), { cause });
		const signal = new AbortController().signal;
		const error = explainNetworkError(wrapped, target, signal);
		expect(error.errorCode).toBe('invalid_configuration');
		expect(error).not.toHaveProperty('retryable');
	});
});
