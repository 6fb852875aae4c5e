/** Loads the package in the folder given, if any, as n8n does, and prints what it took. */
const { basename, join } = require('node:path');

require('n8n-workflow');

const [folder] = process.argv.slice(2);
const { n8n } = folder
	? require(join(folder, 'package.json'))
	: { n8n: { credentials: [], nodes: [] } };
const files = [...n8n.credentials, ...n8n.nodes].map((file) => join(folder, file));

const start = process.hrtime.bigint();
const loaded = files.map((file) => new (require(file)[basename(file).split('.')[0]])());
const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;

// One collection does not find all that n8n-workflow left behind.
for (let round = 0; round < 5; round += 1) globalThis.gc();
const kilobytes = process.memoryUsage().heapUsed / 1024;

process.stdout.write(JSON.stringify({ milliseconds, kilobytes, count: loaded.length }));
