import { tokenError, type TokenError } from '../errors';
import type { Inputs, Provider } from '../provider';
import type { Fields } from './fields';
import { isReserved } from '../names';

/** A parameter of the sign-in, and the label of the field that it comes from. */
interface Own {
	name: string;
	label: string;
	/** It has a value, so that it is sent. */
	sent: boolean;
}

/**
 * Makes sure that each parameter of a sign-in has a name of its own, one that leads somewhere. One of
 * two would have to be dropped, and nobody would know.
 *
 * @param fields - those that the form shows
 * @throws `invalid_configuration` that names the field to use instead
 */
export function assertParametersFree(provider: Provider, fields: Fields, inputs: Inputs): void {
	const nests = provider.encoding === 'json';
	const own = ownParameters(provider, fields, inputs);
	const sent = own.filter((one) => one.sent);
	// A refresh sends the refresh token, and the further parameters with it.
	const isEverSent = (one: Own) => one.sent || (provider.refresh && one.name === 'refresh_token');
	const extra = provider.additionalParameters ?? [];
	for (const name of [...sent.map((one) => one.name), ...extra.map(([other]) => other)]) {
		assertName(name, nests);
	}
	for (const [index, { name, label }] of sent.entries()) {
		const other = sent.slice(index + 1).find((one) => collide(one.name, name, nests));
		if (other !== undefined) throw sentTwice(name, label, other);
	}
	for (const [index, [name, , secret]] of extra.entries()) {
		const owner = own.find(
			(one) => one.name === name || (isEverSent(one) && collide(one.name, name, nests)),
		);
		if (owner !== undefined) throw ownedBy(owner, name, secret);
		const [other] =
			extra.slice(index + 1).find(([one]) => nests && collide(one, name, nests)) ?? [];
		if (other !== undefined) throw thereTwice(name, other);
	}
}

/** Whether two names are one, or, where dots nest, one leads through the other. */
function collide(one: string, other: string, nests: boolean): boolean {
	if (one === other) return true;
	return nests && (one.startsWith(`${other}.`) || other.startsWith(`${one}.`));
}

function assertName(name: string, nests: boolean): void {
	const steps = nests ? name.split('.') : [name];
	if (!steps.some((step) => step.trim() === '' || isReserved(step))) return;
	throw tokenError(
		'invalid_configuration',
		`"${name}" cannot be the name of a parameter.`,
		nests
			? 'Correct it in the credential. Under "Body Format" JSON each dot leads one step down, so there has to be a name on both sides of it.'
			: 'Correct it in the credential.',
	);
}

function ownedBy({ name: ownName, label }: Own, name: string, secret = false): TokenError {
	const sent = ownName === name ? 'it itself' : `"${ownName}" itself`;
	return tokenError(
		'invalid_configuration',
		`"${name}" cannot be ${secret ? 'a secret' : 'an additional'} parameter: the sign-in sends ${sent}.`,
		`Remove it there, and use "${label}" in the credential.`,
	);
}

/** What is wrong with two fields whose values would be sent under one name. */
export function sentTwice(
	name: string,
	label: string,
	other: Pick<Own, 'name' | 'label'>,
): TokenError {
	return tokenError(
		'invalid_configuration',
		`The fields "${label}" and "${other.label}" cannot both be sent: their parameters are called "${name}" and "${other.name}".`,
		'Give them different names in the credential, or empty the field that the server does not want.',
	);
}

function thereTwice(name: string, other: string): TokenError {
	return tokenError(
		'invalid_configuration',
		name === other
			? `The parameter "${name}" is there twice.`
			: `The parameters "${name}" and "${other}" cannot both be sent in JSON.`,
		'Remove one of them from "Additional Parameters" or "Secret Parameters" in the credential.',
	);
}

/** The parameters that a grant sends itself, and those that it must not have beside them. */
function ownParameters(
	{ grantType, parameters, client }: Provider,
	fields: Fields,
	inputs: Inputs,
): Own[] {
	const own: Own[] = [];
	const add = (name: string, field: string, label = '', sent = Boolean(inputs[field])) =>
		own.push({ name, label: fields[field]?.label ?? label, sent });
	if (grantType !== undefined) {
		add('grant_type', '', 'Grant Type', true);
		add('refresh_token', '', 'Use Refresh Token');
	}
	for (const [name, field] of Object.entries(parameters)) add(name, field);
	if (client !== undefined) {
		const { authentication, id, secret = '' } = client;
		// Some servers want the id in the body beside the header; a secret there would be a second
		// client authentication (RFC 6749 section 2.3).
		if (authentication !== 'header') add('client_id', id);
		const isSent = authentication === 'body' && Boolean(inputs[secret]);
		add('client_secret', secret, 'Client Authentication', isSent);
	}
	return own;
}
