import { assertAllowed } from './domains';
import { endpointOf } from './endpoint';
import { tokenError } from './errors';
import { readPlatformId } from './identifiers';
import { readInputs } from './inputs';
import { b2copySeamless } from './providers/b2copySeamless';
import { toUrl } from './url';

/** What a B2COPY Seamless credential stands for, checked and ready to use. */
export interface Seamless {
	url: URL;
	investmentPlatformId: string;
	/** Empty: links may lead to any host. */
	redirectHost: string;
	secretKey: string;
	/** The name of the secret key in the request: the vendor's page has two spellings. */
	secretKeyParameter: string;
	insecureTls: boolean;
}

/**
 * Reads a B2COPY Seamless credential.
 *
 * @throws `invalid_configuration`, `insecure_url`
 */
export function readSeamless(form: Record<string, unknown>): Seamless {
	const inputs = readInputs(b2copySeamless, form);
	const url = endpointOf(b2copySeamless, inputs, form.allowInsecureHttp === true);
	assertAllowed(form, url);
	return {
		url,
		investmentPlatformId: readPlatformId(inputs.investmentPlatformId),
		redirectHost: hostOf(inputs.redirectUrl ?? ''),
		secretKey: inputs.secretKey ?? '',
		secretKeyParameter: inputs.secretKeyParameter === 'secrete_key' ? 'secrete_key' : 'secret_key',
		insecureTls: form.allowUnauthorizedCerts === true,
	};
}

function hostOf(redirectUrl: string): string {
	if (redirectUrl === '') return '';
	const url = toUrl(redirectUrl);
	if (url !== undefined && /^https:\/\/[^/?#\s\\@]+([/?#]|$)/i.test(redirectUrl)) return url.host;
	throw tokenError(
		'invalid_configuration',
		'The URL in "Redirect URL" is not a complete https URL.',
		'Copy it from System > Settings > Side Auth in the Back Office, or leave the field empty.',
	);
}
