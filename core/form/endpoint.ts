import type { Endpoint, Inputs } from '../provider';
import type { Fields } from './fields';
import { joinPath, parseUrl } from './url';

/**
 * The URL of a token endpoint for these inputs.
 *
 * @throws `invalid_configuration`, `insecure_url`
 */
export function endpointUrl(
	endpoint: Endpoint,
	fields: Fields,
	inputs: Inputs,
	allowInsecureHttp: boolean,
): URL {
	const { base, hosts, path, pathField, query } = endpoint;
	const choice = inputs[hosts?.field ?? ''] ?? '';
	const known = hosts && Object.hasOwn(hosts.urls, choice) ? hosts.urls[choice] : undefined;
	// An expression may name a host that is not in the list, and then the form hides the base URL.
	const label = (fields[base] ?? fields[hosts?.field ?? ''])?.label ?? '';
	const url = parseUrl(known ?? inputs[base] ?? '', { label, allowInsecureHttp, query });
	const below = pathField === undefined ? path : inputs[pathField];
	if (below === undefined) return url;
	return joinPath(url, below, fields[pathField ?? base]?.label ?? label);
}

/** The shown fields that make up the address, as messages name them: `"Auth URL" and "Token Path"`. */
export function addressLabel({ base, hosts, pathField }: Endpoint, fields: Fields): string {
	const labels = [hosts?.field, base, pathField].flatMap((name) => fields[name ?? '']?.label ?? []);
	const quoted = labels.map((label) => `"${label}"`);
	const last = quoted.pop() ?? '';
	return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
}
