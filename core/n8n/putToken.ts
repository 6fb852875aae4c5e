import type { Placement } from '../provider';
import { withoutHeader } from '../request/http';

/** The parts of n8n's request options that a token can go in, in its current and its older form. */
interface Options {
	url?: unknown;
	uri?: unknown;
	baseURL?: unknown;
	qs?: object;
	headers?: object;
	followRedirect?: boolean;
}

/** What a request has to carry: for people who send it themselves. */
export interface Ready {
	headers?: Record<string, string>;
	query?: Record<string, string>;
}

/** The token where the API wants it, as a header (cookies too) or as a query parameter. */
export function readyToken({ in: place, name, value }: Placement, token: string): Ready {
	const ready = value.replace('{token}', () => token);
	if (place === 'query') return { query: { [name]: ready } };
	return { headers: place === 'cookie' ? { Cookie: `${name}=${ready}` } : { [name]: ready } };
}

/**
 * Puts a token on a request. What the request has in that place already is replaced, and everything
 * else is left alone.
 *
 * @returns new options: n8n stores the given ones with a failed call
 */
export function withToken<T extends Options>(options: T, placement: Placement, token: string): T {
	const { name } = placement;
	const { headers, query } = readyToken(placement, token);
	if (placement.in === 'query') {
		const cleaned = [options.url, options.uri, options.baseURL].map(withoutParameter(name));
		const [url, uri, baseURL] = cleaned;
		const addresses = { url, uri, baseURL };
		const given = Object.entries(addresses).filter(([key]) => key in options);
		return { ...options, ...Object.fromEntries(given), qs: { ...options.qs, ...query } };
	}
	if (placement.in === 'cookie') {
		const cookies = [...cookiesOf(options.headers, name), headers?.Cookie].join('; ');
		return {
			...options,
			headers: { ...withoutHeader(options.headers, 'cookie'), Cookie: cookies },
		};
	}
	return {
		...options,
		...(isDroppedOnRedirect(name) ? {} : NO_REDIRECT),
		headers: { ...withoutHeader(options.headers, name.toLowerCase()), ...headers },
	};
}

/** Whether n8n's HTTP client takes this header off a request that is redirected to another host. */
function isDroppedOnRedirect(name: string): boolean {
	return name.toLowerCase() === 'authorization';
}

/** Any other header would go to wherever the API points, and the token with it. */
const NO_REDIRECT = {
	followRedirect: false,
	followAllRedirects: false,
	disableFollowRedirect: true,
};

/** The cookies that a request has already, but for one. */
function cookiesOf(headers: object | undefined, name: string): string[] {
	return Object.entries(headers ?? {})
		.filter(([key]) => key.toLowerCase() === 'cookie')
		.flatMap(([, value]) => String(value).split(';'))
		.map((cookie) => cookie.trim())
		.filter((cookie) => cookie !== '' && cookie.split('=')[0]?.trim() !== name);
}

/** Makes the function that takes a parameter out of the query of an address. */
function withoutParameter(name: string) {
	return (address: unknown): unknown => {
		if (typeof address !== 'string' || !address.includes('?')) return address;
		const [, path = '', query = '', rest = ''] = /^([^?#]*)\?([^#]*)(.*)$/s.exec(address) ?? [];
		if (path === '') return address;
		const kept = query.split('&').filter((pair) => decode(pair.split('=')[0] ?? '') !== name);
		return path + (kept.length === 0 ? '' : `?${kept.join('&')}`) + rest;
	};
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text.replaceAll('+', ' '));
	} catch {
		return text;
	}
}
