import type { IExecuteFunctions } from 'n8n-workflow';
import { tokenError } from '../../core/errors';
import { assertUnrestricted } from '../../core/form/allowedDomains';
import { createGrant, type ProviderGrant } from '../../core/grant';
import { adoptToken, isShared, isStale } from '../../core/n8n';
import type { Http } from '../../core/request/http';
import { tokenCredentials } from '../../credentials/registry';
import { numberParameter, parametersOf, timeoutOf } from '../parameters';

/** One item, read and checked before anything is sent. */
export interface Item {
	provider: string;
	grant: ProviderGrant;
	/** Other processes get to know the token. */
	shared: boolean;
	/** They do not, but a token from before is still stored. */
	stale: boolean;
	forceNewToken: boolean;
	/** Seconds the token must still be good for. */
	minimumValidity: number;
	/** Milliseconds for the sign-in. */
	timeout: number;
	simplify: boolean;
	includeRefreshToken: boolean;
	/** Empty: the result replaces the input item's own fields. */
	outputField: string;
}

/**
 * Reads one item's parameters and its credential.
 *
 * @throws `invalid_input`, `invalid_configuration`, `insecure_url`
 */
export async function readItem(
	context: IExecuteFunctions,
	http: Http,
	itemIndex: number,
): Promise<Item> {
	const parameter = parametersOf(context, itemIndex);
	const provider = String(parameter('provider'));
	const credential = credentials.get(provider);
	if (credential === undefined) {
		throw tokenError(
			'invalid_input',
			'"Provider" has a value that is not in the list.',
			'Pick a provider from the list.',
		);
	}
	const options = parameter('options', {}) as Record<string, unknown>;
	const timeout = timeoutOf(options);
	const minimumValidity = numberParameter(
		options.minimumValidity ?? 60,
		'Minimum Validity (Seconds)',
		0,
		Number.MAX_SAFE_INTEGER,
	);
	const form = await context.getCredentials(`${provider}Api`, itemIndex);
	assertUnrestricted(form);
	const grant = createGrant(credential.definition, credential.properties, form, http);
	adoptToken(grant, form);
	return {
		provider,
		grant,
		shared: isShared(form),
		stale: isStale(form),
		forceNewToken: options.forceNewToken === true,
		minimumValidity,
		timeout,
		simplify: parameter('simplify', true) !== false,
		includeRefreshToken: parameter('includeRefreshToken', false) === true,
		outputField: String(options.outputField ?? '').trim(),
	};
}

/** What the registry's credentials are made of, by provider. */
const credentials = new Map(
	Object.entries(tokenCredentials).map(([provider, Credential]) => [
		provider,
		{ definition: Credential.definition, properties: new Credential().properties },
	]),
);
