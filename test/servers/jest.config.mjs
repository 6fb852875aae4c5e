import base from '../../jest.config.mjs';

/** Tests against third-party authorization servers, each in a process of its own. */
/** @type {import('jest').Config} */
export default {
	...base,
	rootDir: '../..',
	roots: ['<rootDir>/test/servers'],
	testPathIgnorePatterns: [
		...['/node_modules/', '/answers\\.test'],
		...(process.argv.includes('--all') ? [] : ['/oneTimeCode\\.test']),
	],
	modulePathIgnorePatterns: ['<rootDir>/test/servers/(apps|python)/node_modules/'],
	// An option that Jest itself has, for something else.
	globals: { allServers: process.argv.includes('--all') },
	globalSetup: '<rootDir>/test/servers/setup.mjs',
	testTimeout: 240_000,
};
