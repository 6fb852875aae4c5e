import base from '../../jest.config.mjs';

/** Tests that drive a real n8n. Each file starts its own; nothing runs beside it. */
/** @type {import('jest').Config} */
export default {
	...base,
	rootDir: '../..',
	roots: ['<rootDir>/test/e2e'],
	testMatch: ['**/*.test.mjs'],
	testPathIgnorePatterns: ['/node_modules/'],
	globalSetup: '<rootDir>/test/e2e/setup.mjs',
	maxWorkers: 1,
	testTimeout: 120_000,
};
