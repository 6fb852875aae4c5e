const MIN_MASKED = 10;

/** What any refusal may speak of, whatever the secrets are. */
export const TERMS: readonly string[] = [
	...['access token', 'refresh token', 'bearer token', 'basic auth', 'authentication', 'session'],
	...[
		'client id',
		'client secret',
		'client credentials',
		'secret key',
		'private key',
		'public key',
	],
	...['api key', 'app key', 'app secret', 'token type', 'service account', 'account'],
	...['grant type client credentials', 'grant type password', 'grant type refresh token'],
	...['username', 'user name', 'user id', 'password', 'passphrase', 'email', 'e mail'],
	...['invalid grant', 'invalid client', 'invalid request', 'unauthorized', 'authorization'],
	...[
		'sign in',
		'sign on',
		'sign up',
		'log in',
		'login',
		'single sign on',
		'oauth oauth2',
		'scope',
	],
	...['Passwort', 'Kennwort', 'Benutzername', 'пароль', 'користувач', 'пользователь', 'hasło'],
	...['mot de passe', 'contraseña', 'senha', 'utilisateur', 'usuario', 'wachtwoord', 'parola'],
	...['multi factor', 'two factor', 'code', 'admin', 'identity', 'security', 'expired', 'wrong'],
];

const WORDS = new Set(TERMS.flatMap((term) => term.split(' ')));

/**
 * Whether a secret may stand in a text by chance. A mask in its place would show it by its absence,
 * as in "Invalid username or ***", so the text has to go.
 */
export function isWord(secret: string): boolean {
	return (
		secret.length < MIN_MASKED ||
		/^[\p{L}\p{M}\s._'’]+$|^[\d\s.,:/-]+$/u.test(secret) ||
		secret.split(/[-_.\s]/).every((part) => WORDS.has(part.toLowerCase()))
	);
}
