import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { tokenError } from '../../core/errors';
import { createGrant } from '../../core/grant';
import { engine } from '../../core/n8n';
import { LONGEST_TIMEOUT, readNumber } from '../../core/number';
import { providers, resolve } from '../../core/providers';
import type { Http } from '../../core/send';
import { raw, simplified } from './output';

/** What the items of one execution share. */
export interface Run {
	/** The keys of the grants that were forced: none is forced twice. */
	forced: Set<string>;
	/** The hint about short-lived tokens was given. */
	hinted: boolean;
}

/**
 * Obtains the token for one item as its parameters demand.
 *
 * @returns the JSON of the output item
 * @throws the codes of the engine, and `invalid_input` for an option
 */
export async function obtain(
	context: IExecuteFunctions,
	http: Http,
	itemIndex: number,
	run: Run,
): Promise<IDataObject> {
	const parameter = (name: string, fallback?: unknown) =>
		context.getNodeParameter(name, itemIndex, fallback) as unknown;
	const provider = String(parameter('provider'));
	const definition = Object.hasOwn(providers, provider) ? providers[provider] : undefined;
	if (definition === undefined) {
		throw tokenError(
			'invalid_input',
			'"Provider" has a value that is not in the list.',
			'Pick a provider from the list.',
		);
	}
	const options = parameter('options', {}) as Record<string, unknown>;
	const timeout = readNumber(
		options.timeout ?? 30_000,
		'Timeout (Milliseconds)',
		1,
		LONGEST_TIMEOUT,
	);
	const minimumValidity = readNumber(
		options.minimumValidity ?? 60,
		'Minimum Validity (Seconds)',
		0,
		Number.MAX_SAFE_INTEGER,
	);
	const form = await context.getCredentials(`${provider}Api`, itemIndex);
	const grant = createGrant(resolve(definition, form), form, http);
	const force = options.forceNewToken === true && !run.forced.has(grant.key);
	const given = await engine.get(grant, {
		timeout,
		minimumValidity,
		force,
		cancelled: context.getExecutionCancelSignal(),
	});
	if (force) run.forced.add(grant.key);
	const { lifetime } = given.token;
	if (lifetime !== null && lifetime <= minimumValidity && !run.hinted) {
		run.hinted = true;
		context.addExecutionHints({
			type: 'warning',
			location: 'outputPane',
			message: `Tokens of this provider live for ${Math.floor(lifetime)} seconds, too short for "Minimum Validity (Seconds)". The token is given all the same.`,
		});
	}
	const json =
		parameter('simplify', true) === false
			? raw(provider, given)
			: simplified(provider, given, parameter('includeRefreshToken', false) === true, Date.now());
	const field = String(options.outputField ?? '').trim();
	return field === '' ? json : { ...context.getInputData()[itemIndex]?.json, [field]: json };
}
