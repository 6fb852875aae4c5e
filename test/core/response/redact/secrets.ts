/** Secrets of every kind that people and servers make up. */
export const secrets: Record<string, string> = {
	'special characters': 'Kx"7<vQ&m@2$Wz',
	'signs and spaces': `p:%+&= é/ö"\\ß?>~word'`,
	'letters and digits': 'Tq8Zr41kVnB6yW3c',
	'mostly signs': `"<&@>'!§$%/()=?a1`,
	Unicode: 'Пароль-Öl-密码-7ж',
	'a long one': 'eyJraWQiOiI3In0.eyJzdWIiOiJzb25pYSIsIm4iOjQyfQ.q1-Xz_8RkW0vTfYb2LhN6mPc',
	'a passphrase': 'Correct horse 7 battery staple',
	'eight characters': 'gK4#wq&Z',
	'a UUID': '6f0c1d5e-92ab-4c37-8e1f-a0b3d4c5e6f7',
};

/** What a server may say around a secret. */
export const sentences: Array<(text: string) => string> = [
	(text) => text,
	(text) => `You sent ${text} to us`,
	(text) => `Invalid value '${text}' for client_secret.`,
	(text) => `{"client_secret":"${text}","grant_type":"client_credentials"}`,
	(text) => `No match for https://auth.example/token?secret=${text}&scope=read`,
	(text) => `<p class="error">Kennwort „${text}“ ist falsch &amp; gesperrt</p>`,
	(text) => `Basic ${text}`,
];

/**
 * Whether half of what was written down is in what is shown, white space and invisible characters
 * apart. Deliberately not the redactor's own search.
 */
export function reaches(written: string, shown: string): boolean {
	const visible = (text: string) => text.replace(/[\s\p{Cc}\p{Cf}]/gu, '');
	const [needle, text] = [visible(written), visible(shown)];
	const length = Math.ceil(needle.length / 2);
	return Array.from({ length: needle.length - length + 1 }, (_, start) =>
		needle.slice(start, start + length),
	).some((piece) => text.includes(piece));
}
