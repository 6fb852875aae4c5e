import { readLifetime } from '../../../core/response/lifetime';

/** Where the responses of these tests keep their times. */
export const paths = {
	accessToken: 'access_token',
	expiresIn: 'expires_in',
	createdAt: 'created',
	expiresAt: 'expires',
};
export const TEN_YEARS = 315_360_000;

/** The provider's clock and ours, four hours behind it. */
export const date = Date.UTC(2031, 4, 1, 12);
export const now = Date.UTC(2031, 4, 1, 8);
/** The provider's clock in seconds. */
export const SECOND = date / 1000;

/** As told by a provider whose clock is known. */
export const lifetime = (body: unknown, token = 'opaque') =>
	readLifetime(body, paths, token, { date, now });

/** As told by a provider that sends no `Date` header. */
export const undated = (body: unknown, token = 'opaque') =>
	readLifetime(body, paths, token, { date: undefined, now });
