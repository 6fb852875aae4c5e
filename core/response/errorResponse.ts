import { getPath, toNumber } from '../json';
import type { Service } from '../provider';

/** What a provider said in an error response, in whichever of the usual shapes. */
export interface ErrorResponse {
	providerCode: string;
	text: string;
}

/**
 * Parses an error response: `{error, error_description}` (RFC 6749 section 5.2), JSON:API's
 * `{errors: [...]}`, a bare array of errors, field errors as `{errors: {email: ["..."]}}`, and plain
 * `{message}`.
 *
 * @returns undefined if the body is none of these
 */
export function parseErrorResponse(body: unknown): ErrorResponse | undefined {
	const at = (path: string) => getPath(body, path);
	const first = at('errors.0') ?? at('0') ?? (isRecord(at('error')) ? at('error') : undefined);
	const found = {
		providerCode: firstText(
			at('error'),
			getPath(first, 'code'),
			getPath(first, 'error'),
			at('code'),
		),
		text: firstText(
			at('error_description'),
			getPath(first, 'detail'),
			getPath(first, 'message'),
			getPath(first, 'title'),
			getPath(first, 'error_description'),
			first,
			fieldText(at('errors')),
			at('message'),
			at('message.0'),
			at('detail'),
			at('errors'),
		),
	};
	return found.providerCode === '' && found.text === '' ? undefined : found;
}

/**
 * Whether a body is an error response although its HTTP status is good. Anything else is not quoted:
 * its text may be the very token that was looked for elsewhere.
 */
export function isErrorResponse({ errorRules }: Service, body: unknown): boolean {
	const paths = ['error', 'errors', '0.error', '0.errors'];
	return (
		bodyStatus(body) !== undefined ||
		getPath(body, 'success') === false ||
		paths.some((path) => getPath(body, path) != null) ||
		errorRules.some(({ flag }) => flag !== undefined && getPath(body, flag) === true)
	);
}

/** Some APIs respond with HTTP 200 and put the real status into the body. */
export function bodyStatus(body: unknown): number | undefined {
	const status = toNumber(getPath(body, 'status') ?? getPath(body, '0.status'));
	return status !== undefined && status >= 400 && status <= 599 ? status : undefined;
}

/** The first of `{email: ["..."]}`, which says more than the general message beside it. */
function fieldText(errors: unknown): string | undefined {
	if (!isRecord(errors)) return undefined;
	const [name, texts] = Object.entries(errors)[0] ?? [];
	const text: unknown = [texts].flat()[0];
	return typeof text === 'string' ? `${name}: ${text}` : undefined;
}

function firstText(...values: unknown[]): string {
	const found = values.find((value) => typeof value === 'string' && value.trim() !== '');
	return typeof found === 'string' ? found : '';
}

function isRecord(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
