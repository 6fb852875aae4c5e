import { tokenError } from '../errors';
import type { Provider } from '../provider';
import type { Fields } from './fields';

/**
 * Makes sure that no additional parameter has the name of one that the grant sends itself: it would
 * have to be dropped, and nobody would know.
 *
 * @param fields - those that the form shows
 * @throws `invalid_configuration` that names the field to use instead
 */
export function assertParametersFree(provider: Provider, fields: Fields): void {
	const own = ownParameters(provider, fields);
	const taken = (provider.extra ?? []).map(([name]) => name).find((name) => own.has(name));
	if (taken === undefined) return;
	throw tokenError(
		'invalid_configuration',
		`"${taken}" cannot be an additional parameter: the sign-in sends it itself.`,
		`Remove it there, and use "${own.get(taken)}" in the credential.`,
	);
}

/** The parameters that a grant sends itself, and the label of the field that each comes from. */
function ownParameters(
	{ grantType, parameters, client }: Provider,
	fields: Fields,
): Map<string, string> {
	const own = new Map<string, string>();
	const labelOf = (field = '', other = '') => fields[field]?.label ?? other;
	if (grantType !== undefined) {
		own.set('grant_type', 'Grant Type');
		own.set('refresh_token', 'Use Refresh Token');
	}
	for (const [name, field] of Object.entries(parameters)) own.set(name, labelOf(field));
	if (client !== undefined) {
		// Some servers want the id in the body beside the header; a secret there would be a second
		// client authentication (RFC 6749 section 2.3).
		if (client.authentication !== 'header') own.set('client_id', labelOf(client.id));
		own.set('client_secret', labelOf(client.secret, 'Client Authentication'));
	}
	return own;
}
