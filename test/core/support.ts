import { isTokenError, type TokenError } from '../../core/errors';
import type { Answer } from '../../core/request/http';

/** An answer of a token endpoint: HTTP 200 with a JSON body, unless the test says otherwise. */
export function answerOf(body: unknown, rest: Partial<Answer> = {}): Answer {
	return {
		status: 200,
		contentType: 'application/json',
		retryAfter: '',
		date: undefined,
		text: typeof body === 'string' ? body : JSON.stringify(body),
		...rest,
	};
}

/** A JWT with these claims. Nobody checks its signature here. */
export function jwtOf(claims: unknown): string {
	const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
	return `${part({ alg: 'none' })}.${part(claims)}.signature`;
}

/** The one of our errors that a call ends with, thrown at once or later. */
export async function refusalOf(call: () => unknown): Promise<TokenError> {
	const thrown = await Promise.resolve()
		.then(call)
		.then(
			() => 'nothing',
			(reason: unknown) => reason,
		);
	if (isTokenError(thrown)) return thrown;
	throw new Error(`The call was to be refused, but it threw ${String(thrown)}.`);
}
