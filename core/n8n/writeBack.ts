import * as workflow from 'n8n-workflow';

/**
 * Whether n8n may be made to write a credential back, which it does whenever `preAuthentication` returns
 * the expirable field. Before 2.34.0 it writes what the person's expressions came to in place of the
 * expressions: one client's login would stay in the credential for everybody.
 *
 * A package cannot ask for n8n's version; these exports came with 2.34.0. They tell it only if the library
 * is n8n's own: npm puts the newest one beside a package that is installed by hand, whatever the n8n.
 */
export function canWriteBack(library: object = workflow): boolean {
	// n8n gives its own copy a logger when it starts; until then all its functions are one that does nothing.
	const { LoggerProxy } = library as { LoggerProxy?: { error?: unknown; warn?: unknown } };
	const isUsed = LoggerProxy?.error !== LoggerProxy?.warn;
	const marks = ['getCredentialActivationParameters', 'resolveSupportedCredentialActivation'];
	return isUsed && marks.some((name) => name in library);
}
