/** Prints every row of every table of an SQLite file. Run by the Node.js that comes with n8n: it reads SQLite. */
import { createRequire } from 'node:module';

// Required, not imported: the type definitions are those of an older Node.js.
const { DatabaseSync } = createRequire(import.meta.url)('node:sqlite');

const database = new DatabaseSync(process.argv[2], { readOnly: true });
const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
for (const { name } of tables) {
	for (const row of database.prepare(`SELECT * FROM "${name}"`).iterate()) {
		process.stdout.write(`${JSON.stringify({ table: name, row })}\n`);
	}
}
