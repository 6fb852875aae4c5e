import { expect, it } from '@jest/globals';
import { withoutHeader } from '../../../core/request/headers';

it.each([
	[{ Authorization: 'a', AUTHORIZATION: 'b', accept: 'c' }, { accept: 'c' }],
	[{ 'x-authorization': 'a' }, { 'x-authorization': 'a' }],
	[{}, {}],
	[undefined, {}],
])('%j without its Authorization header, in whatever case, is %j', (headers, rest) => {
	expect(withoutHeader(headers, 'authorization')).toEqual(rest);
});

it('several headers are left out at once, and the given ones stay as they were', () => {
	const headers = { A: '1', b: '2', C: '3' };
	expect(withoutHeader(headers, 'a', 'c')).toEqual({ b: '2' });
	expect(headers).toEqual({ A: '1', b: '2', C: '3' });
});
