import type { Inputs, Provider } from '../provider';
import { clientAuthentication, type ClientParts } from './clientAuthentication';
import type { Payload } from './http';

const NO_CLIENT: ClientParts = { headers: {}, parameters: [] };

/**
 * Encodes a provider's grant. Parameters without a value are left out (RFC 6749 section 3.2).
 *
 * @param refreshToken - asks for the refresh grant (section 6) instead of a full sign-in
 */
export function encodeGrant(
	provider: Provider,
	inputs: Inputs,
	refreshToken = '',
): Payload & { body: string } {
	const client = clientParts(provider, inputs);
	const own: Array<[string, string]> =
		refreshToken === ''
			? [
					['grant_type', provider.grantType ?? ''],
					...client.parameters,
					...Object.entries(provider.parameters).map(([name, field]): [string, string] => [
						name,
						inputs[field] ?? '',
					]),
				]
			: [['grant_type', 'refresh_token'], ...client.parameters, ['refresh_token', refreshToken]];
	const sent = own.filter(([, value]) => value !== '');
	const taken = new Set([...sent.map(([name]) => name), provider.client && 'client_secret']);
	const further = (provider.extra ?? []).filter(
		([name, value]) => !taken.has(name) && value !== '',
	);
	const parameters = [...sent, ...further];
	const json = provider.encoding === 'json';
	return {
		headers: {
			accept: 'application/json',
			'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
			...client.headers,
		},
		body: json
			? JSON.stringify(Object.fromEntries(parameters))
			: new URLSearchParams(parameters).toString(),
	};
}

function clientParts({ client }: Provider, inputs: Inputs): ClientParts {
	if (client === undefined) return NO_CLIENT;
	const { authentication, id, secret = '' } = client;
	return clientAuthentication[authentication](inputs[id] ?? '', inputs[secret] ?? '');
}
