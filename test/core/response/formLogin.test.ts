import { describe, expect, it } from '@jest/globals';
import { judgeFormLogin } from '../../../core/response/formLogin';
import { responseOf } from '../support';

const url = 'https://app.example/session?step=1';
const judge = (location: string | undefined, status = 302, hasCookie = true) =>
	judgeFormLogin(responseOf('', { status, url, headers: { location } }), false, hasCookie);

describe('a form login that is redirected', () => {
	it.each([
		...['/home', 'dashboard', 'https://other.example/', '/session', '/blog/index', '/signing'],
		...['/?from=login', '/?redirect_uri=%2Flogin', '/?error=0', '/?success=true', '/login/success'],
		...['/catalog-index', '/unlocked', '/#/home', '/index.php?route=account/account'],
	])('to %s was accepted', (location) => {
		expect(judge(location)).toBe('accepted');
		expect(judge(location, 303, false)).toBeUndefined();
		expect(judge(location, 307)).toBeUndefined();
	});

	it.each([
		...[undefined, url, '/LOGIN/', 'userlogin.jsp;sid=1', '/users/sign_in', '/log-on', '/auth'],
		...['/index.php?page=login', '/#!/signin', '/?error', '/?loginFailed=true', '/?err=1', '/2fa'],
		...['/?success=false', '/?msg=Bad+credentials', '/?code=401', '/session/new', '/logout?ok'],
	])('to %s was refused', (location) => {
		expect(judge(location, 302, false)).toBe('refused');
		expect(judge(location, 303)).toBe('refused');
	});
});

it.each([
	[200, true, true, 'refused'],
	[200, true, false, undefined],
	[200, false, true, undefined],
	[404, true, true, undefined],
] as const)('HTTP %i, a page: %p, its cookie: %p', (status, isPage, hasCookie, outcome) => {
	expect(judgeFormLogin(responseOf('', { status }), isPage, hasCookie)).toBe(outcome);
});
