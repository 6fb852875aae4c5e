import type { ErrorCode } from './errors';
import type { Assertion, Client, KeyPair, OneTimeCode } from './login';

export type { Algorithm, Assertion, Client, KeyPair, OneTimeCode } from './login';

/** Where the token endpoint is. */
export interface Endpoint {
	/** The form field with the base URL, or with the whole URL if no path is given. */
	base: string;
	/** Fixed base URLs by the value of a form field; a value not listed here means `base`. */
	hosts?: { field: string; urls: Record<string, string> };
	/** The documented path below the base URL, or the form field that holds it. */
	path?: string;
	pathField?: string;
	/** The URL that people type may have a query (RFC 6749 section 3.2). */
	query?: boolean;
}

/**
 * Where a token response keeps its values, as dotted paths; the access token may also be `$` (the whole
 * body), `header:<name>` or `cookie:<name>`. A lifetime is the smallest plausible of `expiresIn` (a span,
 * or a point in time), `expiresAt` minus `createdAt`, and that of a JWT.
 */
export interface TokenPaths {
	accessToken: string;
	tokenType?: string;
	expiresIn?: string;
	createdAt?: string;
	expiresAt?: string;
	refreshToken?: string;
	refreshExpiresIn?: string;
	scope?: string;
}

/** Where a value of the response, the token first of all, goes on a request to the API. */
export interface Placement {
	in: 'header' | 'cookie' | 'query';
	name: string;
	/** With `{token}` and other values by their places; in a cookie without a name `{cookies}`, all that were set. */
	value: string;
}

/** The Authorization header of RFC 6750 section 2.1. */
export const bearer: Placement = { in: 'header', name: 'Authorization', value: 'Bearer {token}' };

/** The places of the response that a placement names beside the token. */
export function placesIn({ value }: Placement): string[] {
	const places = [...value.matchAll(/\{([^{}]+)\}/g)].map(([, place = '']) => place);
	return places.filter((place) => place !== 'token');
}

/**
 * A parameter that the grant does not name itself. Under JSON its value keeps its type. One that changes
 * each time, such as a time or a one-time code, tells no token from another.
 */
export type AdditionalParameter = [
	name: string,
	value: unknown,
	secret?: boolean,
	changes?: boolean,
];

/** A header of the token request. */
export type AdditionalHeader = [name: string, value: string, changes?: boolean];

/** What a certain error response of this provider means. All conditions given must hold. */
export interface ErrorRule {
	status?: number;
	/** The code in the response, for example `invalid_grant`. */
	providerCode?: string;
	/** Matches the text in the response. */
	text?: RegExp;
	/** What the words of the response are about, for example `scope`. */
	about?: string;
	/** A dotted path that holds `true` in the response. */
	flag?: string;
	code: ErrorCode;
	message: string;
	description: string;
}

/** What messages and errors need to know of a provider. */
export interface Service {
	title: string;
	/** What is asked of it, as messages put it. */
	noun: 'sign-in' | 'link request';
	endpoint: Endpoint;
	/** Where the standard table of error responses is not enough. */
	errorRules: readonly ErrorRule[];
	/** What to do when the login is rejected, after the sentence that says so. */
	rejectedAdvice: string;
	/** What to do when the request itself is not understood, where the form can change it. */
	requestAdvice?: (text: string, field?: string) => string;
	/** How to send the other body format, as the end of a sentence. */
	formatAdvice?: string;
}

/**
 * A provider as data: everything needed to obtain a token. It names form fields and knows nothing else of
 * them: their labels, masks, defaults and which are required are in the form alone.
 */
export interface Provider extends Service {
	/** `POST` if not given; with `GET` the parameters go in the query. */
	method?: 'GET' | 'POST' | 'PUT';
	/** Under `json`, dots in the names of parameters nest. */
	encoding: 'form' | 'json';
	/** More headers of the token request. Nobody may see their values. */
	headers?: AdditionalHeader[];
	/** Sent as `grant_type`; left out where the sign-in is not an OAuth grant. */
	grantType?: 'password' | 'client_credentials' | 'urn:ietf:params:oauth:grant-type:jwt-bearer';
	/** The form fields of the login and their names on the wire; empty ones are not sent. */
	parameters: Record<string, string>;
	additionalParameters?: AdditionalParameter[];
	oneTimeCode?: OneTimeCode;
	client?: Client;
	keyPair?: KeyPair;
	assertion?: Assertion;
	/** Whether the refresh grant (RFC 6749 section 6) may be used. */
	refresh: boolean;
	/** The paths of a token response, tried in this order. */
	paths: readonly TokenPaths[];
	/** Seconds: the lifetime where the response has none, and the longest. */
	lifetime?: number;
	/** A Bearer token if not given. */
	placements?: readonly Placement[];
	/** What to do when the response holds no token, where the form says which field holds it. */
	noTokenAdvice?: string;
	/** What to do when the response lacks another value that the form names. */
	noValueAdvice?: string;
}

/** A provider, or how to make one from the credential form where people describe it themselves. */
export type Definition = Provider | ((form: Record<string, unknown>) => Provider);

/** The values of the form fields that a provider names, trimmed and complete. */
export type Inputs = Readonly<Record<string, string>>;

/** One exchange with a provider, as far as its messages need to know it. */
export interface Exchange {
	service: Service;
	/** The form fields that make up the address, quoted as messages name them: `"Base URL"`. */
	address: string;
	/** What is likely to be wrong with the address, if nobody takes the request there. */
	addressHint?: string;
	/** Whatever must not be shown: passwords, client secrets, tokens. */
	secrets: readonly string[];
	/** What is no secret and may be shown, even if it looks like one: client id, scope, address. */
	known?: readonly string[];
}

/** The provider that a definition and a filled-in form describe. */
export function resolveProvider(definition: Definition, form: Record<string, unknown>): Provider {
	return typeof definition === 'function' ? definition(form) : definition;
}
