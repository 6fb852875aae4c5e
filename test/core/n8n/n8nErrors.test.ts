import { describe, expect, it } from '@jest/globals';
import { NodeOperationError, type INode } from 'n8n-workflow';
import { tokenError, toTokenError } from '../../../core/errors';
import { credentialError, errorItem, nodeError } from '../../../core/n8n/n8nErrors';

const SECRET = 'hidden-word';

/** What an HTTP library throws: the request is part of it. */
const foreign = Object.assign(new Error(`${SECRET} in the message`), {
	description: SECRET,
	config: { data: SECRET },
});

const refused = tokenError('credentials_rejected', 'Refused.', 'Check it.', {
	status: 401,
	providerCode: 'invalid_grant',
});

const nodeOf = (onError?: INode['onError']): INode => ({
	id: '1',
	name: 'Get Auth Token',
	type: 'getAuthToken',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...(onError && { onError }),
});

describe('anything that is thrown becomes one of our errors', () => {
	it.each([foreign, SECRET, null, undefined])(
		'without a word of it, if it is not: %p',
		(thrown) => {
			const error = toTokenError(thrown);
			expect(error.errorCode).toBe('provider_unavailable');
			expect(`${error.message}${error.description}${JSON.stringify(error)}`).not.toContain(SECRET);
			expect(error).not.toHaveProperty('cause');
		},
	);
});

it('what a credential throws has what to do in its message after a test, and never a status', () => {
	const text = { message: 'Refused.', description: 'Check it.' };
	expect(credentialError(refused, false)).toMatchObject(text);
	expect(credentialError(refused, true).message).toBe('Refused. Check it.');
	expect(Object.keys(credentialError(refused, false)).sort()).toEqual([
		...['description', 'errorCode', 'name'],
	]);
});

describe('what a node throws', () => {
	it('names the item, the code, what happened and what to do', () => {
		const error = nodeError(nodeOf(), refused, 3);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: 'Refused.',
			description: 'Check it.',
			type: 'credentials_rejected',
			context: { itemIndex: 3 },
		});
	});
});

describe('the output item of an input item that did not work', () => {
	const error = nodeError(nodeOf(), refused, 2);
	const json = { error: 'Refused.', errorCode: 'credentials_rejected' };

	it('has the message, the code and the item it belongs to', () => {
		const item = errorItem(nodeOf('continueRegularOutput'), error, 2);
		expect(item).toEqual({ json, pairedItem: { item: 2 } });
		expect(item.error).toBeUndefined();
	});

	it('has an error for the error output, which is gone once n8n has copied the item', () => {
		const item = errorItem(nodeOf('continueErrorOutput'), error, 2);
		expect(item.error).toBe(error);
		expect({ ...item }).toEqual({ json, pairedItem: { item: 2 } });
		expect({ ...item }).not.toHaveProperty('error');
	});
});
