import { availableParallelism } from 'node:os';

// Far from UTC, and by half an hour: a test that depends on the zone of the machine shows it.
process.env.TZ = 'America/St_Johns';

/** @type {import('jest').Config} */
export default {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts', '**/*.test.mjs'],
	testPathIgnorePatterns: [
		'/node_modules/',
		'<rootDir>/test/e2e/',
		'<rootDir>/test/queue/(?!compose)',
		'<rootDir>/test/servers/(?!answers)',
	],
	moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
	transform: {
		'(\\.(ts|mjs)|/jose/.*\\.js)$': [
			'@swc/jest',
			{
				jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
				module: { type: 'commonjs' },
			},
		],
	},
	// It has only modules that Jest cannot load as they are.
	transformIgnorePatterns: ['/node_modules/(?!jose/)'],
	// Jest leaves one processor free, which on a small machine is half of it; some tests wait for pauses.
	maxWorkers: Math.ceil(availableParallelism() * 1.5),
	// A test that hangs is to end, not one on a slow machine.
	testTimeout: 60_000,
	restoreMocks: true,
};
