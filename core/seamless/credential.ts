import { assertAllowedDomain } from '../form/allowedDomains';
import { addressHint, addressLabel, endpointUrl } from '../form/endpoint';
import { readFields, readInputs, type FormProperty } from '../form/fields';
import { parseUrl } from '../form/url';
import type { Exchange } from '../provider';
import { readPlatformId } from './identifiers';
import { b2copySeamless } from './provider';

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

const FIELDS = [
	'baseUrl',
	'secretKey',
	'investmentPlatformId',
	'redirectUrl',
	'secretKeyParameter',
];

/**
 * Reads a B2COPY Seamless credential.
 *
 * @param properties - those of the credential class
 * @param form - the credential as n8n hands it over
 * @throws `invalid_configuration`, `insecure_url`
 */
export function readSeamless(
	properties: readonly FormProperty[],
	form: Record<string, unknown>,
): Seamless {
	const fields = readFields(FIELDS, properties, form);
	const inputs = readInputs(fields, form);
	const { secretKey = '', redirectUrl = '' } = inputs;
	const { endpoint } = b2copySeamless;
	const allowInsecureHttp = form.allowInsecureHttp === true;
	const url = endpointUrl(endpoint, fields, inputs, allowInsecureHttp);
	assertAllowedDomain(form, url);
	const rules = { label: fields.redirectUrl?.label ?? '', allowInsecureHttp, query: true };
	return {
		url,
		exchange: {
			service: b2copySeamless,
			address: addressLabel(endpoint, fields),
			addressHint: addressHint(endpoint, fields, inputs),
			secrets: [secretKey],
		},
		investmentPlatformId: readPlatformId(inputs.investmentPlatformId),
		redirectHost: redirectUrl && parseUrl(redirectUrl, rules).host,
		secretKey,
		secretKeyParameter: inputs.secretKeyParameter === 'secrete_key' ? 'secrete_key' : 'secret_key',
		insecureTls: form.allowUnauthorizedCerts === true,
	};
}
