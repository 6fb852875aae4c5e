import { describe, expect, it } from '@jest/globals';
import { readCookie } from '../../../core/response/tokenPlace';

const NOW = Date.UTC(2026, 0, 1);
const LATER = 'Thu, 01 Jan 2026 01:00:00 GMT';

describe('a cookie of a response', () => {
	it.each<[string, unknown, object | undefined]>([
		['alone', 'sid=abc', { value: 'abc' }],
		['with attributes', 'sid=abc; Path=/; HttpOnly; Secure', { value: 'abc' }],
		['among several', ['a=1; Path=/', 'sid=abc', 'b=2'], { value: 'abc' }],
		['among several in one line', `a=1; Expires=${LATER}; Path=/, sid=abc, b=2`, { value: 'abc' }],
		['with a = in it', 'sid=a=b==; Path=/', { value: 'a=b==' }],
		['with quotes, which are part of it', 'sid="abc"', { value: '"abc"' }],
		['of which the last counts', ['sid=old', 'sid=new'], { value: 'new' }],
		['that was deleted and set anew', ['sid=; Max-Age=0', 'sid=new'], { value: 'new' }],
		['with its lifetime', 'sid=abc; Max-Age=900', { value: 'abc', lifetime: 900 }],
		['with its end', `sid=abc; expires=${LATER}`, { value: 'abc', lifetime: 3600 }],
		['with its end in dashes', 'sid=a; Expires=Thu, 01-Jan-2026 01:00:00 GMT', { lifetime: 3600 }],
		['with both, of which Max-Age counts', `sid=a; Expires=${LATER}; Max-Age=60`, { lifetime: 60 }],
		['with an end that cannot be read', 'sid=abc; Expires=soon', { value: 'abc' }],
		['with spaces around', ' sid = abc ;path=/', { value: 'abc' }],
		['that is deleted', 'sid=abc; Max-Age=0', undefined],
		['that ended long ago', 'sid=deleted; Expires=Thu, 01-Jan-1970 00:00:01 GMT', undefined],
		['that is set and deleted', ['sid=abc', 'sid=; Max-Age=0'], undefined],
		[
			'whose old path is cleared',
			['sid=abc; Path=/', 'sid=; Path=/old; Max-Age=0'],
			{ value: 'abc' },
		],
		['set and deleted on a path', ['sid=abc; Path=/', 'sid=; Max-Age=0; path=/'], undefined],
		['that is empty', 'sid=; Path=/', undefined],
		['of another name', 'my-sid=abc', undefined],
		['of a name in another case', 'SID=abc', undefined],
		['in the attributes of another', 'a=b; sid=abc', undefined],
		['where there is none', undefined, undefined],
		['where there is no header at all', 7, undefined],
	])('%s', (_, header, cookie) => {
		const read = readCookie(header, 'sid', NOW);
		if (cookie === undefined) expect(read).toBeUndefined();
		else expect(read).toMatchObject(cookie);
	});
});
