import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Copies what is under version control, with the installed packages linked in.
 *
 * @param {string} folder is filled
 */
export function copyRepository(folder) {
	const listed = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' });
	for (const file of listed.split('\0').filter((name) => name !== '')) {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		copyFileSync(file, join(folder, file));
	}
	symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
}
