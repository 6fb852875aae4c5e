import { rm } from 'node:fs/promises';

/** Leaves nothing behind. */
export default async function teardown() {
	await rm(process.env.E2E_FOLDER ?? '', { recursive: true, force: true, maxRetries: 5 });
}
