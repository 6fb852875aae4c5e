// Far from UTC, and by half an hour: a test that depends on the zone of the machine shows it.
process.env.TZ = 'America/St_Johns';

/** @type {[string, object]} */
const toCommonJs = [
	'@swc/jest',
	{
		jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
		module: { type: 'commonjs' },
	},
];

/** nock, and of what it needs, all that comes as ES modules only. */
const esModules = '(nock|@mswjs/interceptors|@open-draft/until|rettime)';

/** @type {import('jest').Config} */
export default {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts', '**/*.test.mjs'],
	testPathIgnorePatterns: [
		'/node_modules/',
		'<rootDir>/test/e2e/',
		'<rootDir>/test/servers/(?!answers)',
	],
	moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
	transform: {
		'^.+\\.(ts|mjs)$': toCommonJs,
		[`/node_modules/${esModules}/.+\\.m?js$`]: toCommonJs,
	},
	transformIgnorePatterns: [`/node_modules/(?!${esModules}/)`],
	restoreMocks: true,
};
