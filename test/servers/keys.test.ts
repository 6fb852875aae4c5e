import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusalOf } from '../core/support';
import { createClient } from './client';
import { forms, keyServers, WAYS, type Registered } from './keyServers.mjs';
import { writeLine } from './results.mjs';

const PATIENCE = 900_000;
const { now } = Date;
const advance = async () => undefined;

describe.each(keyServers)('$title $version', ({ title, version, ways, refused, start }) => {
	const passed = new Set<string>();
	let refusals = 0;
	let server: Registered;
	beforeAll(async () => {
		server = await start();
	}, PATIENCE);
	afterAll(async () => {
		await server?.close();
		writeLine('Private keys and client certificates', [
			...[title, version],
			...WAYS.map((way) => (passed.has(way) ? '✓' : ways.includes(way) ? 'failed' : '')),
			`${refusals} of ${refused.length}`,
		]);
	});

	/** Signs in as n8n does, as with a new credential. */
	async function signIn(way: string, wrong: object = {}) {
		const { tokenUrl, secureUrl } = server;
		const form = { ...forms[way], tokenUrl: way === 'client certificate' ? secureUrl : tokenUrl };
		return await createClient(title, { now, advance })
			.use({ ...form, ...wrong })
			.get();
	}

	it.each(ways)('signs in by %s, again and again', async (way) => {
		const certificate = forms[way]?.certificate;
		const bound =
			certificate === undefined ? undefined : { 'x5t#S256': thumbprint(`${certificate}`) };
		for (let time = 0; time < 2; time++) {
			const { token } = await signIn(way);
			const { active, cnf } = await server.introspect(token.accessToken, way);
			expect({ active, cnf }).toEqual({ active: true, cnf: bound });
		}
		passed.add(way);
	});

	it.each(refused)(
		'by %s: refuses %s',
		async (way, _, wrong, names, code = 'credentials_rejected') => {
			const { errorCode, message, description } = await refusalOf(
				async () => await signIn(way, wrong),
			);
			const words = `${message} ${description}`;
			const missing = names.filter((name) => !words.includes(`"${name}"`));
			expect({ errorCode, words, missing }).toEqual({
				...{ errorCode: code, words, missing: [] },
			});
			refusals += 1;
		},
	);
});

function thumbprint(certificate: string) {
	const { fingerprint256 } = new X509Certificate(certificate);
	return Buffer.from(fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
}
