/** What a request carries. */
export interface Payload {
	/** `POST` if not given. */
	method?: 'GET' | 'POST' | 'PUT';
	/** Added to the query of the address. */
	query?: string;
	headers: Record<string, string>;
	/** Text, or an object that the HTTP function serialises as JSON. */
	body: string | Record<string, unknown>;
}

/** The key and the certificates of a client, in PEM format, for its connection (RFC 8705). */
export interface ClientTls {
	key: string;
	cert: string;
}

/** A request as the HTTP function gets it: redirects not followed. */
export interface HttpRequest extends Omit<Payload, 'query'> {
	url: string;
	/** Ends the request and the reading of its body. */
	signal: AbortSignal;
	/** Milliseconds of silence after which the connection itself is dropped. */
	timeout: number;
	/** Accept a certificate that cannot be verified. */
	insecureTls: boolean;
	tls?: ClientTls;
	/** The most bytes of body to take in. */
	maxBody: number;
}

/** What came back, whatever the status. */
export interface HttpResponse {
	status: number;
	headers: Record<string, unknown>;
	/** Undefined if it is larger than allowed, or broke off. */
	body?: string;
	/** What broke the body off. */
	fault?: unknown;
}

/** Sends one request; rejects only if no response began. */
export type Http = (request: HttpRequest) => Promise<HttpResponse>;

/** A response, reduced to what is processed. */
export interface EndpointResponse {
	status: number;
	contentType: string;
	retryAfter: string;
	/** The provider's clock in epoch milliseconds, from its `Date` header. */
	date: number | undefined;
	/** Our clock in epoch milliseconds, the moment before the request. */
	sentAt: number;
	text: string;
	headers?: Record<string, unknown>;
	/** Where the request was sent. */
	url?: string;
}

/** Where and how a request is sent; title, noun and address as in an `Exchange`, for messages. */
export interface Target {
	title: string;
	noun: string;
	address: string;
	url: URL;
	insecureTls: boolean;
	tls?: ClientTls;
	/** What to do if the login is rejected: a server may say so by closing the connection. */
	rejectedAdvice?: string;
	/** Milliseconds for the whole exchange. */
	timeout: number;
	/** Send once more if no connection was made. */
	retry: boolean;
}

/** The headers without some names, in whatever case they were written. @param names - in lower case */
export function withoutHeader(headers: object = {}, ...names: string[]): Record<string, unknown> {
	const kept = Object.entries({ ...headers }).filter(([key]) => !names.includes(key.toLowerCase()));
	return Object.fromEntries(kept);
}
