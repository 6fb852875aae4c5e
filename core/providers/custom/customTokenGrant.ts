import { parseUrl, toUrl } from '../../form/url';
import { toDotted } from '../../json';
import type { Client, Provider, TokenPaths } from '../../provider';
import { nested, standardPaths } from '../tokenPaths';
import { customAdvice, type Described } from './customAdvice';
import { readChoice, readTokenLifetime, readName, readTokenField } from './readers';
import { customClaims, customHeaders, customParameters } from './rows';
import { readOneTimeCode } from './secondFactor';
import { readSendTokenAs } from './sendTokenAs';

/**
 * Any token endpoint, described by the person who fills in the form. With nothing but a URL and a
 * login it is a standard OAuth server (RFC 6749 sections 4.3 and 4.4).
 *
 * @throws `invalid_configuration`, `insecure_url` for what is wrong in the form
 */
export function customTokenGrant(form: Record<string, unknown>): Provider {
	assertTestUrl(form);
	const grants = ['password', 'clientCredentials', 'jwtBearer'] as const;
	const grant = readChoice('Grant Type', grants, form.grantType);
	const isPassword = grant === 'password';
	const isOAuth = form.sendGrantType !== false;
	const title = toUrl(String(form.tokenUrl).trim())?.host || 'The token endpoint';
	const method = readChoice('Request Method', ['POST', 'GET', 'PUT'], form.requestMethod);
	const format = readChoice('Body Format', ['form', 'json'], form.bodyFormat);
	const ways = ['body', 'header', 'none', 'privateKeyJwt', 'tlsClientCertificate'] as const;
	const authentication = readChoice('Client Authentication', ways, form.clientAuthentication);
	const encoding = method === 'GET' ? 'form' : format;
	const toName = (name: unknown) => (encoding === 'json' ? toDotted : String)(readName(name));
	const expiresIn = toDotted(readName(form.expiresInField, 'expires_in'));
	// An empty name means that the server wants none, as for an API key alone.
	const username = toName(form.usernameParameter ?? 'username');
	const oneTimeCode = isPassword ? readOneTimeCode(form) : undefined;
	const provider: Described = {
		title,
		noun: 'sign-in',
		endpoint: { base: 'tokenUrl', query: true },
		method,
		encoding,
		headers: customHeaders(form.additionalHeaders, authentication),
		...(isOAuth && { grantType: GRANT_TYPES[grant] }),
		parameters: {
			...(isPassword && {
				...(username !== '' && { username }),
				password: toName(form.passwordParameter) || 'password',
			}),
			scope: 'scope',
		},
		additionalParameters: [
			...customParameters(form.additionalParameters),
			...customParameters(form.secretParameters, true),
		].map(([name, ...rest]) => [toName(name), ...rest]),
		...(oneTimeCode && {
			oneTimeCode: { ...oneTimeCode, parameter: toName(oneTimeCode.parameter) },
		}),
		client: {
			authentication,
			id: 'clientId',
			...(['body', 'header', 'none'].includes(authentication) && { secret: 'clientSecret' }),
		},
		...customKeys(form, grant === 'jwtBearer', authentication),
		// A login endpoint without grant types has no refresh grant either.
		refresh: isOAuth && form.useRefreshToken !== false,
		paths: [pathsAround(readTokenField(form.accessTokenField), expiresIn)],
		lifetime: readTokenLifetime(form.tokenLifetime),
		placements: readSendTokenAs(form.sendTokenAs),
	};
	return { ...provider, ...customAdvice(provider, readName(form.scope)) };
}

/** How the choices of "Grant Type" are sent. */
const GRANT_TYPES = {
	password: 'password',
	clientCredentials: 'client_credentials',
	jwtBearer: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
} as const;

/** The key pair and what it signs, where the grant or the client's authentication is made of them. */
function customKeys(
	form: Record<string, unknown>,
	isGrant: boolean,
	authentication: Client['authentication'],
): Pick<Provider, 'keyPair' | 'assertion'> {
	const isSigned = isGrant || authentication === 'privateKeyJwt';
	if (!isSigned && authentication !== 'tlsClientCertificate') return {};
	const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;
	return {
		keyPair: { key: 'privateKey', certificate: 'certificate' },
		...(isSigned && {
			assertion: {
				algorithm: readChoice('Signing Algorithm', algorithms, form.signingAlgorithm),
				isGrant,
				fields: {
					keyId: 'keyId',
					audience: 'assertionAudience',
					issuer: 'assertionIssuer',
					subject: 'assertionSubject',
				},
				claims: customClaims(form.additionalClaims),
			},
		}),
	};
}

/** The named fields; the others of the standard are looked for beside the token. */
function pathsAround(accessToken: string, expiresIn: string): TokenPaths {
	const isField = !/^(header:|cookie:|\$$)/.test(accessToken);
	const [, parent] = (isField && /^(.*)\.[^.]*$/s.exec(accessToken)) || [];
	const beside = parent ? nested(parent, standardPaths) : standardPaths;
	return { ...beside, accessToken, expiresIn };
}

/** The test sends the token there, so the same rules hold as for the token endpoint. */
function assertTestUrl({ testUrl, allowInsecureHttp }: Record<string, unknown>): void {
	const url = readName(testUrl);
	const rules = { label: 'Test URL', allowInsecureHttp: allowInsecureHttp === true, query: true };
	if (url !== '') parseUrl(url, rules);
}
