import type { IExecuteFunctions } from 'n8n-workflow';
import { tokenError } from '../../core/errors';
import { assertUnrestricted } from '../../core/form/allowedDomains';
import { createGrant, type ProviderGrant } from '../../core/createGrant';
import { adoptToken, isShared, isStale } from '../../core/n8n';
import type { Http } from '../../core/request/http';
import { tokenCredentials } from '../../credentials/registry';
import { createCredentials } from '../credentials';
import { numberParameter, timeoutOf } from '../options';
import { createParameters } from '../parameters';

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
 * Makes the function that reads one item's parameters and its credential.
 *
 * @returns the function; it throws `invalid_input`, `invalid_configuration`, `insecure_url`
 */
export function createItems(
	context: IExecuteFunctions,
	http: Http,
): (itemIndex: number) => Promise<Item> {
	const parametersOf = createParameters(context);
	const readers = new Map(
		credentials.map(({ provider, definition, properties }) => {
			const read = createCredentials(context, `${provider}Api`, (form) => {
				assertUnrestricted(form);
				const grant = createGrant(definition, properties, form, http);
				adoptToken(grant, form);
				return { grant, shared: isShared(form), stale: isStale(form) };
			});
			return [provider, read] as const;
		}),
	);
	return async (itemIndex) => {
		const parameter = parametersOf(itemIndex);
		const provider = String(parameter('provider'));
		const readCredential = readers.get(provider);
		if (readCredential === undefined) {
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
		return {
			provider,
			...(await readCredential(itemIndex)),
			forceNewToken: options.forceNewToken === true,
			minimumValidity,
			timeout,
			simplify: parameter('simplify', true) !== false,
			includeRefreshToken: parameter('includeRefreshToken', false) === true,
			outputField: String(options.outputField ?? '').trim(),
		};
	};
}

/** What the registry's credentials are made of, by provider. */
const credentials = Object.entries(tokenCredentials).map(([provider, Credential]) => ({
	provider,
	definition: Credential.definition,
	properties: new Credential().properties,
}));
