/** Secrets that can be found again, and a sandbox's script that hands them out. */
import { randomBytes } from 'node:crypto';

import set from 'lodash/set.js';

import { searcherFor, spellingsOf } from '../secrets.mjs';

/** In every canary, often enough that no piece of 60 characters is without it. */
const MARK = 'Zq9kW+7';

/**
 * A secret that nothing else looks like.
 *
 * @param {string} between what stands between the marks
 * @param {number} [marks]
 */
function canary(between = '', marks = 2) {
	const random = () => randomBytes(5).toString('hex');
	return Array.from({ length: marks }, () => `${MARK}${between}${random()}`).join('');
}

/** Login secrets have characters that encodings change; tokens are long. */
export const secretCanary = () => canary('/ä "%');
export const tokenCanary = () => canary('', 12);
export const linkCanary = () => `https://my.b2copy-demo.example/${canary()}`;

/**
 * The marks in every spelling: a short search that finds each canary and each piece of one. Marks are
 * plain, so the longer spellings only add base64, with the places where it depends on its neighbours.
 */
const marks = [...new Set(Object.values(spellingsOf(MARK)))];

/**
 * What a text holds of the canaries.
 *
 * @param {string} text
 * @param {Record<string, string>} canaries by name
 * @returns {string[]} their names, or what was found of them
 */
export function findCanaries(text, canaries) {
	const found = marks.filter((mark) => text.includes(mark));
	if (found.length === 0) return [];
	const named = searcherFor(canaries)(text);
	const at = text.indexOf(found[0]);
	return named.length > 0 ? named : [`a piece: ${text.slice(Math.max(0, at - 40), at + 60)}`];
}

/**
 * A good answer with canaries in it.
 *
 * @param {import('../faults/services.mjs').Service} service
 * @param {{ accessToken: string, refreshToken: string, link: string }} issued
 */
function goodAnswer({ name }, { accessToken, refreshToken, link }) {
	if (name === 'b2copySeamless') return { status: 200, data: { url: link } };
	if (name !== 'b2copyBackOffice') {
		return {
			access_token: accessToken,
			token_type: 'Bearer',
			expires_in: 3600,
			refresh_token: refreshToken,
		};
	}
	const times = { createdAt: '2026-01-01T00:00:00+00:00', expiresAt: '2026-01-01T10:00:00+00:00' };
	return {
		'2faRequired': false,
		accessToken: { token: accessToken, ...times },
		refreshToken: { token: refreshToken, ...times },
	};
}

const OWN_ANSWER = ['status', 'json', 'body', 'size', 'endless', 'redirect', 'echo'];

/**
 * The script that makes a sandbox misbehave as the fault wants, and otherwise accept any login and issue
 * these canaries.
 *
 * @param {import('../faults/faults.mjs').Fault} fault
 * @param {import('../faults/services.mjs').Service} service
 * @param {Parameters<typeof goodAnswer>[1]} issued
 * @param {string} target of redirects
 */
export function canaryScript({ script = {} }, service, issued, target) {
	const paths = { token: service.token, type: service.type ?? 'token_type', target };
	const wanted = typeof script === 'function' ? script(paths) : script;
	if (OWN_ANSWER.some((key) => key in wanted)) return wanted;
	const { patch = {}, omit = [], ...rest } = wanted;
	const json = goodAnswer(service, issued);
	for (const [path, value] of Object.entries(patch)) set(json, path, value);
	for (const path of omit) set(json, path, undefined);
	return { ...rest, json };
}
