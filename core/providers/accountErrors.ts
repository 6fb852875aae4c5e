import type { ErrorRule } from '../provider';

const NOT_READY =
	/^(?!.*\b(invalid|incorrect|wrong|bad)\b)(.*\b(account|user)\b[^.]*\b(disabled|deactivated|inactive|suspended|locked|expired|not (active|activated|enabled|confirmed|verified))\b|(disabled|deactivated|inactive|suspended|locked) (account|user)\b)/i;

/**
 * Refusals of an account whose login is right, as Keycloak, Spring, Cognito and FastAPI's template word them: its password
 * is not what to look at. A text that leaves open which of the two it is does not count.
 */
export function accountErrors(title: string): ErrorRule[] {
	const notReady: ErrorRule = {
		text: NOT_READY,
		code: 'credentials_rejected',
		message: `This ${title} account is disabled or locked.`,
		description: `The login is right, but the account is not ready. Ask the administrator of ${title} to enable it; a locked one may be free again after a while.`,
	};
	return [
		{
			providerCode: 'invalid_grant',
			text: /not fully set up/i,
			code: 'credentials_rejected',
			message: `This ${title} account has to complete its set-up first.`,
			description: `The login is right. Sign in to ${title} once in a browser with this account and do what it asks, for example set a new password.`,
		},
		{ providerCode: 'invalid_grant', ...notReady },
		// Servers without codes of their own, as FastAPI's template for projects.
		{ status: 400, providerCode: '', ...notReady },
		{ status: 401, providerCode: '', ...notReady },
	];
}
