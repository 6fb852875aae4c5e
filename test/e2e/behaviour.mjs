import { n8nVersion } from '../../demo/install.mjs';

/**
 * Whether the n8n under test is of this version or a later one.
 *
 * @param {number} major
 * @param {number} minor
 */
function since(major, minor) {
	const [ownMajor, ownMinor] = n8nVersion.split('.').map(Number);
	return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

/** What versions of n8n do differently, as far as it shows in what the tests see. */
export const behaviour = {
	/**
	 * The request that meets a dead token is sent again with a new one. On older versions it fails once, and
	 * the next has the new token: making n8n send it again would overwrite expressions in the credential.
	 */
	sendsAgain: since(2, 34),
	/** What n8n writes into a credential leaves its expressions, so that tokens can be shared there. */
	keepsExpressions: since(2, 34),
	/** An error workflow has to be published; on older versions that was refused. */
	publishesErrorWorkflows: since(2, 0),
	/** The public API knows fields that depend on others; older versions demand all of them. */
	describesConditions: since(2, 0),
	/** The GraphQL node takes the credentials of packages. */
	graphqlTakesCredentials: since(2, 34),
};
