import { tmpdir } from 'node:os';
import { join } from 'node:path';
import execa from 'execa';

/** Installs the servers unless the lock file's versions are there already. */
export default async function setup() {
	// n8n-core writes a settings file as soon as it is loaded.
	process.env.N8N_USER_FOLDER = join(tmpdir(), 'n8n-nodes-auth-token-servers');
	const cwd = join(process.cwd(), 'test', 'servers', 'apps');
	const { failed } = await execa('npm', ['ls', '--all'], { cwd, reject: false });
	if (!failed) return;
	process.stdout.write('Installing the authorization servers (130 MB, once) ...\n');
	await execa('npm', ['ci', '--loglevel=error'], { cwd, stdio: 'inherit' });
}
