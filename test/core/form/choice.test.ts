import { describe, expect, it } from '@jest/globals';
import { customTokenGrant } from '../../../core/providers/custom/customTokenGrant';
import { formOf, refusalOf } from '../support';

const LABELS = {
	grantType: 'Grant Type',
	clientAuthentication: 'Client Authentication',
	requestMethod: 'Request Method',
	bodyFormat: 'Body Format',
};

describe.each(Object.entries(LABELS))('%s', (name, label) => {
	it.each(['client_credentials', 'POSTS', '', null, 7, ['body'], {}])(
		'is refused where an expression gives %j',
		async (value) => {
			const form = formOf('customTokenGrant', { [name]: value });
			expect(await refusalOf(() => customTokenGrant(form))).toMatchObject({
				errorCode: 'invalid_configuration',
				message: `"${label}" has a value that is not in its list.`,
			});
		},
	);

	it('has its standard in a credential that was saved without it', () => {
		const form = formOf('customTokenGrant', { [name]: undefined });
		expect(() => customTokenGrant(form)).not.toThrow();
	});
});
