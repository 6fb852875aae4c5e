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

/** The token where the API expects it: in a header (cookies too) or in the query. */
export function readyToken({ in: place, name, value }: Placement, token: string) {
	const ready = value.replace('{token}', () => token);
	if (place === 'query') return { query: { [name]: ready } };
	const [header, text] = place === 'cookie' ? ['Cookie', `${name}=${ready}`] : [name, ready];
	return { headers: { [header]: text } };
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
		const addresses = Object.entries(options)
			.filter(([key]) => ['url', 'uri', 'baseURL'].includes(key))
			.map(([key, address]) => [key, withoutParameter(address, name)]);
		return { ...options, ...Object.fromEntries(addresses), qs: { ...options.qs, ...query } };
	}
	if (placement.in === 'cookie') {
		const cookies = [...readCookies(options.headers, name), headers?.Cookie].join('; ');
		const others = withoutHeader(options.headers, 'cookie');
		return { ...options, headers: { ...others, Cookie: cookies } };
	}
	return {
		...options,
		...(name.toLowerCase() !== 'authorization' && ONE_HOST),
		headers: { ...withoutHeader(options.headers, name.toLowerCase()), ...headers },
	};
}

/**
 * n8n's HTTP client takes the Authorization header, and no other, off a request that is redirected to
 * another host.
 */
const ONE_HOST = { followRedirect: false, followAllRedirects: false, disableFollowRedirect: true };

/** The cookies that a request has already, but for one. */
function readCookies(headers: object | undefined, name: string): string[] {
	return Object.entries(headers ?? {})
		.filter(([key]) => key.toLowerCase() === 'cookie')
		.flatMap(([, value]) => String(value).split(';'))
		.map((cookie) => cookie.trim())
		.filter((cookie) => cookie !== '' && cookie.split('=')[0]?.trim() !== name);
}

/** An address without a parameter in its query. */
function withoutParameter(address: unknown, name: string): unknown {
	if (typeof address !== 'string') return address;
	return address.replace(/^([^?#]*)\?([^#]*)/, (_, path: string, query: string) => {
		const kept = query.split('&').filter((pair) => !new URLSearchParams(pair).has(name));
		return path + (kept.length === 0 ? '' : `?${kept.join('&')}`);
	});
}
