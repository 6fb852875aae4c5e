import * as workflow from 'n8n-workflow';

/**
 * Whether n8n may be made to write a credential back, which it does whenever `preAuthentication` returns
 * the expirable field. Before 2.34.0 it writes what the person's expressions came to in place of the
 * expressions: one client's login would stay in the credential for everybody.
 *
 * A package cannot ask for n8n's version; these exports came with 2.34.0.
 *
 * @param library - n8n-workflow, of n8n's own version
 */
export function canWriteBack(library: object = workflow): boolean {
	return (
		'getCredentialActivationParameters' in library ||
		'resolveSupportedCredentialActivation' in library
	);
}
