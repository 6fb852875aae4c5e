/** Visible ASCII: nothing that could end or split a header line (RFC 6749 appendix A.12). */
const TOKEN = /^[\x21-\x7e]+$/;

/**
 * In characters. Servers and load balancers can be set to take up to about 64 KiB of header: 60 KiB is
 * Envoy's standard, 64 KiB the quota of AWS's load balancer, 65,534 bytes the most of Windows' HTTP.sys.
 */
export const MAX_TOKEN_LENGTH = 65_000;

/** Types of the IANA registry (RFC 6749 section 11.1) and of drafts that need more than the token alone. */
const OTHER_TYPES = ['mac', 'pop', 'dpop', 'na', 'hawk'];

/** Whether a value can be sent as a token as far as its characters go. */
export function isSendable(value: unknown): value is string {
	return typeof value === 'string' && TOKEN.test(value);
}

/**
 * Whether a token is used as a Bearer token. Many servers have names of their own for it, such as
 * `BearerToken` or `JWT`, or none, so only what is known to need something else is not.
 *
 * @param type - the `token_type` of the response
 */
export function isBearer(type: unknown): boolean {
	if (typeof type !== 'string') return true;
	return !OTHER_TYPES.includes(
		String(type)
			.toLowerCase()
			.replace(/[^a-z]/g, ''),
	);
}
