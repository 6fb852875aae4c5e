import type { Inputs, Provider } from '../provider';
import { clientAuthentication, type ClientParts } from './clientAuthentication';
import type { Payload } from './http';
import { nest } from './nest';

const NO_CLIENT: ClientParts = { headers: {}, parameters: [] };

/**
 * Encodes a provider's grant. Parameters without a value are left out (RFC 6749 section 3.2), but for
 * the further ones in JSON: there an empty text may be what the server wants.
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
	const further = (provider.additionalParameters ?? []).filter(([name]) => !taken.has(name));
	return {
		...payloadOf(provider, [...sent, ...further]),
		headers: headersOf(provider, client),
	};
}

/** The parameters in the query or in the body. An empty value is one in JSON only. */
function payloadOf(
	{ method = 'POST', encoding }: Provider,
	parameters: Array<[string, unknown, unknown?]>,
): Pick<Payload, 'method' | 'query'> & { body: string } {
	const present = parameters.flatMap(([name, value]): Array<[string, unknown]> =>
		value === undefined ? [] : [[name, value]],
	);
	if (method === 'POST' && encoding === 'json') {
		return { body: JSON.stringify(nest(present)) };
	}
	const form = new URLSearchParams(
		present
			.map(([name, value]): [string, string] => [name, textOf(value)])
			.filter(([, value]) => value !== ''),
	).toString();
	return method === 'GET' ? { method, query: form, body: '' } : { body: form };
}

/** Text stays as it is; a number or a list from an expression is written as JSON has it. */
function textOf(value: unknown): string {
	if (value === null) return '';
	return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The request's own headers last, except that people may ask for another kind of response. */
function headersOf(
	{ method = 'POST', encoding, headers = [] }: Provider,
	client: ClientParts,
): Record<string, string> {
	const type = encoding === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
	return {
		accept: 'application/json',
		...Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
		// A response in a cache would be somebody else's token.
		...(method === 'GET' ? { 'cache-control': 'no-store' } : { 'content-type': type }),
		...client.headers,
	};
}

function clientParts({ client }: Provider, inputs: Inputs): ClientParts {
	if (client === undefined) return NO_CLIENT;
	const { authentication, id, secret = '' } = client;
	return clientAuthentication[authentication](inputs[id] ?? '', inputs[secret] ?? '');
}
