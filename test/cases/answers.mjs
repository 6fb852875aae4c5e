/**
 * Answers with a token: case, form, answer (see table.mjs), and the header in which the API gets the
 * token, if it is not `Authorization: Bearer` with it.
 */
export const answers = String.raw`
16 | | 200 access_token=tok-abcdefghijkl&expires_in=3600&token_type=bearer |
16+ | | 200 token_type=Bearer&access_token=tok%2Dabcdefghijkl |
16+ | accessTokenField=oauth_token | 200 oauth_token=tok-abcdefghijkl&oauth_token_secret=s |
18 | | 200 {"access_token": "tok-abcdefghijkl\n"} |
18+ | | 200 {"access_token": " \ttok-abcdefghijkl \r\n"} |
18+ | accessTokenField=data.token | 200 {"data": {"token": "tok-abcdefghijkl "}} |
19 | json; accessTokenField=token; sendTokenAs=Authorization: {token} | 200 {"success": true, "token": "JWT tok-abcdefghijkl"} | authorization: JWT tok-abcdefghijkl
19+ | json; accessTokenField=token | 200 {"token": "Bearer tok-abcdefghijkl"} |
19+ | json; accessTokenField=token | 200 {"token": "bearer tok-abcdefghijkl"} |
19+ | json; accessTokenField=jwt; sendTokenAs=X-Auth: {token} | 200 {"jwt": "Bearer tok-abcdefghijkl"} | x-auth: Bearer tok-abcdefghijkl
20 | | 200 latin1 {"access_token": "tok-abcdefghijkl", "name": "José"} |
20+ | json; accessTokenField=user.token | 200 latin1 {"user": {"name": "Zoë", "city": "Málaga", "token": "tok-abcdefghijkl"}} |
21 | json; accessTokenField=data[0].access_token | 200 {"meta": {"error": null}, "data": [{"access_token": "tok-abcdefghijkl"}]} |
21+ | json; accessTokenField=[0].token | 200 [{"token": "tok-abcdefghijkl"}] |
21+ | json; accessTokenField=$.data[1]['access_token'] | 200 {"data": [{}, {"access_token": "tok-abcdefghijkl"}]} |
0= | json; accessTokenField=data.0.access_token | 200 {"data": [{"access_token": "tok-abcdefghijkl"}]} |
0= | json; accessTokenField=$ | 200 "tok-abcdefghijkl" |
`;

const json = { bodyFormat: 'json', sendGrantType: false };

/** A camera, which takes a list and answers with one. */
export const camera = {
	...json,
	usernameParameter: '0.param.User.userName',
	passwordParameter: '0.param.User.password',
	accessTokenField: '0.value.Token.name',
	additionalParameters: { parameter: [{ name: '0.cmd', value: 'Login' }] },
};

export const key = 'kA3-zzPw-90q';

/** The ways in which a secret could be sent alone, as `apikey`. */
export const keyAlone = [
	{ ...json, username: '', password: key, usernameParameter: '', passwordParameter: 'apikey' },
	{ ...json, username: '', password: key, passwordParameter: 'apikey' },
	{ ...json, username: key, password: '', usernameParameter: 'apikey', passwordParameter: '' },
	{
		...{ ...json, grantType: 'clientCredentials', clientAuthentication: 'none' },
		secretParameters: { parameter: [{ name: 'apikey', value: key }] },
	},
];
