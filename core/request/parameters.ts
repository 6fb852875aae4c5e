import { tokenError } from '../errors';
import { isReserved } from '../names';
import type { Inputs, Provider } from '../provider';
import type { ClientParts } from './clientAuthentication';

/** One parameter of a token request. */
export interface Parameter {
	name: string;
	/** `''` where the form gives none: the name is taken all the same. A function gives one for each request. */
	value: unknown;
	/** The form field that it comes from. */
	label: string;
	/** Those of the login are not part of a refresh. */
	kind: 'grant' | 'login' | 'code' | 'additional';
}

/** The form fields that are shown, by their names. */
export type Labels = Readonly<Record<string, { label: string } | undefined>>;

/** Stands for the code until a request is sent. */
const ANY_CODE = '000000';

/**
 * Lists the parameters of a provider's token requests in the order they are sent, those without a value included.
 * @throws `invalid_configuration` for a name that another has or that leads nowhere
 */
export function listParameters(
	{ encoding, grantType, client, parameters, oneTimeCode, additionalParameters = [] }: Provider,
	clientParameters: ClientParts['parameters'],
	labels: Labels,
	inputs: Inputs,
	assertion?: () => string,
): Parameter[] {
	const list: Parameter[] = [];
	const add = (kind: Parameter['kind'], name: string, value: unknown, label = '') =>
		list.push({ kind, name, value, label });
	if (grantType !== undefined) add('grant', 'grant_type', grantType, 'Grant Type');
	if (client !== undefined) {
		// A secret that is not sent is listed too: another one would be a second client authentication.
		const values = { ...clientParameters, client_secret: clientParameters.client_secret ?? '' };
		for (const [name, value] of Object.entries(values)) {
			const field = { client_id: client.id, client_secret: client.secret }[name] ?? '';
			add('grant', name, value, labels[field]?.label ?? 'Client Authentication');
		}
	}
	if (grantType !== undefined) add('grant', 'refresh_token', '', 'Use Refresh Token');
	if (assertion !== undefined) add('login', 'assertion', assertion, 'Grant Type');
	for (const [field, name] of Object.entries(parameters)) {
		add('login', name, inputs[field] ?? '', labels[field]?.label);
	}
	if (oneTimeCode) add('code', oneTimeCode.parameter, ANY_CODE, 'One-Time Code Parameter');
	for (const [name, value, isSecret] of additionalParameters) {
		add('additional', name, value, isSecret ? 'Secret Parameters' : 'Additional Parameters');
	}
	assertNames(list, encoding === 'json');
	return list;
}

/** The same list with the values of the refresh grant (RFC 6749 section 6). */
export function refreshParameters(list: Parameter[], token: string): Parameter[] {
	const values = new Map(Object.entries({ grant_type: 'refresh_token', refresh_token: token }));
	return list
		.filter(({ kind }) => kind !== 'login' && kind !== 'code')
		.map((parameter) => ({ ...parameter, value: values.get(parameter.name) ?? parameter.value }));
}

/** Whether a parameter has a value: an empty additional one is a value in JSON. */
export function isSet({ kind, value }: Parameter): boolean {
	return value !== undefined && (kind === 'additional' || value !== '');
}

function assertNames(list: Parameter[], nests: boolean): void {
	for (const [index, first] of list.entries()) {
		const { name, label } = first;
		const steps = nests ? name.split('.') : [name];
		if (steps.some((step) => step.trim() === '' || isReserved(step))) {
			throw tokenError(
				'invalid_configuration',
				`"${label}" has a parameter that cannot be called "${name}".`,
				'Correct the name in the credential. In JSON, each dot needs a name on both sides.',
			);
		}
		const second = list.slice(index + 1).find((next) => collide(first, next, nests));
		if (second === undefined) continue;
		const labels = [...new Set([label, second.label])].map((one) => `"${one}"`);
		throw tokenError(
			'invalid_configuration',
			`${labels.join(' and ')} set the parameter "${[name, second.name].sort()[0]}" twice.`,
			'Remove or rename one of the two in the credential.',
		);
	}
}

/** Whether two names are one, or, where dots nest, one leads through the other. */
function collide(first: Parameter, second: Parameter, nests: boolean): boolean {
	const isSame = first.name === second.name;
	// A form may repeat an additional parameter, for example `resource` (RFC 8707 section 2).
	if (isSame && second.kind === 'additional') return nests || first.kind !== 'additional';
	const [short, long] = [`${first.name}.`, `${second.name}.`].sort() as [string, string];
	return isSet(first) && isSet(second) && (isSame || (nests && long.startsWith(short)));
}
