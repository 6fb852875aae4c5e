import type { Endpoint, Inputs } from '../provider';
import type { Fields } from './fields';
import { basePath, invalidUrl, joinPath, parseUrl, toUrl } from './url';

/** The URL of a token endpoint for these inputs. @throws `invalid_configuration`, `insecure_url` */
export function endpointUrl(
	endpoint: Endpoint,
	fields: Fields,
	inputs: Inputs,
	allowInsecureHttp: boolean,
): URL {
	const { base, hosts, path, pathField, query } = endpoint;
	const choice = inputs[hosts?.field ?? ''] ?? '';
	const fixed = hosts && Object.hasOwn(hosts.urls, choice) ? hosts.urls[choice] : undefined;
	// An expression may name a host that is not in the list, and then the form hides the base URL.
	const label = (fields[base] ?? fields[hosts?.field ?? ''])?.label ?? '';
	const url = parseUrl(fixed ?? inputs[base] ?? '', { label, allowInsecureHttp, query });
	const below = pathField === undefined ? path : inputs[pathField];
	if (below === undefined) return url;
	if (path !== undefined) assertBase(url, path, label);
	return joinPath(url, below, fields[pathField ?? base]?.label ?? label);
}

/** The shown fields that make up the address, as messages name them: `"Auth URL" and "Token Path"`. */
export function addressLabel({ base, hosts, pathField }: Endpoint, fields: Fields): string {
	const labels = [hosts?.field, base, pathField].flatMap((name) => fields[name ?? '']?.label ?? []);
	const quoted = labels.map((label) => `"${label}"`);
	const last = quoted.pop() ?? '';
	return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
}

/** Refuses the address of another endpoint at the same server, which starts as the documented path does. */
function assertBase(url: URL, path: string, label: string): void {
	const base = basePath(url, path);
	const [first = ''] = /^\/[^/]+/.exec(path) ?? [];
	const start = `${base}/`.indexOf(`${first}/`);
	if (start < 0) return;
	const what = `contains more than the base: ${first} and what follows it`;
	throw invalidUrl(label, what, `Enter ${url.origin}${base.slice(0, start)}.`);
}

/** What is likely wrong with an address where nobody takes the request: people copy that of a page they see. */
export function addressHint({ base, path = '' }: Endpoint, fields: Fields, inputs: Inputs) {
	const url = path === '' ? undefined : toUrl(inputs[base] ?? '');
	if (url === undefined || basePath(url, path) === '') return undefined;
	return `"${fields[base]?.label}" is usually just the host. Try ${url.origin}.`;
}
