import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { frozenClock, use, type Outcome } from './driver';
import { startServer } from './server.mjs';
import { list, rows } from './table.mjs';
import { words } from './words.mjs';

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
	server = await startServer();
});
afterAll(async () => await server.close());
beforeEach(() => void frozenClock());

/** Where a text names a field of the form, which it puts in quotes, or says a word. */
const find = (text: string, name: string) =>
	/^[A-Z]/.test(name)
		? text.indexOf(`"${name}"`)
		: text.toLowerCase().search(new RegExp(`\\b${name}\\b`));

/** What is wrong with an outcome. */
function faultsOf({ code, words: text }: Outcome, [codes, named, quoted, never]: string[]) {
	const names = list(named);
	const missing = names.filter((name) => find(text, name) === -1);
	const places = names.map((name) => find(text, name)).filter((place) => place !== -1);
	const login = text.indexOf('Check "Username"');
	return [
		codes !== '' && !list(codes).includes(code) && `code is ${code}, not ${codes}`,
		...missing.map((name) => `does not name ${name}`),
		places.join() !== [...places].sort((a, b) => a - b).join() && `not in order: ${named}`,
		code === 'invalid_configuration' &&
			login !== -1 &&
			login < places[0]! &&
			'asks for the login first',
		!text.includes(quoted ?? '') && `does not quote ${quoted}`,
		...list(never).map((one) => text.toLowerCase().includes(one.toLowerCase()) && `says ${one}`),
	].filter((fault) => fault !== false);
}

describe('a sign-in that is answered with', () => {
	const table = rows(words).map((row) => ({ ...row, body: String(row.answer[1]).slice(0, 60) }));
	it.each(table)('$number: $answer.0 $body', async ({ form, answer, expected }) => {
		const place = server.place(answer);
		const first = await use(place, form);
		const faults = faultsOf(first, expected);
		if (answer[0] === 401 && first.code === 'invalid_configuration') faults.push('code for a 401');
		for (let call = 1; call < 6; call++) await use(place, form);
		const signIns = place.signIns.length;
		if (signIns !== 1) faults.push(`six calls: ${signIns} sign-ins`);
		expect({ ...first, faults }).toEqual({ ...first, faults: [] });
	});
});
