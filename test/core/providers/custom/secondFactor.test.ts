import { describe, expect, it } from '@jest/globals';
import { readOneTimeCode } from '../../../../core/providers/custom/secondFactor';
import { refusalOf } from '../../support';

const read = (oneTimeCodeSecret: unknown, more: object = {}) =>
	readOneTimeCode({ oneTimeCodeSecret, ...more });
const base32 = 'JBSWY3DPEHPK3PXP';
const standard = {
	parameter: 'totp',
	secret: base32,
	digits: 6,
	period: 30,
	algorithm: 'sha1',
};
const settings = 'secret=JBSWY3DPEHPK3PXP&issuer=Example';

describe('One-Time Code Secret', () => {
	it.each<[unknown, object]>([
		['JBSWY3DPEHPK3PXP', {}],
		[' jbsw y3dp-ehpk\n3pxp ', {}],
		['JBSWY3DPEHPK3PXP======', {}],
		[`otpauth://totp/Example:user@example.com?${settings}`, {}],
		['OTPAUTH://TOTP/Example%20Ltd:me?secret=jbsw%20y3dp%20ehpk%203pxp', {}],
		[`otpauth://totp/a?${settings}&digits=8`, { digits: 8 }],
		[
			`otpauth://totp/a?${settings}&period=60&algorithm=SHA256`,
			{ period: 60, algorithm: 'sha256' },
		],
		[`otpauth://totp/a?${settings}&algorithm=sha512&digits=&period=`, { algorithm: 'sha512' }],
	])('%j is understood', (secret, change) => {
		expect(read(secret)).toEqual({ ...standard, ...change });
	});

	it.each([undefined, null, '', ' \n'])('%j is none', (secret) => {
		expect(read(secret)).toBeUndefined();
	});

	it.each([
		...['JBSWY3DPEHPK3PX1', 'JBSWY3DPEHPK3PX8', '482913', '234567', 'secret!secret!', 'JBSWÝ3DP'],
		...['otpauth://totp/Example', 'otpauth://totp/a?secret=123456', 'otpauth://totp/a?secret='],
		...[`otpauth://hotp/a?${settings}&counter=1`, `otpauth-migration://offline?data=abc`],
		...['digits=7', 'digits=x', 'period=0', 'period=-30', 'period=5', 'period=300', 'period=x'].map(
			(wrong) => `otpauth://totp/a?${settings}&${wrong}`,
		),
		...[
			`otpauth://totp/a?${settings}&algorithm=MD5`,
			12345678,
			true,
			{},
			['JBSWY3DPEHPK3PXP', 'A'],
		],
	])('%j is refused, and not shown', async (secret) => {
		const { errorCode, message, description } = await refusalOf(() => read(secret));
		expect(errorCode).toBe('invalid_configuration');
		expect(message).toBe('"One-Time Code Secret" holds no secret that codes can be computed from.');
		expect(message + description).not.toMatch(/JBSW|482913|secret!|data=/);
	});
});

it.each([
	['', 'totp'],
	[undefined, 'totp'],
	[' otp ', 'otp'],
])('One-Time Code Parameter %j is %s', (oneTimeCodeParameter, parameter) => {
	expect(read('JBSWY3DPEHPK3PXP', { oneTimeCodeParameter })).toEqual({ ...standard, parameter });
});
