import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, it } from '@jest/globals';

import { openN8n } from './harness.mjs';
import { openWitness } from './witness.mjs';
import { getAuthToken, httpRequest } from './workflows.mjs';
import { useWorld } from './world.mjs';

const type = 'sprykerGlueApi';
/** n8n loads it last, and takes the credential types from it. */
const COPY = 'n8n-nodes-zz-copy';

/** @type {Awaited<ReturnType<typeof openWitness>>} */
let witness;

/** n8n with two copies of this package, as during an update, whose requests to the outside meet the witness. */
async function openWithCopies() {
	witness = await openWitness();
	const folder = await mkdtemp(join(tmpdir(), 'n8n-auth-token-copy-'));
	await cp('dist', join(folder, 'dist'), { recursive: true });
	const manifest = JSON.parse(await readFile('package.json', 'utf8'));
	const { devDependencies, ...kept } = { ...manifest, name: COPY };
	await writeFile(join(folder, 'package.json'), JSON.stringify(kept));
	const proxy = { HTTP_PROXY: witness.url, HTTPS_PROXY: witness.url, NO_PROXY: '127.0.0.1' };
	const n8n = await openN8n(proxy, { [COPY]: folder });
	await rm(folder, { recursive: true });
	return n8n;
}
afterAll(async () => await witness?.close());

const world = useWorld(openWithCopies);

it('the request by which a node stores a token of another copy of this package is sent nowhere', async () => {
	const credentials = await world.save(type);
	const node = getAuthToken('sprykerGlue', credentials);
	const { items } = await world.n8n.run([node]);
	expect(items(node.name)).toMatchObject([{ json: { source: 'grant' } }]);

	// The node and the credential, which was asked to store the token, are of different copies.
	expect(await world.counters('spryker.token')).toMatchObject({ granted: 2 });

	const nobody = httpRequest('http://nobody.example/', credentials);
	expect((await world.n8n.run([nobody])).status).toBe('success');
	expect(witness.requests.map(({ path }) => path)).toEqual(['http://nobody.example/']);
});
