/** A fixed token in a header. */
class StaticTokenApi {
	name = 'staticTokenApi';

	displayName = 'Static Token API';

	properties = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
	];

	authenticate = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.accessToken}}' } },
	};

	test = { request: { baseURL: 'https://api.example.com', url: '/user' } };
}

module.exports = { StaticTokenApi };
