import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureInstalled } from '../../demo/install.mjs';
import { packPackage } from '../../demo/n8n.mjs';

/** Installs n8n if need be, and packs the package once for all files. */
export default async function setup() {
	await ensureInstalled((line) => process.stderr.write(`${line}\n`));
	const folder = await mkdtemp(join(tmpdir(), 'n8n-auth-token-e2e-'));
	process.env.E2E_FOLDER = folder;
	process.env.E2E_TARBALL = await packPackage(folder);
}
