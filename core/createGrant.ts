import { createHmac, randomBytes } from 'node:crypto';
import { assertAllowedDomain } from './form/allowedDomains';
import { addressHint, addressLabel, endpointUrl } from './form/endpoint';
import { namesOf, readFields, type Fields, type FormProperty } from './form/fields';
import { readInputs } from './form/inputs';
import { assertParametersFree } from './form/ownParameters';
import { assertHeaders } from './form/headers';
import { knownOf, secretsOf, unsentSecretsOf } from './form/secrets';
import {
	bearer,
	resolveProvider,
	type Definition,
	type Inputs,
	type Placement,
	type Provider,
} from './provider';
import { encodeGrant } from './request/encode';
import type { Http } from './request/http';
import { send } from './request/send';
import { processTokenResponse } from './response/tokenResponse';
import type { Login } from './sharing/login';

/** New in every process, so that a key tells nothing about the secrets it was made from. */
const PEPPER = randomBytes(32);

/** The grant of a provider, and how its token is sent. */
export interface ProviderGrant extends Login {
	placement: Placement;
}

/**
 * Makes the grant that a filled-in credential form stands for. Nothing is sent yet.
 *
 * @param properties - those of the credential class
 * @param form - the credential as n8n hands it over
 * @throws `invalid_configuration`, `insecure_url`
 */
export function createGrant(
	definition: Definition,
	properties: readonly FormProperty[],
	form: Record<string, unknown>,
	http: Http,
): ProviderGrant {
	const provider = resolveProvider(definition, form);
	const { title, noun } = provider;
	const fields = readFields(namesOf(provider), properties, form);
	const inputs = readInputs(fields, form);
	assertParametersFree(provider, fields, inputs);
	assertHeaders(provider);
	const url = endpointUrl(provider.endpoint, fields, inputs, form.allowInsecureHttp === true);
	assertAllowedDomain(form, url);
	const insecureTls = form.allowUnauthorizedCerts === true;
	const address = addressLabel(provider.endpoint, fields);
	const secrets = [
		...secretsOf(provider, fields, inputs, url),
		...unsentSecretsOf(properties, fields, form),
	];
	const known = knownOf(fields, inputs, url);
	const exchange = {
		service: provider,
		address,
		addressHint: addressHint(provider.endpoint, fields, inputs),
		secrets,
		known,
	};
	const target = { title, noun, url, address, insecureTls };
	const shape = [inputs, url.href, insecureTls];
	return {
		key: digest(PEPPER, [digestOf(provider), ...shape]),
		loginKey: digest(PEPPER, login(provider, fields, inputs, url)),
		fingerprint: (salt) => digest(salt, [provider, ...shape]),
		title,
		placement: provider.placement ?? bearer,
		async signIn(timeout) {
			const request = encodeGrant(provider, inputs);
			const response = await send(http, request, { ...target, timeout, retry: true });
			return processTokenResponse(provider, exchange, response);
		},
		...(provider.refresh && {
			async refresh(refreshToken: string, timeout: number) {
				const request = encodeGrant(provider, inputs, refreshToken);
				const response = await send(http, request, { ...target, timeout, retry: false });
				const hidden = [...exchange.secrets, refreshToken];
				return processTokenResponse(provider, { ...exchange, secrets: hidden }, response);
			},
		}),
	};
}

/**
 * Who signs in, where, and with which secret: providers lock logins, and what else is sent may change
 * with each request. A login without a secret field has its secret in the rows or headers.
 */
function login(
	{ parameters, client, ...rest }: Provider,
	fields: Fields,
	inputs: Inputs,
	url: URL,
) {
	const names = [...Object.values(parameters), client?.id ?? '', client?.secret ?? ''];
	const own = names.filter((name) => name !== 'scope');
	const hasSecret = own.some((name) => fields[name]?.secret && inputs[name]);
	const values = own.map((name) => inputs[name] ?? '');
	const elsewhere = hasSecret ? [] : [rest.additionalParameters, rest.headers];
	return [url.origin, url.pathname, values, elsewhere];
}

/** Everything that shapes the grant goes into the key: an edited credential is another one. */
function digest(key: string | Buffer, shape: unknown): string {
	return createHmac('sha256', key).update(JSON.stringify(shape)).digest('base64');
}

/** All providers but the custom one are constants: hashing them again would be most of a key's cost. */
const digests = new WeakMap<Provider, string>();

function digestOf(provider: Provider): string {
	const known = digests.get(provider) ?? digest(PEPPER, provider);
	digests.set(provider, known);
	return known;
}
