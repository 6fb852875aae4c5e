import type { ErrorRule } from '../provider';

/**
 * Refusals of an account whose login is right, as Keycloak, Spring and Cognito word them: its password
 * is not what to look at. A text that leaves open which of the two it is does not count.
 */
export function accountErrors(title: string): ErrorRule[] {
	return [
		{
			providerCode: 'invalid_grant',
			text: /not fully set up/i,
			code: 'credentials_rejected',
			message: `This ${title} account has to complete its set-up first.`,
			description: `The login is right. Sign in to ${title} once in a browser with this account and do what it asks, for example set a new password.`,
		},
		{
			providerCode: 'invalid_grant',
			text: /^(?!.*\b(invalid|incorrect|wrong|bad)\b).*\b(account|user)\b[^.]*\b(disabled|deactivated|inactive|suspended|locked|expired|not (active|activated|enabled|confirmed|verified))\b/i,
			code: 'credentials_rejected',
			message: `This ${title} account is disabled or locked.`,
			description: `The login is right, but the account is not ready. Ask the administrator of ${title} to enable it; a locked one may be free again after a while.`,
		},
	];
}
