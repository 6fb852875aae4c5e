import setup from './setup.mjs';
import { startInstalled } from './harness.mjs';

/** Starts the n8n that most test files share; it ends with this process. */
export default async function setupShared() {
	await setup();
	// Where a test finds all that n8n has printed.
	const { url, userFolder } = await startInstalled({ N8N_LOG_OUTPUT: 'console,file' });
	process.env.E2E_N8N = url;
	process.env.E2E_USER_FOLDER = userFolder;
}
