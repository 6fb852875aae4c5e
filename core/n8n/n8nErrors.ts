import { NodeOperationError } from 'n8n-workflow';
import type { INode, INodeExecutionData } from 'n8n-workflow';
import { tokenError, toTokenError, type TokenError } from '../errors';

/**
 * What a credential throws. After a credential test n8n shows the message and nothing else, so what to
 * do is part of it; after a request it shows the description as well. Nothing else of the error goes
 * along: n8n puts words of its own in place of the message of an error that has an HTTP status.
 */
export function credentialError(reason: unknown, tested: boolean): TokenError {
	const { errorCode, message, description } = toTokenError(reason);
	return tokenError(errorCode, tested ? `${message} ${description}` : message, description);
}

/** The node error for an item that did not work, from safe texts and n8n's own only. */
export function nodeError(node: INode, reason: unknown, itemIndex: number): NodeOperationError {
	const { message, description, errorCode } = toTokenError(withN8nWords(reason));
	return new NodeOperationError(node, message, { description, itemIndex, type: errorCode });
}

/** For n8n's own errors that do not say what to do, such as a credential that was deleted. */
const CREDENTIAL_ADVICE = "Check the node's parameters, and choose the credential again.";

/** What n8n itself refused, such as a credential it cannot read, as one of ours; anything else as it is. */
export function withN8nWords(reason: unknown): unknown {
	const own = [reason, Object(reason).cause].find(isN8nError);
	if (own === undefined) return reason;
	const { message, description } = own;
	return tokenError('invalid_configuration', message, description || CREDENTIAL_ADVICE);
}

/**
 * By what n8n's errors have, because a package that is installed by hand has other classes, and those of
 * Engine 2.0 have a name only. The error of a failed request has a status, and what the provider said.
 */
function isN8nError(reason: unknown): reason is Error & { description?: string } {
	if (!(reason instanceof Error) || reason.name.startsWith('Ssrf')) return false;
	const isTagged = 'level' in reason && 'tags' in reason && !('httpCode' in reason);
	return isTagged || ['UnexpectedError', 'UnimplementedError'].includes(reason.name);
}

/**
 * The output item for an input item that did not work, where the person chose to continue.
 *
 * n8n sends an item to the error output because of its `error` property, and replaces the JSON of an
 * item that still has one at the end. Not being enumerable, it is gone by then: n8n copies the item on
 * the way. On "Continue" there is no such way, and the item must not have it.
 */
export function errorItem(node: INode, error: NodeOperationError, itemIndex: number) {
	const item: INodeExecutionData = {
		json: { error: error.message, errorCode: error.type ?? '' },
		pairedItem: { item: itemIndex },
	};
	return node.onError === 'continueErrorOutput'
		? Object.defineProperty(item, 'error', { value: error, enumerable: false })
		: item;
}
