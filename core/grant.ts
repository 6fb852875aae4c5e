import { createHmac, randomBytes } from 'node:crypto';
import { assertAllowed } from './domains';
import { encodeGrant } from './encode';
import { endpointOf } from './endpoint';
import type { Grant } from './engine';
import { readInputs } from './inputs';
import { judge } from './judge';
import type { Inputs, Provider } from './provider';
import { send, type Http } from './send';

/** New in every process, so that a key tells nothing about the secrets it was made from. */
const PEPPER = randomBytes(32);

/** Shorter values of such parameters are words like `read`, which may be shown. */
const SHORTEST_HIDDEN = 8;

/**
 * Makes the grant that a filled-in credential form stands for. Nothing is sent yet.
 *
 * @param form - the credential as n8n hands it over
 * @throws `invalid_configuration`, `insecure_url`
 */
export function createGrant(provider: Provider, form: Record<string, unknown>, http: Http): Grant {
	const inputs = readInputs(provider, form);
	const url = endpointOf(provider, inputs, form.allowInsecureHttp === true);
	assertAllowed(form, url);
	const insecureTls = form.allowUnauthorizedCerts === true;
	const label = provider.fields[provider.endpoint.base]?.label ?? '';
	const target = { title: provider.title, request: provider.request, url, label, insecureTls };
	return {
		key: keyOf(provider, inputs, url, insecureTls),
		title: provider.title,
		async signIn(timeout) {
			const request = encodeGrant(provider, inputs);
			const answer = await send(http, request, { ...target, timeout, retry: true });
			return judge(provider, inputs, answer, namelessSecrets(provider, url));
		},
		...(provider.refresh && {
			async refresh(refreshToken: string, timeout: number) {
				const request = encodeGrant(provider, inputs, refreshToken);
				const answer = await send(http, request, { ...target, timeout, retry: false });
				return judge(provider, inputs, answer, [...namelessSecrets(provider, url), refreshToken]);
			},
		}),
	};
}

/** Values that may be secrets though no field says so: in additional parameters, or in the URL. */
function namelessSecrets({ extra = [] }: Provider, url: URL): string[] {
	return [...extra.map(([, value]) => value), ...url.searchParams.values()].filter(
		(value) => value.length >= SHORTEST_HIDDEN,
	);
}

/** Everything that shapes the grant goes into the key: an edited credential is another one. */
function keyOf(provider: Provider, inputs: Inputs, url: URL, insecureTls: boolean): string {
	return createHmac('sha256', PEPPER)
		.update(JSON.stringify([digestOf(provider), inputs, url.href, insecureTls]))
		.digest('base64');
}

/** All providers but the custom one are constants: hashing them again would be most of a key's cost. */
const digests = new WeakMap<Provider, string>();

function digestOf(provider: Provider): string {
	const digest =
		digests.get(provider) ??
		createHmac('sha256', PEPPER).update(JSON.stringify(provider)).digest('base64');
	digests.set(provider, digest);
	return digest;
}
