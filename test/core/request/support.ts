import type { Target } from '../../../core/request/http';

/** A secret that no message may show. */
export const HIDDEN = 'hidden-word';

export const target: Target = {
	title: 'VoIPEX',
	noun: 'sign-in',
	url: new URL('https://auth.voipex.io/token'),
	address: '"Auth URL"',
	insecureTls: false,
	timeout: 30_000,
	retry: true,
};

/** What an HTTP library throws: an error with a code, and the request with its secrets. */
export const fault = (code: string) =>
	Object.assign(new Error(`${HIDDEN} ${code}`), { code, config: { data: HIDDEN } });
