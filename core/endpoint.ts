import type { Inputs, Provider } from './provider';
import { joinPath, parseUrl } from './url';

/**
 * The URL of a provider's token endpoint for these inputs.
 *
 * @throws `invalid_configuration`, `insecure_url`
 */
export function endpointOf(provider: Provider, inputs: Inputs, allowInsecureHttp: boolean): URL {
	const { base, hosts, path, pathField, query } = provider.endpoint;
	const choice = inputs[hosts?.field ?? ''] ?? '';
	const known = hosts && Object.hasOwn(hosts.urls, choice) ? hosts.urls[choice] : undefined;
	const label = provider.fields[base]?.label ?? '';
	const url = parseUrl(known ?? inputs[base] ?? '', { label, allowInsecureHttp, query });
	const below = pathField === undefined ? path : inputs[pathField];
	if (below === undefined) return url;
	return joinPath(url, below, provider.fields[pathField ?? base]?.label ?? label);
}
