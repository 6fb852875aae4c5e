import { tokenError } from '../errors';

/**
 * Applies n8n's own "Allowed HTTP Request Domains" setting of a credential to a request that this
 * package makes, with n8n's meaning of the list: exact hosts, and `*.example.com` for subdomains.
 * n8n 2.41 enforces it for the token request of a credential; older versions and nodes do not.
 *
 * @param form - the credential with `allowedHttpRequestDomains` and `allowedDomains`
 * @throws `invalid_configuration` if the host is not listed
 */
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
