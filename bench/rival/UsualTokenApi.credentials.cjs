/**
 * The usual n8n way, as n8n's own Metabase credential does it: the token goes into the hidden
 * expirable field, n8n stores it and asks again when a request does not succeed.
 */
class UsualTokenApi {
	name = 'usualTokenApi';

	displayName = 'Usual Token API';

	properties = [
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{ displayName: 'Token URL', name: 'tokenUrl', type: 'string', default: '' },
		{ displayName: 'Username', name: 'username', type: 'string', default: '' },
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
	];

	async preAuthentication({ tokenUrl, username, password }) {
		const form = new URLSearchParams({ grant_type: 'password', username, password });
		const { access_token: sessionToken } = await this.helpers.httpRequest({
			method: 'POST',
			url: tokenUrl,
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: form.toString(),
		});
		return { sessionToken };
	}

	authenticate = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.sessionToken}}' } },
	};
}

module.exports = { UsualTokenApi };
