import { addressLabel, endpointUrl } from '../../core/form/endpoint';
import { fieldNames, readFields, readInputs, secretValues } from '../../core/form/fields';
import { isTokenError, type TokenError } from '../../core/errors';
import { resolveProvider } from '../../core/provider';
import type { EndpointResponse } from '../../core/request/http';
import { processTokenResponse } from '../../core/response/tokenResponse';
import { readSeamless } from '../../core/seamless/credential';
import { B2copySeamlessApi } from '../../credentials/B2copySeamlessApi.credentials';
import { tokenCredentials, type ProviderName } from '../../credentials/registry';
import { forms } from './forms.mjs';

export const providerNames = Object.keys(tokenCredentials) as ProviderName[];

/** The filled-in form of a provider, with some values changed. */
export function formOf(name: keyof typeof forms, change: object = {}): Record<string, unknown> {
	return { ...forms[name], ...change };
}

/** What a filled-in B2COPY Seamless form stands for, with some values changed. */
export function seamlessOf(change: object = {}) {
	return readSeamless(new B2copySeamlessApi().properties, formOf('b2copySeamless', change));
}

/** What the stages of core make of a filled-in credential form. */
export function exchangeOf(name: ProviderName, form: Record<string, unknown> = forms[name]) {
	const Credential = tokenCredentials[name];
	const { properties } = new Credential();
	const provider = resolveProvider(Credential.definition, form);
	const fields = readFields(fieldNames(provider), properties, form);
	const inputs = readInputs(fields, form);
	const url = endpointUrl(provider.endpoint, fields, inputs, form.allowInsecureHttp === true);
	const secrets = secretValues(provider, properties, form, url);
	const address = addressLabel(provider.endpoint, fields);
	return { provider, fields, inputs, url, exchange: { service: provider, address, secrets } };
}

/** The token set that a response of this provider's token endpoint becomes. */
export function process(
	name: ProviderName,
	response: EndpointResponse,
	form: Record<string, unknown> = forms[name],
) {
	const { provider, exchange } = exchangeOf(name, form);
	return processTokenResponse(provider, exchange, response);
}

/** A response of a token endpoint: HTTP 200 with a JSON body, unless the test says otherwise. */
export function responseOf(body: unknown, rest: Partial<EndpointResponse> = {}): EndpointResponse {
	return {
		status: 200,
		contentType: 'application/json',
		retryAfter: '',
		date: undefined,
		sentAt: Date.UTC(2026, 0, 1),
		text: typeof body === 'string' ? body : JSON.stringify(body),
		...rest,
	};
}

/** A JWT with these claims. Nobody checks its signature here. */
export function jwtOf(claims: unknown): string {
	const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
	return `${part({ alg: 'none' })}.${part(claims)}.signature`;
}

/** The one of our errors that a call ends with, thrown at once or later. */
export async function refusalOf(call: () => unknown): Promise<TokenError> {
	const thrown = await Promise.resolve()
		.then(call)
		.then(
			() => 'nothing',
			(reason: unknown) => reason,
		);
	if (isTokenError(thrown)) return thrown;
	throw new Error(`The call was to be refused, but it threw ${String(thrown)}.`);
}

/** What a message quotes of the provider's text; empty where it quotes nothing. */
export function quotedIn(message: string): string {
	return /: "(.*)"\.?$/s.exec(message)?.[1] ?? '';
}
