import { tokenError, type TokenError } from '../errors';
import { toUrl } from '../form/url';
import { getPath, parseJson, toNumber } from '../json';
import type { Exchange } from '../provider';
import { formEncode } from '../request/clientAuthentication';
import type { EndpointResponse } from '../request/http';
import { parseErrorResponse } from '../response/errorResponse';
import { checkAddress, explainErrorResponse } from '../response/explain';
import { isErrorResponse } from '../response/refusal';
import { readRetryAfter } from '../response/time';
import { judge } from '../response/verdict';
import { NO_LINK } from './b2copySeamless';

/** A link that signs a client in. The URL is a secret: it is never cached, logged or quoted. */
export interface Link {
	url: string;
	host: string;
}

/** A host, and the characters of a URI (RFC 3986) of which none ends an attribute of a web page. */
const LINK = /^https:\/\/[\w.:[\]-]+\/[\w.~:/?#[\]@!$&()*+,;=%-]{1,4000}$/i;

/** A shorter key is in any link by chance. */
const MIN_KEY = 6;

/** Processes a response of B2COPY's getAuthUrl: status, complaints, then the link, whose host may be fixed. */
export function processLinkResponse(
	exchange: Exchange,
	response: EndpointResponse,
	redirectHost: string,
): Link {
	const body = parseJson(response.text);
	const url = getPath(body, 'data.url');
	const hasLink = typeof url === 'string' && url !== '';
	const complains = isErrorResponse(exchange.service, body, hasLink);
	const status = badStatus(response.status, body) ?? (complains ? UNPROCESSABLE : undefined);
	if (status !== undefined) {
		const parsed = parseErrorResponse(body);
		const retryAfter = readRetryAfter(response);
		throw explainErrorResponse(exchange, { status, body, parsed, retryAfter });
	}
	if (hasLink) return acceptLink(exchange, url, redirectHost);
	const isJson = typeof body === 'object' && body !== null;
	throw tokenError(
		'malformed_response',
		isJson
			? 'B2COPY returned no link.'
			: 'B2COPY returned something other than JSON, for example a web page.',
		checkAddress(exchange, 'ask B2COPY what this address responds with'),
		{ providerCode: isJson ? NO_LINK : '' },
	);
}

/** The status of a response that is about the client to be signed in (RFC 9110 section 15.5.21). */
const UNPROCESSABLE = 422;

/** The HTTP status if it is bad, else the one in the body if that is: B2COPY puts the real one there. */
function badStatus(status: number, body: unknown): number | undefined {
	if (status < 200 || status > 299) return status;
	const inBody = toNumber(getPath(body, 'status')) ?? toNumber(getPath(body, 'meta.status'));
	if (inBody === undefined || inBody === 200) return undefined;
	// The path exists, or there would be no such body: 404 is about the client, not the URL.
	return judge(inBody, undefined) === 'invalid_configuration' ? UNPROCESSABLE : inBody;
}

function acceptLink({ secrets }: Exchange, text: string, redirectHost: string): Link {
	const url = LINK.test(text) ? toUrl(text) : undefined;
	if (url === undefined || url.pathname === '/') {
		throw rejectLink(
			'that is not safe to use: it is not a plain https link with a token',
			'Ask B2COPY to check the Redirect URL of this investment platform.',
		);
	}
	if (redirectHost !== '' && url.host !== redirectHost) {
		throw rejectLink(
			`to a host other than ${redirectHost}`,
			'Compare "Redirect URL" in the credential with System > Settings > Side Auth in the Back Office.',
		);
	}
	if (secrets.some((key) => key.length >= MIN_KEY && holds(text, key))) {
		throw rejectLink('that contains the secret key', 'Enter a new key under Side Auth, and here.');
	}
	return { url: url.href, host: url.host };
}

/** Whether a link holds a key in a usual spelling. */
function holds(link: string, key: string): boolean {
	const bytes = Buffer.from(key);
	const encoded = (['hex', 'base64', 'base64url'] as const).map((name) => bytes.toString(name));
	const plain = [key, formEncode(key), encodeURIComponent(bytes.toString())];
	const text = link.toLowerCase();
	return [...plain, ...encoded].some((spelling) =>
		text.includes(spelling.replace(/=+$/, '').toLowerCase()),
	);
}

/** The error of a link. @param what - what is wrong with it @param todo - a sentence: what to do */
function rejectLink(what: string, todo: string): TokenError {
	const message = `B2COPY returned a link ${what}.`;
	return tokenError('link_rejected', message, `No client was sent there. ${todo}`);
}
