import { read } from './read';

/** What a provider said in a refusal, in whichever of the usual shapes. */
export interface Spoken {
	providerCode: string;
	text: string;
}

/**
 * Reads a refusal: `{error, error_description}` (RFC 6749 section 5.2), JSON:API's `{errors: [...]}`,
 * a bare array of errors, field errors as `{errors: {email: ["..."]}}`, and plain `{message}`.
 *
 * @returns undefined if the answer is none of these
 */
export function readRefusal(answer: unknown): Spoken | undefined {
	const at = (path: string) => read(answer, path);
	const first = at('errors.0') ?? at('0') ?? (isRecord(at('error')) ? at('error') : undefined);
	const spoken = {
		providerCode: firstText(at('error'), read(first, 'code'), read(first, 'error'), at('code')),
		text: firstText(
			at('error_description'),
			read(first, 'detail'),
			read(first, 'message'),
			read(first, 'title'),
			read(first, 'error_description'),
			first,
			fieldText(at('errors')),
			at('message'),
			at('message.0'),
			at('detail'),
			at('errors'),
		),
	};
	return spoken.providerCode === '' && spoken.text === '' ? undefined : spoken;
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
