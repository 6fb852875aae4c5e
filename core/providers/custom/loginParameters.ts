import { sentTwice } from '../../form/ownParameters';

/**
 * The names of a login on the wire, and the form fields that fill them.
 *
 * @throws `invalid_configuration` if both have one name
 */
export function loginParameters(username: string, password: string): Record<string, string> {
	if (username === password) {
		throw sentTwice(username, 'Username', { name: password, label: 'Password' });
	}
	return { [username]: 'username', [password]: 'password' };
}
