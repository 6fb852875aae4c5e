import type { TokenError } from '../errors';
import { toDotted } from '../json';
import { isSendable } from '../names';
import { placesIn, type Placement } from '../provider';
import type { EndpointResponse } from '../request/http';
import { findToken, readCookies, type Found } from './tokenPlace';

/** In characters: Envoy takes 60 KiB of header, AWS's load balancer 64 KiB, Windows' HTTP.sys 65,534 bytes. */
export const MAX_LENGTH = 65_000;
/** Shorter ones are numbers and words, which may be shown. */
const MIN_SECRET_LENGTH = 8;
/** The rest of a longer one is not looked for: that would take seconds. */
const MAX_SECRET_LENGTH = 4_096;

/** Looks for what placements name beside the token, by place. */
export function findValues(
	placements: readonly Placement[],
	response: EndpointResponse,
	body: unknown,
): Map<string, Found> {
	const places = new Set(placements.flatMap(placesIn));
	return new Map([...places].map((place) => [place, findValue(response, body, place)]));
}

function findValue(response: EndpointResponse, body: unknown, place: string): Found {
	if (place === 'cookies') {
		const pairs = [...readCookies(response)].map(([name, { token }]) => `${name}=${String(token)}`);
		return { token: pairs.filter(isSendable).join('; ') };
	}
	const found = findToken(response, body, toDotted(place));
	return Number.isSafeInteger(found.token) ? { token: String(found.token) } : found;
}

/** Those of the values that no message may show. */
export function secretsIn(found: ReadonlyMap<string, Found>): string[] {
	return [...found.values()]
		.map(({ token }) => (typeof token === 'string' ? token.slice(0, MAX_SECRET_LENGTH) : ''))
		.filter(({ length }) => length >= MIN_SECRET_LENGTH);
}

/** Whether a placement puts the token into a cookie. */
export function isInCookie({ in: place, value }: Placement): boolean {
	return place === 'cookie' && value.includes('{token}');
}

/**
 * The values as they are sent, by place; where the server puts a scheme before one, also by `{place}`, for a header
 * of that value alone.
 *
 * @param found - with the token as `token`
 * @param malformed - makes the error about a place, for a value that is missing or cannot be sent
 */
export function toValues(
	placements: readonly Placement[],
	found: ReadonlyMap<string, Found>,
	malformed: (what: string, place: string) => TokenError,
): Record<string, string> | undefined {
	const values = new Map<string, string>();
	let length = 0;
	for (const placement of placements) {
		const { in: kind, name, value: line } = placement;
		for (const place of placesIn(placement)) {
			const { token: text } = found.get(place) ?? {};
			if (text == null || text === '') throw malformed('responded without', place);
			const isFit = isSendable(text) && !(kind === 'cookie' && text.includes(';'));
			if (name !== '' && !isFit)
				throw malformed('returned something that cannot be sent in', place);
			length += String(text).length;
			if (length > MAX_LENGTH)
				throw malformed('returned something too long for a request in', place);
			values.set(place, String(text));
		}
		const [, alone = ''] = /^\{([^{}]+)\}$/.exec(line) ?? [];
		const { token, scheme } = found.get(alone) ?? {};
		if (kind === 'header' && scheme) values.set(line, `${scheme} ${String(token)}`);
	}
	return values.size === 0 ? undefined : Object.fromEntries(values);
}
