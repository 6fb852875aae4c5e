/**
 * Loads the package in a folder as n8n does, in a process that has n8n-workflow already, and prints what that
 * took and, if it is a build of this package, what a warm `get` takes, the grant made from the form included.
 *
 * Usage: `node --expose-gc once.cjs <folder>`
 */
const { existsSync } = require('node:fs');
const { basename, join } = require('node:path');

const CALLS = 10_000;
const KEYS = 1000;

const folder = process.argv[2];
require(require.resolve('n8n-workflow', { paths: [folder] }));

const { n8n } = require(join(folder, 'package.json'));
const files = [...n8n.credentials, ...n8n.nodes].map((file) => join(folder, file));
const before = heap();
const start = performance.now();
const loaded = files.map((file) => new (require(file)[basename(file).split('.')[0]])());
const load = performance.now() - start;
const kilobytes = heap() - before;

void measureGet().then((get) => {
	process.stdout.write(JSON.stringify({ load, kilobytes, ...get, count: loaded.length }));
});

/** Kilobytes; one collection does not find all that n8n-workflow left behind. */
function heap() {
	for (let round = 0; round < 5; round += 1) globalThis.gc();
	return process.memoryUsage().heapUsed / 1024;
}

/** Microseconds of a call, for one login and for a thousand. */
async function measureGet() {
	const core = join(folder, 'dist', 'core');
	// Before 0.2 the file had another name.
	const maker = ['createGrant.js', 'grant.js'].find((name) => existsSync(join(core, name)));
	if (!maker) return {};
	const { createGrant } = require(join(core, maker));
	const { engine } = require(join(core, 'n8n'));
	const { VoipexApi } = require(join(folder, 'dist', 'credentials', 'VoipexApi.credentials.js'));
	const { properties } = new VoipexApi();
	const answer = { access_token: 'token', token_type: 'Bearer', expires_in: 3000 };
	const http = async () => ({ status: 200, headers: {}, body: JSON.stringify(answer) });
	const call = async (login) => {
		const form = {
			authUrl: 'https://auth.example',
			clientId: 'api',
			username: `user${login}@example.com`,
			password: 'voipex-password',
		};
		const grant = createGrant(VoipexApi.definition, properties, form, http);
		return (await engine.get(grant, { timeout: 30_000 })).source;
	};
	for (let login = 0; login < KEYS; login += 1) await call(login);
	const measure = async (keys) => {
		const begin = performance.now();
		for (let count = 0; count < CALLS; count += 1) {
			if ((await call(count % keys)) !== 'cache') throw new Error('A warm get was not warm.');
		}
		return ((performance.now() - begin) / CALLS) * 1000;
	};
	// The first round warms up.
	await measure(KEYS);
	return { one: await measure(1), many: await measure(KEYS) };
}
