import { expect, it } from '@jest/globals';
import { parseStoredToken, type StoredToken } from '../../../core/sharing/storedToken';

const stored: StoredToken = {
	salt: 'salt',
	fingerprint: 'fingerprint',
	accessToken: 'token',
	obtainedAt: 1_767_225_600_000,
	lifetime: 3600,
	serial: 3,
	scope: 'read',
};
const changed = (change: Record<string, unknown>) => JSON.stringify({ ...stored, ...change });

it.each([
	['as it is', stored],
	['without a known end', { ...stored, lifetime: null }],
	['with all cookies', { ...stored, values: { cookies: 'a=b; c=d' } }],
	['without a scope', { ...stored, scope: undefined }],
	['with any characters in it', { ...stored, accessToken: '{{"=$\\' }],
])('a token %s is read as it was written', (_, token) => {
	expect(parseStoredToken(JSON.stringify(token))).toEqual(token);
});

it.each([undefined, null, 42, '', '{', 'null', '[]', '"text"', '{}', stored])(
	'%j is no stored token',
	(text) => {
		expect(parseStoredToken(text)).toBeUndefined();
	},
);

it.each<[keyof StoredToken, unknown[]]>([
	['salt', [undefined, '', 1]],
	['fingerprint', [undefined, '', 1]],
	['accessToken', [undefined, '', 1, 'two\r\nlines', 'two words']],
	['obtainedAt', [undefined, null, '2026']],
	['serial', [undefined, null, 1.5, 2 ** 53, '1']],
	['lifetime', [undefined, '3600']],
	['scope', [null, 1]],
	['values', [null, 'a=b', ['a=b'], { cookies: 1 }, { 'data.csrf': '' }, { csrf: 'two\r\nlines' }]],
])('a %s is refused that is none of %j', (field, values) => {
	const read = values.map((value) => parseStoredToken(changed({ [field]: value })));
	expect(read).toEqual(values.map(() => undefined));
});
