import base from '../e2e/jest.config.mjs';

/** Tests that drive n8n's queue mode: several processes that share a database and a queue. */
/** @type {import('jest').Config} */
export default {
	...base,
	globalSetup: '<rootDir>/test/e2e/setup.mjs',
	roots: ['<rootDir>/test/queue'],
	testPathIgnorePatterns: ['/node_modules/', 'compose.test.mjs'],
	// Three minutes of traffic, and what else a scenario needs on a slow machine.
	testTimeout: 10 * 60_000,
};
