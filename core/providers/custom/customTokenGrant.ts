import { readChoice } from './choice';
import { loginParameters } from './loginParameters';
import { readPlacement } from './sendTokenAs';
import { readSeconds } from './seconds';
import { readTokenField } from './tokenField';
import { parseUrl, toUrl } from '../../form/url';
import type { Provider, TokenPaths } from '../../provider';
import { customErrors, customRequestAdvice } from './errors';
import { customHeaders, customParameters } from './rows';
import { nested, standardPaths } from '../tokenPaths';

/**
 * Any token endpoint, described by the person who fills in the form. With nothing but a URL and a
 * login it is a standard OAuth server (RFC 6749 sections 4.3 and 4.4).
 *
 * @throws `invalid_configuration`, `insecure_url` for what is wrong in the form
 */
export function customTokenGrant(form: Record<string, unknown>): Provider {
	checkTestUrl(form);
	const isPassword =
		readChoice(form.grantType, ['password', 'clientCredentials'], 'Grant Type') === 'password';
	const grantType = isPassword ? 'password' : 'client_credentials';
	const isOAuth = form.sendGrantType !== false;
	const title = hostOf(form.tokenUrl);
	const method = readChoice(form.requestMethod, ['POST', 'GET'], 'Request Method');
	const format = readChoice(form.bodyFormat, ['form', 'json'], 'Body Format');
	const encoding = method === 'POST' ? format : 'form';
	const authentication = readChoice(
		form.clientAuthentication,
		['body', 'header', 'none'],
		'Client Authentication',
	);
	return {
		title,
		noun: 'sign-in',
		endpoint: { base: 'tokenUrl', query: true },
		method,
		encoding,
		headers: customHeaders(form.additionalHeaders),
		...(isOAuth && { grantType }),
		parameters: {
			...(isPassword &&
				loginParameters(
					nameOf(form.usernameParameter, 'username'),
					nameOf(form.passwordParameter, 'password'),
				)),
			scope: 'scope',
		},
		additionalParameters: [
			...customParameters(form.additionalParameters),
			...customParameters(form.secretParameters, true),
		],
		client: { authentication, id: 'clientId', secret: 'clientSecret' },
		// A login endpoint that knows no grant types knows no refresh grant either.
		refresh: isOAuth && form.useRefreshToken !== false,
		paths: [
			pathsAround(
				nameOf(readTokenField(form.accessTokenField, 'Access Token Field'), 'access_token'),
				nameOf(form.expiresInField, 'expires_in'),
			),
		],
		lifetime: readSeconds(form.tokenLifetime, 'Token Lifetime (Seconds)'),
		placement: readPlacement(form.sendTokenAs, 'Send Token As'),
		errorRules: customErrors(title, { grantType, encoding }, authentication),
		requestAdvice: customRequestAdvice({ grantType, encoding }),
		noTokenAdvice:
			'Look at how the server responds to a sign-in, and enter which field holds the token in "Access Token Field" of the credential.',
		rejectedAdvice: isPassword
			? 'Check "Username" and "Password" in the credential, and the client if the server wants one.'
			: 'Check "Client ID", "Client Secret" and "Client Authentication" in the credential.',
	};
}

/** The named fields; the others of the standard are looked for beside the token. */
function pathsAround(accessToken: string, expiresIn: string): TokenPaths {
	const isField = !/^(header:|cookie:|\$$)/.test(accessToken);
	const parent = isField ? accessToken.slice(0, Math.max(0, accessToken.lastIndexOf('.'))) : '';
	const beside = parent === '' ? standardPaths : nested(parent, standardPaths);
	return { ...beside, accessToken, expiresIn };
}

/** The test sends the token there, so the same rules hold as for the token endpoint. */
function checkTestUrl(form: Record<string, unknown>): void {
	const testUrl = typeof form.testUrl === 'string' ? form.testUrl.trim() : '';
	const allowInsecureHttp = form.allowInsecureHttp === true;
	if (testUrl !== '') parseUrl(testUrl, { label: 'Test URL', allowInsecureHttp, query: true });
}

function nameOf(value: unknown, standard: string): string {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : standard;
}

function hostOf(url: unknown): string {
	return toUrl(String(url).trim())?.host || 'The token endpoint';
}
