import { describe, expect, it } from '@jest/globals';
import { encodeGrant } from '../../../core/request/encode';
import type { ProviderName } from '../../../credentials/registry';
import { exchangeOf, formOf } from '../support';

function encoded(name: ProviderName, change: object = {}, refreshToken?: string) {
	const { provider, inputs } = exchangeOf(name, formOf(name, change));
	return encodeGrant(provider, inputs, refreshToken);
}

function custom(form: object = {}, refreshToken?: string) {
	return encoded('customTokenGrant', form, refreshToken);
}

function extra(...parameter: Array<{ name: string; value: string }>) {
	return { additionalParameters: { parameter } };
}

const client = { clientId: 'app', clientSecret: 'app-secret' };

describe('the documented request of', () => {
	it('B2COPY Back Office is JSON with a login, the password as text', () => {
		expect(encoded('b2copyBackOffice', { password: 123_456 })).toEqual({
			headers: { accept: 'application/json', 'content-type': 'application/json' },
			body: '{"email":"username@example.com","password":"123456"}',
		});
	});

	it.each<[ProviderName, string]>([
		['sprykerGlue', 'grant_type=password&username=sonia%40spryker.com&password=change123'],
		[
			'voipex',
			'grant_type=password&client_id=api&username=your%40email.com&password=voipex-password',
		],
		['tradevest', 'grant_type=client_credentials&client_id=partner&client_secret=partner-secret'],
		['customTokenGrant', 'grant_type=password&username=user&password=custom-password'],
	])('%s is a form', (name, body) => {
		expect(encoded(name)).toEqual({
			headers: {
				accept: 'application/json',
				'content-type': 'application/x-www-form-urlencoded',
			},
			body,
		});
	});

	it('VoIPEX for a refresh holds the refresh token and no password', () => {
		expect(encoded('voipex', {}, 'a-refresh-token').body).toBe(
			'grant_type=refresh_token&client_id=api&refresh_token=a-refresh-token',
		);
	});

	it('Tradevest with a scope, as its guide has it', () => {
		expect(encoded('tradevest', { scope: 'tradevest.api' }).body).toBe(
			'grant_type=client_credentials&client_id=partner&client_secret=partner-secret&scope=tradevest.api',
		);
	});
});

describe('parameters', () => {
	it('are left out where they are empty', () => {
		const { body } = custom({ scope: '  ', clientId: '' });
		expect(body).toBe('grant_type=password&username=user&password=custom-password');
	});

	it('are form-encoded, so that no value can add another', () => {
		const { body } = custom({ username: 'a&scope=admin', password: ':%+&= é' });
		expect(body).toBe(
			'grant_type=password&username=a%26scope%3Dadmin&password=%3A%25%2B%26%3D+%C3%A9',
		);
		expect(new URLSearchParams(body).get('password')).toBe(':%+&= é');
	});

	it('are JSON-encoded, so that no value can add another', () => {
		const { body } = custom({ bodyFormat: 'json', password: '","admin":true,"x":"' });
		expect(JSON.parse(body)).toEqual({
			grant_type: 'password',
			username: 'user',
			password: '","admin":true,"x":"',
		});
	});

	it('can have the names that the server wants', () => {
		const form = { usernameParameter: 'email', passwordParameter: 'secret', bodyFormat: 'json' };
		expect(custom(form).body).toBe(
			'{"grant_type":"password","email":"user","secret":"custom-password"}',
		);
	});

	it('can go without grant_type', () => {
		expect(custom({ sendGrantType: false }).body).toBe('username=user&password=custom-password');
	});

	it('of the client credentials grant hold no login', () => {
		expect(custom({ grantType: 'clientCredentials', ...client }).body).toBe(
			'grant_type=client_credentials&client_id=app&client_secret=app-secret',
		);
	});
});

describe('the client authenticates itself in exactly one way', () => {
	it('in the body', () => {
		const { headers, body } = custom({ ...client, clientAuthentication: 'body' });
		expect(body).toContain('client_id=app&client_secret=app-secret');
		expect(headers).not.toHaveProperty('authorization');
	});

	it('in the header', () => {
		const { headers, body } = custom({ ...client, clientAuthentication: 'header' });
		expect(headers).toHaveProperty('authorization', 'Basic YXBwOmFwcC1zZWNyZXQ=');
		expect(body).not.toContain('client_');
	});

	it('not at all: a public client sends its id only', () => {
		const { headers, body } = custom({ ...client, clientAuthentication: 'none' });
		expect(body).toContain('client_id=app');
		expect(body).not.toContain('client_secret');
		expect(headers).not.toHaveProperty('authorization');
	});

	it.each(['body', 'header', 'none'])(
		'%s: for a refresh as for a sign-in',
		(clientAuthentication) => {
			const { headers, body } = custom({ ...client, clientAuthentication }, 'a-refresh-token');
			const sent = Object.fromEntries(new URLSearchParams(body));
			expect({ sent, authorization: 'authorization' in headers }).toEqual(
				{
					body: {
						sent: {
							grant_type: 'refresh_token',
							client_id: 'app',
							client_secret: 'app-secret',
							refresh_token: 'a-refresh-token',
						},
						authorization: false,
					},
					header: {
						sent: { grant_type: 'refresh_token', refresh_token: 'a-refresh-token' },
						authorization: true,
					},
					none: {
						sent: {
							grant_type: 'refresh_token',
							client_id: 'app',
							refresh_token: 'a-refresh-token',
						},
						authorization: false,
					},
				}[clientAuthentication],
			);
		},
	);
});

describe('additional parameters', () => {
	it('come last', () => {
		const { body } = custom(extra({ name: 'audience', value: 'https://api.example' }));
		expect(body).toBe(
			'grant_type=password&username=user&password=custom-password&audience=https%3A%2F%2Fapi.example',
		);
	});

	it('may have the same name more than once in a form, as resource may (RFC 8707)', () => {
		const { body } = custom(
			extra({ name: 'resource', value: 'a' }, { name: 'resource', value: 'b' }),
		);
		expect(body).toMatch(/&resource=a&resource=b$/);
	});

	it.each(['grant_type', 'username', 'password', 'client_id', 'client_secret', 'scope'])(
		'never replace %s',
		(name) => {
			for (const bodyFormat of ['form', 'json']) {
				const form = { ...client, scope: 'read', bodyFormat };
				expect(custom({ ...extra({ name, value: 'mine' }), ...form }).body).not.toContain('mine');
			}
		},
	);

	it('stand in for a field that is empty or a grant type that is not sent', () => {
		const further = extra(
			{ name: 'grant_type', value: 'password-realm' },
			{ name: 'scope', value: 'read' },
		);
		expect(custom({ ...further, sendGrantType: false }).body).toBe(
			'username=user&password=custom-password&grant_type=password-realm&scope=read',
		);
	});

	it.each(['body', 'header', 'none'])(
		'never add a second client secret where the first is in: %s',
		(clientAuthentication) => {
			const second = extra({ name: 'client_secret', value: 'mine' });
			expect(custom({ ...client, ...second, clientAuthentication }).body).not.toContain('mine');
		},
	);

	it('never replace the refresh token', () => {
		const { body } = custom(extra({ name: 'refresh_token', value: 'mine' }), 'a-refresh-token');
		expect(new URLSearchParams(body).getAll('refresh_token')).toEqual(['a-refresh-token']);
	});

	it('without a name or a value are left out', () => {
		const { body } = custom(extra({ name: ' ', value: 'a' }, { name: 'b', value: '' }));
		expect(body).toBe('grant_type=password&username=user&password=custom-password');
	});

	it.each(['__proto__', 'constructor', 'toString'])('may be called %s and do no harm', (name) => {
		const { body } = custom({ ...extra({ name, value: 'x' }), bodyFormat: 'json' });
		expect(body).toContain(`"${name}":"x"`);
		expect(({} as Record<string, unknown>).x).toBeUndefined();
	});
});

describe('further parameters', () => {
	const typed = {
		parameter: [
			{ name: 'jsonrpc', value: '2.0' },
			{ name: 'id', value: 1 },
			{ name: 'params.remember', value: false },
			{ name: 'params.methods.0', value: 'password' },
			{ name: 'empty', value: '' },
			{ name: 'nothing', value: null },
			{ name: 'missing' },
		],
	};
	const secret = { parameter: [{ name: 'params.key', value: 'api-key\n' }] };
	const change = {
		additionalParameters: typed,
		secretParameters: secret,
		usernameParameter: 'params.username',
		passwordParameter: 'params.password',
		sendGrantType: false,
	};

	it('keep their types in JSON, and nest by their dots', () => {
		expect(JSON.parse(custom({ ...change, bodyFormat: 'json' }).body)).toEqual({
			jsonrpc: '2.0',
			id: 1,
			params: {
				username: 'user',
				password: 'custom-password',
				remember: false,
				methods: ['password'],
				key: 'api-key',
			},
			empty: '',
			nothing: null,
		});
	});

	it('are text in a form, and left out where they are empty', () => {
		expect(Object.fromEntries(new URLSearchParams(custom(change).body))).toEqual({
			'params.username': 'user',
			'params.password': 'custom-password',
			jsonrpc: '2.0',
			id: '1',
			'params.remember': 'false',
			'params.methods.0': 'password',
			'params.key': 'api-key',
		});
	});
});

describe('a token that is asked for by GET', () => {
	const change = { requestMethod: 'GET', bodyFormat: 'json', scope: 'a b' };

	it('has its parameters in the query and no body', () => {
		expect(custom(change)).toEqual({
			method: 'GET',
			query: 'grant_type=password&username=user&password=custom-password&scope=a+b',
			body: '',
			headers: { accept: 'application/json', 'cache-control': 'no-store' },
		});
	});
});
