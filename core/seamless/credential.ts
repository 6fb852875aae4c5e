import { tokenError } from '../errors';
import { assertAllowedDomain } from '../form/allowedDomains';
import { addressHint, addressLabel, endpointUrl } from '../form/endpoint';
import { checkSwitches, readFields, readInputs, type FormProperty } from '../form/fields';
import { toUrl } from '../form/url';
import type { Exchange } from '../provider';
import { readPlatformId } from './identifiers';
import { b2copySeamless } from './b2copySeamless';

/** A B2COPY Seamless credential, checked and ready to use. */
export interface Seamless {
	url: URL;
	exchange: Exchange;
	investmentPlatformId: string;
	/** Empty: links may lead to any host. */
	redirectHost: string;
	secretKey: string;
	/** The name of the secret key in the request: the vendor's page has two spellings. */
	secretKeyParameter: string;
	insecureTls: boolean;
}

const NAMES = ['baseUrl', 'secretKey', 'investmentPlatformId', 'redirectUrl', 'secretKeyParameter'];

/** What was read last: the links of an execution nearly always have the same credential. */
const last = new WeakMap<readonly FormProperty[], { text: string; seamless: Seamless }>();

/** Reads a B2COPY Seamless credential. @throws `invalid_configuration`, `insecure_url`, `invalid_input` */
export function readSeamless(
	properties: readonly FormProperty[],
	form: Record<string, unknown>,
): Seamless {
	const text = JSON.stringify(form);
	const known = last.get(properties);
	if (known?.text === text) return known.seamless;
	const seamless = readForm(properties, form);
	last.set(properties, { text, seamless });
	return seamless;
}

function readForm(properties: readonly FormProperty[], form: Record<string, unknown>): Seamless {
	checkSwitches(properties, form);
	const fields = readFields(NAMES, properties, form);
	const inputs = readInputs(fields, form);
	const { secretKey = '', redirectUrl = '' } = inputs;
	const { endpoint } = b2copySeamless;
	const url = endpointUrl(endpoint, fields, inputs, form.allowInsecureHttp === true);
	assertAllowedDomain(form, url);
	return {
		url,
		exchange: {
			service: b2copySeamless,
			address: addressLabel(endpoint, fields),
			addressHint: addressHint(endpoint, fields, inputs),
			secrets: [secretKey],
		},
		investmentPlatformId: readPlatformId(inputs.investmentPlatformId),
		redirectHost: redirectUrl && readHost(redirectUrl),
		secretKey,
		secretKeyParameter: inputs.secretKeyParameter === 'secrete_key' ? 'secrete_key' : 'secret_key',
		insecureTls: form.allowUnauthorizedCerts === true,
	};
}

/** The host of a link's address; what else the address holds does not matter. */
function readHost(redirectUrl: string): string {
	const url = toUrl(redirectUrl);
	if (url !== undefined && /^https:\/\/[^/?#\s\\@]+([/?#]|$)/i.test(redirectUrl)) return url.host;
	throw tokenError(
		'invalid_configuration',
		'"Redirect URL" is not a complete https URL.',
		'Copy it from System > Settings > Side Auth in the Back Office, or leave the field empty.',
	);
}
