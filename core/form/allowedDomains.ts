import { tokenError, type TokenError } from '../errors';

/** Applies n8n's "Allowed HTTP Request Domains", which only n8n 2.41 does for the token request of a credential. */
export function assertAllowedDomain(form: Record<string, unknown>, url: URL): void {
	if (form.allowedHttpRequestDomains !== 'domains') return;
	const host = url.hostname.replace(/\.$/, '');
	const listed = String(form.allowedDomains ?? '')
		.split(',')
		.map((domain) => domain.trim().toLowerCase().replace(/\.$/, ''))
		.some((domain) =>
			domain.startsWith('*.')
				? domain.length > 2 && host.endsWith(domain.slice(1))
				: domain !== '' && domain === host,
		);
	if (listed) return;
	throw tokenError(
		'invalid_configuration',
		`The host ${host} is not in this credential's "Allowed Domains".`,
		`Signing in needs it: add ${host} to "Allowed Domains" in the credential.`,
	);
}

/** Refuses to hand the token of a restricted credential to a workflow, which could send it anywhere. */
export function assertUnrestricted(form: Record<string, unknown>): void {
	if (!isRestricted(form)) return;
	throw tokenError(
		'invalid_configuration',
		'The credential is restricted by "Allowed HTTP Request Domains", so its token is not given to a workflow.',
		'To call an API, use the credential in the HTTP Request node. To get the token anyway, set "Allowed HTTP Request Domains" to All in the credential.',
	);
}

function isRestricted({ allowedHttpRequestDomains }: Record<string, unknown>): boolean {
	return (allowedHttpRequestDomains ?? 'all') !== 'all';
}

/** What of a request's connection does not change where it goes. */
const TLS_OPTION =
	/^(ca|cert|key|pfx|passphrase|ciphers|(min|max)Version|secureOptions|rejectUnauthorized)$/;

/** Whether the options of a connection change where it leads. */
export function leadsElsewhere(agentOptions: unknown): boolean {
	return Object.keys(agentOptions ?? {}).some((key) => !TLS_OPTION.test(key));
}

/** The HTTP library finds headers below `common` and `get` too. */
function namesHost(headers: unknown): boolean {
	if (typeof headers !== 'object' || headers === null) return false;
	return Object.entries(headers).some(
		([name, value]) => (/^\s*host\s*$/i.test(name) && value != null) || namesHost(value),
	);
}

/** The refusal of a request that would not go to the address which n8n compares with the list. */
export function refuseDetour(
	form: Record<string, unknown>,
	options: { proxy?: unknown; headers?: unknown; agentOptions?: unknown },
): TokenError | undefined {
	const { proxy, headers, agentOptions } = options;
	const detour =
		(proxy && 'a proxy') ||
		(namesHost(headers) && 'a "Host" header') ||
		(leadsElsewhere(agentOptions) && 'another connection');
	if (!detour || !isRestricted(form)) return undefined;
	return tokenError(
		'invalid_configuration',
		`The request names ${detour}, so it gets no token: the credential is restricted by "Allowed HTTP Request Domains".`,
		'Remove it from the request, or set "Allowed HTTP Request Domains" to All in the credential.',
	);
}
