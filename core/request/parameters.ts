import { tokenError, type TokenError } from '../errors';
import { isReserved } from '../names';
import type { Inputs, Provider } from '../provider';
import type { ClientParts } from './clientAuthentication';

/** One parameter of a token request. */
export interface Parameter {
	name: string;
	/** `''` where the form gives none, undefined where only a refresh has one. */
	value: unknown;
	/** The form field that it comes from. */
	label: string;
	/** Those of the login are not part of a refresh. */
	kind: 'grant' | 'login' | 'additional';
}

/** The form fields that are shown, by their names. */
export type Labels = Readonly<Record<string, { label: string } | undefined>>;

/**
 * Lists the parameters of a provider's token requests in the order they are sent, those without a value
 * included. Each has a name that no other has and that leads somewhere: else one of two would be
 * dropped, and nobody would know.
 *
 * @throws `invalid_configuration` that names the fields
 */
export function listParameters(
	provider: Provider,
	client: ClientParts,
	labels: Labels,
	inputs: Inputs,
): Parameter[] {
	const { grantType, refresh, parameters, additionalParameters = [] } = provider;
	const list: Parameter[] = [];
	const add = (kind: Parameter['kind'], name: string, value: unknown, label = '') =>
		list.push({ name, value, label, kind });
	if (grantType !== undefined) add('grant', 'grant_type', grantType, 'Grant Type');
	if (provider.client !== undefined) {
		const { id, secret = '' } = provider.client;
		const values: Record<string, string> = Object.fromEntries(client.parameters);
		// Even if not sent: another one would be a second client authentication (RFC 6749 section 2.3).
		values.client_secret ??= '';
		for (const [name, value] of Object.entries(values)) {
			const { label } = labels[name === 'client_id' ? id : secret] ?? {};
			add('grant', name, value, label ?? 'Client Authentication');
		}
	}
	if (grantType !== undefined) {
		add('grant', 'refresh_token', refresh ? undefined : '', 'Use Refresh Token');
	}
	for (const [field, name] of Object.entries(parameters)) {
		add('login', name, inputs[field] ?? '', labels[field]?.label);
	}
	for (const [name, value, isSecret] of additionalParameters) {
		add('additional', name, value, isSecret ? 'Secret Parameters' : 'Additional Parameters');
	}
	assertNames(list, provider.encoding === 'json');
	return list;
}

/** The same list with the values of the refresh grant (RFC 6749 section 6). */
export function refreshParameters(list: Parameter[], refreshToken: string): Parameter[] {
	const values = new Map([
		['grant_type', 'refresh_token'],
		['refresh_token', refreshToken],
	]);
	return list
		.filter(({ kind }) => kind !== 'login')
		.map((parameter) => ({ ...parameter, value: values.get(parameter.name) ?? parameter.value }));
}

/** Whether a parameter has a value: an empty additional one is a value in JSON. */
export function isSet({ kind, value }: Parameter): boolean {
	return kind === 'additional' || value !== '';
}

function assertNames(list: Parameter[], nests: boolean): void {
	for (const [index, parameter] of list.entries()) {
		if (isSet(parameter)) assertName(parameter, nests);
		const other = list.slice(index + 1).find((next) => collide(parameter, next, nests));
		if (other !== undefined) throw collision(parameter, other);
	}
}

function assertName({ name, label }: Parameter, nests: boolean): void {
	const steps = nests ? name.split('.') : [name];
	if (!steps.some((step) => step.trim() === '' || isReserved(step))) return;
	const dots = nests ? ' In JSON each dot leads one step down and needs a name on both sides.' : '';
	throw tokenError(
		'invalid_configuration',
		`"${name}" cannot be the name of a parameter.`,
		`Correct it in the credential: see "${label}".${dots}`,
	);
}

/** Whether two names are one, or, where dots nest, one leads through the other. */
function collide(first: Parameter, second: Parameter, nests: boolean): boolean {
	const areSet = isSet(first) && isSet(second);
	if (first.name !== second.name) {
		const leadsThrough = `${first.name}.`.startsWith(`${second.name}.`);
		return nests && areSet && (leadsThrough || `${second.name}.`.startsWith(`${first.name}.`));
	}
	// A form may repeat an additional parameter, for example `resource` (RFC 8707 section 2).
	return first.kind === 'additional' ? nests : areSet || second.kind === 'additional';
}

function collision(first: Parameter, second: Parameter): TokenError {
	const isSame = first.name === second.name;
	if (isSame && first.kind !== 'additional' && second.kind === 'additional') {
		return tokenError(
			'invalid_configuration',
			`"${first.name}" already has its own field.`,
			`Remove it from "${second.label}" and use "${first.label}".`,
		);
	}
	const fields = new Set([`"${first.label}"`, `"${second.label}"`]);
	return tokenError(
		'invalid_configuration',
		isSame
			? `The parameter "${first.name}" would be sent twice.`
			: `The parameters "${first.name}" and "${second.name}" cannot both be sent in JSON.`,
		`Remove or rename one of them in the credential: see ${[...fields].join(' and ')}.`,
	);
}
