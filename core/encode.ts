import type { Inputs, Provider } from './provider';

/** What a POST carries. */
export interface Payload {
	headers: Record<string, string>;
	body: string;
}

/**
 * Encodes a provider's grant. Parameters without a value are left out (RFC 6749 section 3.2), and
 * exactly one client authentication is used (section 2.3).
 *
 * @param refreshToken - asks for the refresh grant (section 6) instead of a full sign-in
 */
export function encodeGrant(provider: Provider, inputs: Inputs, refreshToken = ''): Payload {
	const client = clientParameters(provider, inputs);
	const own: Array<[string, string]> =
		refreshToken === ''
			? [
					['grant_type', provider.grantType ?? ''],
					...client.body,
					...Object.entries(provider.parameters).map(([name, field]): [string, string] => [
						name,
						inputs[field] ?? '',
					]),
				]
			: [['grant_type', 'refresh_token'], ...client.body, ['refresh_token', refreshToken]];
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

/** Client authentication by name (RFC 6749 section 2.3.1). */
function clientParameters({ client }: Provider, inputs: Inputs) {
	const body: Array<[string, string]> = [];
	const headers: Record<string, string> = {};
	if (client !== undefined) {
		const id = inputs[client.id] ?? '';
		const secret = client.secret === undefined ? '' : (inputs[client.secret] ?? '');
		if (client.authentication !== 'header') body.push(['client_id', id]);
		else if (id !== '') headers.authorization = basic(id, secret);
		if (client.authentication === 'body') body.push(['client_secret', secret]);
	}
	return { body, headers };
}

/**
 * The value of a Basic authorization header. Id and secret are form-urlencoded first, as RFC 6749
 * section 2.3.1 demands, so that a colon in either cannot be mistaken for the separator.
 */
export function basic(id: string, secret: string): string {
	return `Basic ${Buffer.from(`${formEncode(id)}:${formEncode(secret)}`).toString('base64')}`;
}

/** Text as a form has it (`application/x-www-form-urlencoded`). */
export function formEncode(text: string): string {
	return new URLSearchParams([['', text]]).toString().slice(1);
}
