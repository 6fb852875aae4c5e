import type { Inputs, Provider } from '../provider';
import type { Assertions } from './assertion';
import { clientAuthentication } from './clientAuthentication';
import { withoutHeader, type Payload } from './http';
import { isSet, listParameters, refreshParameters } from './parameters';
import type { Labels, Parameter } from './parameters';

/** Prepares the token requests of a provider: a sign-in, or with a refresh token the refresh grant. */
export function prepareRequest(
	provider: Provider,
	labels: Labels,
	inputs: Inputs,
	assertions?: Assertions,
) {
	const { authentication = 'none', id = '', secret = '' } = provider.client ?? {};
	const authenticate = clientAuthentication[authentication];
	const client = authenticate(inputs[id] ?? '', inputs[secret] ?? '', assertions?.client);
	const parameters = listParameters(provider, client.parameters, labels, inputs, assertions?.grant);
	const headers = { ...requestHeaders(provider), ...client.headers };
	/** The parameters of a sign-in. */
	const withCode = (code?: string) =>
		parameters.map((one) => (one.kind === 'code' ? { ...one, value: code } : one));
	return (refreshToken?: string, code?: string): Payload & { body: string } => ({
		...write(provider, refreshToken ? refreshParameters(parameters, refreshToken) : withCode(code)),
		// n8n adds to them when it traces requests.
		headers: { ...headers },
	});
}

/** The headers that people add are sent as typed, and may ask for another kind of response. */
function requestHeaders({ method, encoding, headers = [] }: Provider): Record<string, string> {
	const type = encoding === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
	const typed = headers.map(([header]) => header.toLowerCase());
	// A response in a cache would be somebody else's token.
	const [name, value] = method === 'GET' ? ['cache-control', 'no-store'] : ['content-type', type];
	return {
		...withoutHeader({ accept: 'application/json' }, ...typed),
		...withoutHeader(Object.fromEntries(headers), name),
		[name]: value,
	} as Record<string, string>;
}

/** The parameters as a query, a form or JSON; those without a value are left out (RFC 6749 section 3.2). */
function write({ method = 'POST', encoding }: Provider, parameters: Parameter[]) {
	const set = parameters.filter(isSet).map(({ name, value }) => ({
		name,
		value: typeof value === 'function' ? (value() as string) : value,
	}));
	if (method !== 'GET' && encoding === 'json') {
		const body = JSON.stringify(nest(set.map(({ name, value }) => [name.split('.'), value])));
		return { method, body };
	}
	const texts = set.map(({ name, value }): [string, string] => [name, toText(value)]);
	const form = new URLSearchParams(texts.filter(([, text]) => text !== '')).toString();
	return method === 'GET' ? { method, query: form, body: '' } : { method, body: form };
}

/** Text stays as it is; a number or a list from an expression is written as JSON has it. */
function toText(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value ?? '').replace(/^""$/, '');
}

type Entry = [steps: string[], value: unknown];

/** JSON with one level for each step of a dotted name. A level whose steps are numbered from 0 is a list. */
function nest(entries: Entry[]): unknown {
	const groups = new Map<string, Entry[]>();
	for (const [[step, ...rest], value] of entries) {
		if (step === undefined) return value;
		groups.set(step, [...(groups.get(step) ?? []), [rest, value]]);
	}
	const levels = Object.fromEntries([...groups].map(([step, group]) => [step, nest(group)]));
	const isList = groups.size > 0 && [...groups].every((_, index) => groups.has(String(index)));
	return isList ? Object.values(levels) : levels;
}
