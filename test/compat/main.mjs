/**
 * Runs the end-to-end tests with every n8n that the package is tested with, or with those named:
 * `npm run test:compat -- 1.123`. What else is given goes to Jest.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Where each n8n is pinned: the oldest that is supported, and the demo's. */
const installations = {
	1.123: new URL('n8n-1.123', import.meta.url),
	2.41: new URL('../../demo', import.meta.url),
};

const root = fileURLToPath(new URL('../..', import.meta.url));
const jest = ['node_modules/jest/bin/jest.js', '--config', 'test/e2e/jest.config.mjs'];
const given = process.argv.slice(2);
const named = given.filter((argument) => argument in installations);
const others = given.filter((argument) => !named.includes(argument));

const red = Object.entries(installations)
	.filter(([version]) => named.length === 0 || named.includes(version))
	.filter(([version, folder]) => {
		console.log(`n8n ${version}`);
		const { status } = spawnSync(process.execPath, [...jest, '--runInBand', ...others], {
			cwd: root,
			env: { ...process.env, N8N_INSTALLATION: fileURLToPath(folder) },
			stdio: 'inherit',
		});
		return status !== 0;
	})
	.map(([version]) => version);

console.log(red.length > 0 ? `Red with n8n ${red.join(', ')}.` : 'Green with each n8n.');
process.exitCode = red.length > 0 ? 1 : 0;
