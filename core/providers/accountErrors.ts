import type { ErrorRule } from '../provider';

const NOT_READY =
	/^(?!.*\b(invalid|incorrect|wrong|bad)\b)(.*\b(account|user)\b[^.]*\b(disabled|deactivated|inactive|suspended|locked|expired|not (active|activated|enabled|confirmed|verified))\b|(disabled|deactivated|inactive|suspended|locked) (account|user)\b)/i;

/**
 * Refusals of an account whose login is correct, as Keycloak, Spring, Cognito and FastAPI's template word
 * them: the password is not at fault. A text that leaves open which of the two it is does not count.
 */
export function accountErrors(title: string): ErrorRule[] {
	const notReady: ErrorRule = {
		text: NOT_READY,
		code: 'credentials_rejected',
		message: `This ${title} account is disabled or locked.`,
		description: `The login is correct, but the account cannot be used. Ask the administrator of ${title} to enable it; a locked account may unlock by itself after some time.`,
	};
	return [
		{
			providerCode: 'invalid_grant',
			text: /not fully set up/i,
			code: 'credentials_rejected',
			message: `This ${title} account is not fully set up.`,
			description: `The login is correct. Sign in to ${title} once in a browser and follow its instructions, for example to set a new password.`,
		},
		{ providerCode: 'invalid_grant', ...notReady },
		// Servers without error codes, such as FastAPI's project template.
		{ status: 400, providerCode: '', ...notReady },
		{ status: 401, providerCode: '', ...notReady },
	];
}
