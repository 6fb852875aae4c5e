import type { ErrorCode } from './errors';

/** One field of the credential form that takes part in the grant. */
export interface Field {
	/** The label the form shows: messages name the field by it. */
	label: string;
	/** Never shown, logged or put into a message. */
	secret?: boolean;
	/** May stay empty. */
	optional?: boolean;
	/** Required only while another field has this value. */
	when?: { field: string; is: string };
}

/** Where the token endpoint is. */
export interface Endpoint {
	/** The form field with the base URL, or with the whole URL if no path is given. */
	base: string;
	/** Fixed base URLs by the value of a form field; a value not listed here means `base`. */
	hosts?: { field: string; urls: Record<string, string> };
	/** The documented path below the base URL. */
	path?: string;
	/** The form field that holds the path, where people may change it. */
	pathField?: string;
	/** A query is part of the URL that people type (RFC 6749 section 3.2 allows one). */
	query?: boolean;
}

/** How the client identifies itself (RFC 6749 section 2.3). */
export interface Client {
	/** `none`: a public client, only its id is sent. */
	authentication: 'body' | 'header' | 'none';
	/** The form fields that hold the id and the secret. */
	id: string;
	secret?: string;
}

/**
 * Where an answer keeps its values, as dotted paths. A lifetime is read from `expiresIn` (seconds,
 * or a point in time), else from `expiresAt` minus `createdAt`, else from the token itself.
 */
export interface Shape {
	accessToken: string;
	tokenType?: string;
	expiresIn?: string;
	createdAt?: string;
	expiresAt?: string;
	refreshToken?: string;
	refreshExpiresIn?: string;
	scope?: string;
}

/** What a certain refusal of this provider means. All conditions given must hold. */
export interface Refusal {
	status?: number;
	/** The provider's code, for example `invalid_grant`. */
	providerCode?: string;
	/** Matched against the provider's text. */
	text?: RegExp;
	/** A dotted path that holds `true` in the answer. */
	flag?: string;
	code: ErrorCode;
	message: string;
	description: string;
}

/**
 * A provider as data: everything the engine needs to know to obtain a token. The form fields
 * themselves stay in the credential class.
 */
export interface Provider {
	name: string;
	/** The provider's name as messages spell it. */
	title: string;
	/** What is asked of it, as messages put it. */
	request: 'sign-in' | 'link request';
	fields: Record<string, Field>;
	endpoint: Endpoint;
	encoding: 'form' | 'json';
	/** Sent as `grant_type`; left out where the sign-in is not an OAuth grant. */
	grantType?: 'password' | 'client_credentials';
	/** The names on the wire and the form fields that fill them; empty ones are not sent. */
	parameters: Record<string, string>;
	/** Further fixed parameters; they never replace one of the grant's own. */
	extra?: Array<[name: string, value: string]>;
	client?: Client;
	/** Whether the refresh grant (RFC 6749 section 6) may be used. */
	refresh: boolean;
	/** The success shapes, tried in this order. */
	shapes: readonly Shape[];
	/** What this provider's refusals mean, where the standard table is not enough. */
	refusals: readonly Refusal[];
	/** What to look at when the login is refused, after the sentence that says so. */
	loginHint: string;
	/** What to do when the answer holds no token, where the form says where the token stands. */
	answerHint?: string;
}

/** The values of a provider's fields, trimmed and complete. */
export type Inputs = Readonly<Record<string, string>>;
