/**
 * What a leak looks like: a credential written the usual way, and careless in every place that the
 * audit searches. It is loaded by test/e2e/leaks.test.mjs only and is no part of the package.
 */
class LeakyTwinApi {
	name = 'leakyTwinApi';
	displayName = 'Leaky Twin API';
	properties = [
		{ displayName: 'URL', name: 'url', type: 'string', default: '' },
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: '',
		},
	];

	/** @this {{ helpers: { httpRequest: (options: object) => Promise<any> } }} */
	preAuthentication = async function preAuthentication(/** @type {any} */ credentials) {
		const { url, password } = credentials;
		console.log(`signing in with ${password}`);
		try {
			const answer = await this.helpers.httpRequest({ method: 'POST', url, body: { password } });
			return { token: answer.access_token };
		} catch {
			throw new Error(`Sign-in with ${password} did not work.`);
		}
	};

	authenticate = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.token}}' } },
	};

	test = { request: { url: '={{$credentials.url}}' } };
}

module.exports = { LeakyTwinApi };
