import { createHmac, randomBytes } from 'node:crypto';
import { assertAllowedDomain } from './form/allowedDomains';
import { addressHint, addressLabel, endpointUrl } from './form/endpoint';
import { checkSwitches, fieldNames, publicValues, readFields } from './form/fields';
import { readInputs, secretValues, type Fields, type FormProperty } from './form/fields';
import { bearer, placesIn, resolveProvider } from './provider';
import type { Definition, Inputs, Placement, Provider } from './provider';
import { createAssertions } from './request/assertion';
import { prepareRequest } from './request/encode';
import type { Http } from './request/http';
import { clientTls, readKeyPair } from './request/keyPair';
import { createCodes } from './request/oneTimeCode';
import { send } from './request/send';
import type { processTokenResponse } from './response/tokenResponse';
import type { Grant } from './engine/grant';

/** New in every process, so that a key tells nothing about the secrets it was made from. */
const PEPPER = randomBytes(32);

/** The grant of a provider, and how what it gives is sent. */
export type ProviderGrant = Grant & { placements: readonly Placement[] };

/** How many forms of one definition are remembered, stored tokens included; the oldest goes first. */
const MAX_FORMS = 1000;

const makers = new WeakMap<Definition, Map<string, ReturnType<typeof readForm>>>();

/**
 * Makes the grant that a filled-in credential form describes. Nothing is sent yet. n8n asks before
 * every request, so a form that was read before is not read again.
 */
export function createGrant(
	definition: Definition,
	properties: readonly FormProperty[],
	form: Record<string, unknown>,
	http: Http,
): ProviderGrant {
	const forms = makers.get(definition) ?? new Map<string, ReturnType<typeof readForm>>();
	const text = JSON.stringify(form);
	let makeGrant = forms.get(text);
	if (makeGrant === undefined) {
		// A copy: n8n may hand over objects that change later.
		makeGrant = readForm(definition, properties, JSON.parse(text) as typeof form);
		const [oldest] = forms.keys();
		if (forms.size >= MAX_FORMS && oldest !== undefined) forms.delete(oldest);
		makers.set(definition, forms.set(text, makeGrant));
	}
	return makeGrant(http);
}

function readForm(
	definition: Definition,
	properties: readonly FormProperty[],
	form: Record<string, unknown>,
) {
	checkSwitches(properties, form);
	const provider = resolveProvider(definition, form);
	const { title, noun, endpoint, rejectedAdvice } = provider;
	const fields = readFields(fieldNames(provider), properties, form);
	const inputs = readInputs(fields, form);
	const url = endpointUrl(endpoint, fields, inputs, form.allowInsecureHttp === true);
	const keys = provider.keyPair && readKeyPair(provider.keyPair, fields, inputs);
	const assertions = keys && createAssertions(provider, keys, inputs, url);
	const write = prepareRequest(provider, fields, inputs, assertions);
	assertAllowedDomain(form, url);
	const insecureTls = form.allowUnauthorizedCerts === true;
	const address = addressLabel(endpoint, fields);
	const exchange = {
		service: provider,
		address,
		addressHint: addressHint(endpoint, fields, inputs),
		secrets: secretValues(provider, properties, form, url),
		known: publicValues(fields, inputs, url),
	};
	const oneTimeCode = provider.oneTimeCode && createCodes(provider.oneTimeCode, url);
	const hiding = (...more: string[]) => ({ ...exchange, secrets: [...exchange.secrets, ...more] });
	const tls = clientTls(provider, url, keys);
	const target = { title, noun, url, address, insecureTls, tls, rejectedAdvice };
	const steady = withoutChanging(provider);
	const shape = [steady, inputs, url.href, insecureTls];
	const { placements = [bearer] } = provider;
	const grant = {
		key: digest(PEPPER, shape),
		loginKey: digest(PEPPER, loginShape(steady, fields, inputs, url)),
		fingerprint: (salt: string) => digest(salt, shape),
		title,
		placements,
		places: placements.flatMap(placesIn),
		...(oneTimeCode && { oneTimeCode }),
	};
	return (http: Http): ProviderGrant => ({
		...grant,
		async signIn(timeout) {
			const code = oneTimeCode?.take();
			const request = write(undefined, code);
			const response = await send(http, request, { ...target, timeout, retry: true });
			return await processResponse(provider, code ? hiding(code) : exchange, response);
		},
		...(provider.refresh && {
			async refresh(refreshToken: string, timeout: number) {
				const request = write(refreshToken);
				const response = await send(http, request, { ...target, timeout, retry: false });
				return await processResponse(provider, hiding(refreshToken), response);
			},
		}),
	});
}

/** Loads what reads responses with the first one: many a process of n8n never signs in. */
async function processResponse(...args: Parameters<typeof processTokenResponse>) {
	const reader = await import('./response/tokenResponse');
	return reader.processTokenResponse(...args);
}

/** A provider without the values that change each time: they are sent, and are part of no key. */
function withoutChanging({ additionalParameters, headers, ...provider }: Provider): Provider {
	return {
		...provider,
		additionalParameters: additionalParameters?.map(([name, value, isSecret, changes]) => [
			name,
			changes ? '' : value,
			isSecret,
		]),
		headers: headers?.map(([name, value, changes]) => [name, changes ? '' : value]),
	};
}

/**
 * Who signs in, where, and with which secret: providers lock logins, and what else is sent may change
 * with each request. A login without a secret of its own has it in the secret parameters or headers, or
 * else somewhere in the other parameters or the query.
 */
function loginShape(provider: Provider, fields: Fields, inputs: Inputs, url: URL) {
	const { parameters, client, keyPair, assertion, oneTimeCode } = provider;
	const { additionalParameters = [], headers = [] } = provider;
	const signed = [keyPair?.key, assertion?.fields.issuer, assertion?.fields.subject];
	const names = [...Object.keys(parameters), client?.id, client?.secret, ...signed];
	const login = names.filter((name) => name !== undefined && name !== 'scope') as string[];
	const shape = [url.origin, url.pathname, login.map((name) => inputs[name] ?? ''), oneTimeCode];
	const secrets = login.filter((name) => fields[name]?.secret && inputs[name]);
	if (secrets.some((name) => name !== client?.secret)) return shape;
	const secret = additionalParameters.filter(([, , isSecret]) => isSecret);
	// One client may sign in many users.
	if (secrets.length > 0) return [...shape, secret];
	const found = [secret, headers].find(({ length }) => length > 0);
	return [...shape, ...(found ?? [additionalParameters, url.search])];
}

function digest(key: string | Buffer, shape: unknown): string {
	return createHmac('sha256', key).update(JSON.stringify(shape)).digest('base64');
}
