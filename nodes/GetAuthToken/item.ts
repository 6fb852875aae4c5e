import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { tokenError } from '../../core/errors';
import {
	adoptToken,
	assertUnrestricted,
	createGrant,
	type Http,
	type ProviderGrant,
} from '../../core/n8n';
import { tokenCredentials } from '../../credentials/registry';
import { readNumber, readTimeout, type ReadParameter } from '../options';

/** The parameters of one item. */
export interface Item {
	provider: string;
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

const MAX_SECONDS = Number.MAX_SAFE_INTEGER;

/** @throws `invalid_input` */
export function readItem(parameter: ReadParameter, itemIndex: number): Item {
	const options = parameter('options', itemIndex, {}) as Record<string, unknown>;
	const { minimumValidity = 60 } = options;
	return {
		provider: readProvider(parameter('provider', itemIndex)),
		forceNewToken: options.forceNewToken === true,
		minimumValidity: readNumber(minimumValidity, 'Minimum Validity (Seconds)', 0, MAX_SECONDS),
		timeout: readTimeout(options),
		simplify: parameter('simplify', itemIndex, true) !== false,
		includeRefreshToken: parameter('includeRefreshToken', itemIndex, false) === true,
		outputField: String(options.outputField ?? '').trim(),
	};
}

function readProvider(value: unknown): string {
	if (typeof value === 'string' && credentials.has(value)) return value;
	throw tokenError(
		'invalid_input',
		'"Provider" has a value that is not in the list.',
		'Choose a provider from the list.',
	);
}

/** A credential as n8n hands it over, and the grant it stands for. */
export interface Login {
	form: ICredentialDataDecryptedObject;
	grant: ProviderGrant;
}

/** Reads the credential of one item. @throws `invalid_configuration`, `insecure_url` */
export async function readLogin(
	context: IExecuteFunctions,
	provider: string,
	itemIndex: number,
	http: Http,
): Promise<Login> {
	const form = await context.getCredentials(`${provider}Api`, itemIndex);
	assertUnrestricted(form);
	const { definition, properties } = credentials.get(provider)!;
	const grant = createGrant(definition, properties, form, http);
	adoptToken(grant, form);
	return { form, grant };
}

const credentials = new Map(
	Object.entries(tokenCredentials).map(([provider, Credential]) => {
		const { definition } = Credential;
		return [provider, { definition, properties: new Credential().properties }];
	}),
);
