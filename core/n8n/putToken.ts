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

/** The token and its values where the API expects them: in headers (cookies are one) and in the query. */
export function readyToken(placements: readonly Placement[], token: Sent) {
	const headers: Record<string, string> = {};
	const query: Record<string, string> = {};
	for (const placement of placements) {
		const { in: place, name } = placement;
		const text = fillIn(placement, token);
		if (place === 'header') headers[name] = text;
		else if (place === 'query') query[name] = text;
		// A cookie that has a line counts more than the same one among all cookies.
		else if (name === '') headers.Cookie = mergeCookies(text, headers.Cookie);
		else headers.Cookie = mergeCookies(headers.Cookie, `${name}=${text}`);
	}
	return {
		...(Object.keys(headers).length > 0 && { headers }),
		...(Object.keys(query).length > 0 && { query }),
	};
}

function fillIn({ in: place, value }: Placement, { accessToken, values = {} }: Sent): string {
	const asGiven = place === 'header' ? values[value] : undefined;
	const toText = (_: string, key: string) => (key === 'token' ? accessToken : String(values[key]));
	return asGiven ?? value.replace(/\{([^{}]+)\}/g, toText);
}

/** Puts a token on a copy of a request: n8n stores the given options with a failed call. */
export function withToken<T extends Options>(
	options: T,
	placements: readonly Placement[],
	token: Sent,
): T {
	const { headers, query } = readyToken(placements, token);
	return {
		...options,
		...(headers && withHeaders(options.headers, headers)),
		...(query && withQuery(options, query)),
	};
}

function withHeaders(theirs: object = {}, ours: Record<string, string>) {
	const names = Object.keys(ours).map((name) => name.toLowerCase());
	const cookies = Object.entries(theirs).filter(([key]) => key.toLowerCase() === 'cookie');
	const line = cookies.map(([, text]) => String(text)).join('; ');
	const Cookie = ours.Cookie && mergeCookies(line, ours.Cookie);
	const isOneHost = names.some((name) => name !== 'authorization' && name !== 'cookie');
	return {
		...(isOneHost && ONE_HOST),
		headers: { ...withoutHeader(theirs, ...names), ...ours, ...(Cookie && { Cookie }) },
	};
}

function withQuery(options: Options, query: Record<string, string>) {
	const addresses = Object.entries(options)
		.filter(([key]) => ['url', 'uri', 'baseURL'].includes(key))
		.map(([key, address]) => [key, Object.keys(query).reduce(withoutParameter, address)]);
	return { ...Object.fromEntries(addresses), qs: { ...options.qs, ...query } };
}

/**
 * n8n's HTTP client takes the Authorization header and the cookies, and no other header, off a request that is
 * redirected to another host.
 */
const ONE_HOST = { followRedirect: false, followAllRedirects: false, disableFollowRedirect: true };

/** One line of cookies out of two; the second one's count. */
function mergeCookies(first = '', second = ''): string {
	if (first === '' || second === '') return first + second;
	const [theirs, ours] = [first, second].map((line) =>
		line.split(';').flatMap((cookie) => cookie.trim() || []),
	) as [string[], string[]];
	const names = ours.map(cookieName);
	const others = theirs.filter((cookie) => !names.includes(cookieName(cookie)));
	return [...others, ...ours].join('; ');
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
