import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureInstalled } from '../../demo/install.mjs';
import { packPackage } from '../../demo/n8n.mjs';

/** Installs n8n if need be, and packs the package once for all files. Leaves nothing behind. */
export default async function setup() {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-auth-token-e2e-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	// Without these a signal ends the process before its exit handlers run.
	process.once('SIGINT', () => process.exit(130));
	process.once('SIGTERM', () => process.exit(143));

	await ensureInstalled((line) => process.stderr.write(`${line}\n`));
	process.env.E2E_FOLDER = folder;
	process.env.E2E_TARBALL = await packPackage(folder);
}
