import { n8nVersion } from '../../demo/install.mjs';
import base from '../../jest.config.mjs';

/**
 * What knows the editor, the agents or the words of n8n 2, and what tests the demo and its loading of the
 * examples with the n8n that it pins.
 */
const n8n2Only = ['editor', 'agent', 'demo', 'examples', 'copies'].map(
	(name) => `/${name}.test.mjs`,
);

/** Tests that drive a real n8n: one that most files share, or one of their own. Nothing runs beside a file. */
/** @type {import('jest').Config} */
export default {
	...base,
	rootDir: '../..',
	roots: ['<rootDir>/test/e2e'],
	testMatch: ['**/*.test.mjs'],
	testPathIgnorePatterns: ['/node_modules/', ...(n8nVersion.startsWith('1.') ? n8n2Only : [])],
	globalSetup: '<rootDir>/test/e2e/setupShared.mjs',
	maxWorkers: 1,
	testTimeout: 300_000,
	// A test that fails midway leaves its sandbox open; the run has to end all the same.
	forceExit: true,
};
