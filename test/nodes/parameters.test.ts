import { afterAll, describe, expect, it, jest } from '@jest/globals';
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { createParameters } from '../../nodes/parameters';
import { n8n } from '../credentials/support';
import nock from 'nock';

// The helper above brings it in, and the files that run next in this process are to be without it.
afterAll(() => nock.restore());

const items = [
	{
		login: '1',
		'MT login': 2,
		body: { login: '3', 'MT login': '4', 'a.b': '5', 'a}}b': '6' },
		list: ['7'],
	},
	{ login: 7, body: { login: null }, list: [] },
	{ login: '={{ 1 + 1 }}', 'MT login': '', body: 'text' },
	{ login: { deep: true }, 'MT login': true, body: [1] },
	{},
];

/** n8n drops the parameters that a node's form does not have. */
const field = { displayName: 'Value', name: 'value', type: 'json', default: 'standard' };

/** What we read and what n8n gives for each item, and for how many values we asked n8n. */
async function read(value: unknown, given: object[] = items) {
	const found = { ours: [] as unknown[], n8n: [] as unknown[], asked: 0 };
	const attempt = (get: () => unknown) => {
		try {
			return get();
		} catch (reason) {
			return (reason as Error).message;
		}
	};
	const probe: Pick<INodeType, 'description' | 'execute'> = {
		description: { displayName: 'Probe', name: 'probe', properties: [field] } as never,
		async execute(this: IExecuteFunctions) {
			const indexes = this.getInputData().keys();
			found.n8n = [...indexes].map((item) =>
				attempt((): unknown => this.getNodeParameter('value', item, 'nothing')),
			);
			const spy = jest.spyOn(this, 'getNodeParameter');
			const parametersOf = createParameters(this);
			found.ours = found.n8n.map((_, item) =>
				attempt(() => parametersOf(item)('value', 'nothing')),
			);
			const calls = spy.mock.calls as unknown[][];
			found.asked = calls.filter(([, , , options]) => options === undefined).length;
			return await Promise.resolve([[]]);
		},
	};
	await n8n().execute(probe as INodeType, { items: given, parameters: { value } });
	return found;
}

describe('a parameter is what n8n makes of it', () => {
	it.each([
		undefined,
		'',
		'1',
		'{{ $json.login }}',
		5,
		true,
		{},
		{ timeout: 5, list: ['a'] },
		{ timeout: '={{ $json.login }}' },
		{ list: [{ name: '={{ $json.login }}' }] },
		'={{ $json.login }}',
		'={{$json.login}}',
		'={{ $json["login"] }}',
		"={{ $json['MT login'] }}",
		'={{ $json.body.login }}',
		"={{ $json.body['MT login'] }}",
		"={{ $json['body'].login }}",
		"={{ $json.body['a.b'] }}",
		"={{ $json.body['a}}b'] }}",
		'={{ $json.list[0] }}',
		'={{ $json.list.length }}',
		'={{ $json.login.length }}',
		'={{ $json.constructor }}',
		'={{ $json.body?.login ?? $json.login }}',
		'={{ $json.login + 1 }}',
		'={{ $json.login }} ',
		'= {{ $json.login }}',
		'=MT {{ $json.login }}',
		'={{ $json.login }}{{ $json.login }}',
		'={{ $itemIndex }}',
		'={{ $json }}',
		'=',
		'={{ }}',
	])('%j', async (value) => {
		const found = await read(value);
		expect(found.ours).toEqual(found.n8n);
		expect(found.ours).toHaveLength(items.length);
	});
});

describe('n8n is asked', () => {
	it.each([undefined, '1', 5, { timeout: 5 }])(
		'once for %j, which holds no expression',
		async (value) => {
			expect((await read(value)).asked).toBe(1);
		},
	);

	it.each(['={{ $json.login }}', "={{ $json.body['MT login'] }}"])(
		'not at all for %s where that is text or a number',
		async (value) => {
			const given = items.slice(0, 1);
			expect((await read(value, given)).asked).toBe(0);
		},
	);

	it.each(['={{ $json.login + 1 }}', { timeout: '={{ $json.login }}' }])(
		'for each item about %j',
		async (value) => {
			expect((await read(value)).asked).toBe(items.length);
		},
	);
});
