import { expect, it } from '@jest/globals';
import { knownOf } from '../../../core/form/secrets';
import { createGrant } from '../../../core/createGrant';
import { customTokenGrant } from '../../../core/providers/custom/customTokenGrant';
import { CustomTokenGrantApi } from '../../../credentials/CustomTokenGrantApi.credentials';
import { exchangeOf, formOf, refusalOf } from '../support';

const { properties } = new CustomTokenGrantApi();
/** It looks like a token, and is none. */
const CLIENT_ID = '3f2cdeadbeef12345678';

it('what a form shows and the address are known; what it masks and a query are not', () => {
	const tokenUrl = 'https://auth.example/token?key=a-secret-key';
	const form = formOf('customTokenGrant', {
		tokenUrl,
		clientId: CLIENT_ID,
		clientSecret: 's3cret',
	});
	const { fields, inputs, url } = exchangeOf('customTokenGrant', form);
	const known = knownOf(fields, inputs, url);
	expect(known).toEqual(
		expect.arrayContaining([CLIENT_ID, 'user', 'auth.example', 'https://auth.example/token']),
	);
	expect(known.join(' ')).not.toMatch(/s3cret|custom-password|a-secret-key/);
});

it('a client id that looks like a token stays readable in a message', async () => {
	const form = formOf('customTokenGrant', { clientId: CLIENT_ID });
	const body = JSON.stringify({ error: 'invalid_client', error_description: `No ${CLIENT_ID}` });
	const http = async () => ({ status: 400, headers: {}, body });
	const grant = createGrant(customTokenGrant, properties, form, http);
	const { message } = await refusalOf(() => grant.signIn(1000));
	expect(message).toContain(`"No ${CLIENT_ID}"`);
});
