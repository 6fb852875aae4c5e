import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { createDefaultServer } from 'cognito-local/lib/server/defaults.js';
import { serve } from './child.mjs';

/** `cognito-local`, which keeps its users in files below the working directory. */
await serve(async () => {
	const folder = mkdtempSync(join(tmpdir(), 'cognito-'));
	process.on('exit', () => rmSync(folder, { recursive: true }));
	process.chdir(folder);
	const { application } = await createDefaultServer(pino({ level: 'silent' }));
	return application;
});
