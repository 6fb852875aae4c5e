import type { Token } from '../engine/token';
import type { Placement } from '../provider';
import { withoutHeader } from '../request/http';

type Sent = Pick<Token, 'accessToken' | 'values'>;

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
export function readyToken({ in: place, name, value }: Placement, { accessToken, values }: Sent) {
	const ready = value.replace(/\{(.+)\}/, (_, key: string) => values?.[key] ?? accessToken);
	if (place === 'query') return { query: { [name]: ready } };
	const cookie = name === '' ? ready : `${name}=${ready}`;
	const [header, text] = place === 'cookie' ? ['Cookie', cookie] : [name, ready];
	return { headers: { [header]: text } };
}

/** Puts a token on a copy of a request: n8n stores the given options with a failed call. */
export function withToken<T extends Options>(options: T, placement: Placement, token: Sent): T {
	const { name } = placement;
	const { headers, query } = readyToken(placement, token);
	if (placement.in === 'query') {
		const addresses = Object.entries(options)
			.filter(([key]) => ['url', 'uri', 'baseURL'].includes(key))
			.map(([key, address]) => [key, withoutParameter(address, name)]);
		return { ...options, ...Object.fromEntries(addresses), qs: { ...options.qs, ...query } };
	}
	if (placement.in === 'cookie') {
		const ours = splitCookies(headers?.Cookie);
		const names = ours.map(cookieName);
		const theirs = Object.entries(options.headers ?? {})
			.filter(([key]) => key.toLowerCase() === 'cookie')
			.flatMap(([, line]) => splitCookies(line))
			.filter((cookie) => !names.includes(cookieName(cookie)));
		const others = withoutHeader(options.headers, 'cookie');
		return { ...options, headers: { ...others, Cookie: [...theirs, ...ours].join('; ') } };
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

function splitCookies(line: unknown): string[] {
	const cookies = String(line).split(';');
	return cookies.map((cookie) => cookie.trim()).filter((cookie) => cookie !== '');
}

const cookieName = (cookie: string) => cookie.split('=')[0]?.trim();

/** An address without a parameter in its query. */
function withoutParameter(address: unknown, name: string): unknown {
	if (typeof address !== 'string') return address;
	return address.replace(/^([^?#]*)\?([^#]*)/, (_, path: string, query: string) => {
		const kept = query.split('&').filter((pair) => !new URLSearchParams(pair).has(name));
		return path + (kept.length === 0 ? '' : `?${kept.join('&')}`);
	});
}
