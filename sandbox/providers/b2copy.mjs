import { mintJwt, mintOpaque } from '../mint.mjs';

export const PASSWORD = 'Secret123';
export const USER = 'username@example.com';
const TWO_FACTOR_USER = '2fa@example.com';
export const SECRET_KEY = 'Password1234!';
export const PLATFORM = '1';
const ACCOUNTS = ['77632289', '77632301', '77632302'];
export const LINK_HOST = 'my.b2copy-demo.example';

/**
 * B2COPY: the Back Office sign-in and the link that signs a client in. The vendor publishes the good answers;
 * the refusals are what a service of this kind plausibly says.
 *
 * @type {import('../types.mjs').Provider}
 */
export const b2copy = {
	name: 'b2copy',
	lifetime: { access: 36_000, refresh: 2_592_000 },
	accounts: { [USER]: PASSWORD, [TWO_FACTOR_USER]: PASSWORD },
	endpoints: [
		{ name: 'signin', path: '/api/v2/signin', accepts: ['json'], refuse, handle: signIn },
		{
			name: 'link',
			path: '/api/v1/standalone/auth/getAuthUrl',
			accepts: ['json'],
			refuse: refuseLink,
			handle: issueLink,
		},
	],
};

/** @type {import('../types.mjs').Refuse} */
function refuse(status, _code, message) {
	return { status, outcome: 'refused', json: { message } };
}

/** @type {import('../types.mjs').Endpoint['handle']} */
function signIn({ fields, tokens, accounts, now }) {
	const errors = missingStrings(fields, ['email', 'password']);
	if (errors) {
		return { ...refuse(422, '', ''), json: { message: 'The given data was invalid.', errors } };
	}
	if (!accounts.accepts(fields.email, fields.password)) {
		return refuse(401, '', 'The email or the password is wrong.');
	}
	if (fields.email === TWO_FACTOR_USER) return askSecondFactor(now());
	const session = tokens.open(fields.email);
	return {
		status: 200,
		outcome: 'granted',
		json: {
			'2faRequired': false,
			accessToken: describe(tokens.access.issue(session, mint)),
			refreshToken: describe(tokens.refresh.issue(session, mint)),
		},
	};
}

/**
 * The sibling product's answer for a user with two-factor authentication. The token in it opens nothing.
 *
 * @param {number} issued
 * @returns {import('../types.mjs').Answer}
 */
function askSecondFactor(issued) {
	return {
		status: 200,
		outcome: 'refused',
		json: {
			'2faRequired': true,
			'2faDetails': {
				token: mintOpaque(32, 'hex'),
				provider: 'google',
				expiresAt: atom(issued + 5 * 60_000),
			},
		},
	};
}

/** @type {import('../types.mjs').Refuse} */
function refuseLink(status, _code, message) {
	return { status, outcome: 'refused', json: { ...envelope(status, {}), message } };
}

/** @type {import('../types.mjs').Endpoint['handle']} */
function issueLink({ fields }) {
	// The vendor spells the key both ways, in its table and in its example.
	const keys = ['secret_key', 'secrete_key'].filter((name) => name in fields);
	if (keys.length !== 1) {
		return refuseLink(422, '', 'Send the secret key exactly once, as secret_key or secrete_key.');
	}
	const errors = missingStrings(fields, ['account_id', 'investment_platform_id', keys[0]]);
	if (errors) {
		const answer = refuseLink(422, '', 'The given data was invalid.');
		return { ...answer, json: { .../** @type {object} */ (answer.json), errors } };
	}
	if (fields[keys[0]] !== SECRET_KEY) return refuseLink(403, '', 'Access denied.');
	if (!ACCOUNTS.includes(fields.account_id) || fields.investment_platform_id !== PLATFORM) {
		return { ...refuseLink(404, '', 'The account was not found.'), status: 200 };
	}
	const url = `https://${LINK_HOST}/${mintOpaque(16, 'hex')}`;
	return {
		status: 200,
		outcome: 'granted',
		json: envelope(200, { url }),
		link: { accountId: fields.account_id, url },
	};
}

/**
 * @param {number} status
 * @param {object} data
 */
const envelope = (status, data) => ({
	status,
	meta: { behaviours: [], status },
	data,
	modules: [],
});

/**
 * What is missing or no string among the named fields, or nothing.
 *
 * @param {Record<string, unknown>} fields
 * @param {string[]} names
 */
function missingStrings(fields, names) {
	const errors = names
		.filter((name) => typeof fields[name] !== 'string' || fields[name] === '')
		.map((name) => {
			const wrong =
				fields[name] === undefined || fields[name] === '' ? 'is required' : 'must be a string';
			return [name, [`The ${name} field ${wrong}.`]];
		});
	return errors.length > 0 ? Object.fromEntries(errors) : undefined;
}

/** @param {{ issued: number, expires: number }} times */
const mint = ({ issued, expires }) =>
	mintJwt({
		sub: '1',
		iat: Math.floor(issued / 1000),
		exp: Math.floor(expires / 1000),
		iss: 'https://ap.vendor.example',
		jti: mintOpaque(16, 'hex'),
	});

/** @param {import('../tokens.mjs').Issued} entry */
const describe = ({ token, issued, expires }) => ({
	token,
	createdAt: atom(issued),
	expiresAt: atom(expires),
});

/**
 * A time as this service writes it: whole seconds, with an offset.
 *
 * @param {number} milliseconds
 */
const atom = (milliseconds) => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, '+00:00');
