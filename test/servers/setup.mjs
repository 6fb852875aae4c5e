import { execFileSync, spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Installs the servers unless the lock file's versions are there already. */
export default function setup() {
	// n8n-core writes a settings file as soon as it is loaded.
	process.env.N8N_USER_FOLDER = join(tmpdir(), 'n8n-nodes-auth-token-servers');
	const cwd = join(process.cwd(), 'test', 'servers', 'apps');
	if (spawnSync('npm', ['ls', '--all'], { cwd }).status === 0) return;
	process.stdout.write('Installing the authorization servers (130 MB, once) ...\n');
	execFileSync('npm', ['ci', '--loglevel=error'], { cwd, stdio: 'inherit' });
}
