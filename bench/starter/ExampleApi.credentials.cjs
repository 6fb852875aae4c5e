/** A fixed token in a header. */
class ExampleApi {
	name = 'exampleApi';

	displayName = 'Example API';

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

module.exports = { ExampleApi };
