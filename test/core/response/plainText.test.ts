import { describe, expect, it } from '@jest/globals';
import { parseErrorResponse } from '../../../core/response/errorResponse';
import { process, refusalOf, responseOf } from '../support';

const plainText = (message: string) => parseErrorResponse({ message })?.text ?? '';

describe('the HTML in a text', () => {
	it.each([
		['tags go', '<strong>Error:</strong> wrong', 'Error: wrong'],
		['an attribute goes with its tag', '<a href="https://x/?a=b">Lost?</a>', 'Lost?'],
		['a tag between two lines is a space', 'one<br/>two<p>three</p>', 'one two three'],
		[
			'what only looks like a tag stays',
			'Expected <username> and a < b',
			'Expected <username> and a < b',
		],
		['a tag that does not end stays', 'one <strong', 'one <strong'],
		['an entity stays, and the redactor drops its text', 'a &lt; b', 'a &lt; b'],
	])('%s', (_, text, shown) => {
		expect(plainText(text).replace(/ +/g, ' ')).toBe(shown);
	});

	it('takes no time that grows with the square of its length', () => {
		const started = performance.now();
		plainText('<a '.repeat(500_000));
		plainText('<p '.repeat(500_000));
		expect(performance.now() - started).toBeLessThan(5000);
	});

	it.each(['voipex<b></b>-pass<i>word</i>', 'voipex&#45;password', 'voipex<br>-password'])(
		'shows no secret that comes together in it: %s',
		async (text) => {
			const body = { error: 'invalid_grant', error_description: `You sent ${text}` };
			const response = responseOf(body, { status: 401 });
			const { message } = await refusalOf(() => process('voipex', response));
			expect(message.replaceAll(' ', '')).not.toContain('voipex-password');
		},
	);
});
