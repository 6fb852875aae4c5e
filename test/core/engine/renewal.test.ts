import { expect, it } from '@jest/globals';
import { mayRenew } from '../../../core/engine/renewal';

it.each([
	['ten seconds old', 10_000, undefined, true],
	['younger than ten seconds', 9999, undefined, false],
	['from the future', -1, undefined, false],
	['old, a minute after the last renewal', 60_000, 60_000, true],
	['old, less than a minute after the last renewal', 60_000, 59_999, false],
	['too young, though the last renewal is long ago', 9999, 600_000, false],
])('a refused token that is %s is worth a sign-in: %s ms, %s ms: %p', (_, age, since, worth) => {
	const at = 1_000_000;
	const renewedAt = since === undefined ? undefined : at - since;
	expect(mayRenew(at, at - age, renewedAt)).toBe(worth);
});
