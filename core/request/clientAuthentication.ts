import type { Client } from '../provider';

/** What a client's authentication adds to a token request. */
export interface ClientParts {
	headers: Record<string, string>;
	parameters: Array<[name: string, value: string]>;
}

/** Client authentication by name (RFC 6749 section 2.3.1); exactly one is used per request. */
export const clientAuthentication: Record<
	Client['authentication'],
	(id: string, secret: string) => ClientParts
> = {
	body: (id, secret) => ({
		headers: {},
		parameters: [
			['client_id', id],
			['client_secret', secret],
		],
	}),
	header: (id, secret) => ({
		headers: basicHeader(id, secret),
		parameters: [],
	}),
	none: (id) => ({ headers: {}, parameters: [['client_id', id]] }),
};

function basicHeader(id: string, secret: string): Record<string, string> {
	return id === '' ? {} : { authorization: basic(id, secret) };
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
