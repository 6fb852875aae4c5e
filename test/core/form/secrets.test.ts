import { expect, it } from '@jest/globals';
import { unsentSecretsOf } from '../../../core/form/secrets';
import { tokenCredentials, type ProviderName } from '../../../credentials/registry';
import { exchangeOf, formOf } from '../support';

const secretsOf = (name: ProviderName, change: object = {}) =>
	exchangeOf(name, formOf(name, change)).exchange.secrets;

it.each<[ProviderName, string[]]>([
	['b2copyBackOffice', ['Secret123']],
	['customTokenGrant', ['custom-password']],
	['sprykerGlue', ['change123']],
	['tradevest', ['partner-secret']],
	['voipex', ['voipex-password']],
])('the secrets of %s are the values of its masked fields', (name, secrets) => {
	expect(secretsOf(name)).toEqual(secrets);
});

it('an empty masked field is no secret: masking it would mask everything', () => {
	expect(secretsOf('customTokenGrant', { clientSecret: '' })).not.toContain('');
});

it('values of additional parameters and of the query are secrets, unless they are short words', () => {
	const parameter = [
		{ name: 'api_key', value: 'extra-secret' },
		{ name: 'access', value: 'readers' },
		{ name: 'tenant', value: 'eight888' },
	];
	const tokenUrl = 'https://auth.example/token?key=url-secret&kind=short';
	expect(secretsOf('customTokenGrant', { tokenUrl, additionalParameters: { parameter } })).toEqual([
		'custom-password',
		'extra-secret',
		'eight888',
		'url-secret',
	]);
});

it('values of headers and secret parameters are secrets, however short, in whatever an expression gave', () => {
	const parameter = [
		{ name: 'pin', value: 1234 },
		{ name: 'keys', value: { one: ['a-key'], two: true } },
	];
	const header = [{ name: 'X-Key', value: 'k' }];
	expect(
		secretsOf('customTokenGrant', {
			secretParameters: { parameter },
			additionalHeaders: { header },
		}),
	).toEqual(['custom-password', 'k', '1234', 'a-key']);
});

it('the password in a header that is HTTP Basic is a secret, and so is a query without a name', () => {
	const header = [{ name: 'Authorization', value: `Basic ${btoa('bob:a:long one')}` }];
	const tokenUrl = 'https://auth.example/token?a-key-alone';
	const change = { tokenUrl, additionalHeaders: { header } };
	expect(secretsOf('customTokenGrant', change)).toEqual([
		'custom-password',
		header[0]?.value,
		'a:long one',
		'a-key-alone',
	]);
});

it('a client secret that the form still holds is a secret, though it is not sent', () => {
	const { properties } = new tokenCredentials.customTokenGrant();
	const form = formOf('customTokenGrant', {
		clientId: 'client',
		clientSecret: 'earlier-secret',
		clientAuthentication: 'none',
	});
	const { fields, exchange } = exchangeOf('customTokenGrant', form);
	expect(exchange.secrets).toEqual(['custom-password']);
	expect(unsentSecretsOf(properties, fields, form)).toEqual(['earlier-secret']);
});

it('what the form still holds and is no text, nor sent, hinders nothing', () => {
	const { properties } = new tokenCredentials.customTokenGrant();
	const form = formOf('customTokenGrant', { clientSecret: {}, clientAuthentication: 'none' });
	const { fields } = exchangeOf('customTokenGrant', form);
	expect(unsentSecretsOf(properties, fields, form)).toEqual([]);
});
