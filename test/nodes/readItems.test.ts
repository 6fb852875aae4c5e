import { afterAll, expect, it } from '@jest/globals';
import { sleep, type IExecuteFunctions, type INodeType } from 'n8n-workflow';
import { nodeError } from '../../core/n8n';
import { readItems } from '../../nodes/readItems';
import { n8n } from '../credentials/support';
import nock from 'nock';

// The helper above brings it in, and the files that run next in this process are to be without it.
afterAll(() => nock.restore());

type Execution = Parameters<ReturnType<typeof n8n>['execute']>[1] & object;

/** Reads items inside a node. @returns what came out, or the index of the item that stopped it */
async function read(
	count: number,
	readOne: (itemIndex: number) => Promise<unknown>,
	execution: Execution = {},
) {
	let outcome: unknown;
	const probe: Pick<INodeType, 'description' | 'execute'> = {
		description: { displayName: 'Probe', name: 'probe', properties: [] } as never,
		async execute(this: IExecuteFunctions) {
			const fail = (reason: unknown, itemIndex: number) =>
				nodeError(this.getNode(), reason, itemIndex);
			outcome = await readItems(this, readOne, fail).catch(
				(error: ReturnType<typeof nodeError>) => error.context.itemIndex,
			);
			return [[]];
		},
	};
	const items = Array.from({ length: count }, () => ({}));
	await n8n().execute(probe as INodeType, { items, ...execution });
	return outcome;
}

it('items are read in their order, and several at a time', async () => {
	let underWay = 0;
	let most = 0;
	const outcome = await read(120, async (itemIndex) => {
		most = Math.max(most, ++underWay);
		await Promise.resolve();
		underWay--;
		return itemIndex;
	});
	expect(outcome).toEqual([...Array(120).keys()]);
	expect(most).toBe(50);
});

it('an execution can be cancelled meanwhile, even if reading waits for nothing', async () => {
	const controller = new AbortController();
	let begun = 0;
	const readOne = async (itemIndex: number) => {
		if (++begun === 1) void sleep(0).then(() => controller.abort());
		return await Promise.resolve(itemIndex);
	};
	const outcome = (await read(10_000, readOne, { cancelled: controller.signal })) as unknown[];
	expect(begun).toBeLessThan(10_000);
	expect(outcome).toHaveLength(10_000);
	expect(outcome.at(-1)).toBeUndefined();
});

it('the first of the items that cannot be read stops the rest, whichever shows it first', async () => {
	let begun = 0;
	const outcome = await read(120, async (itemIndex) => {
		begun++;
		if (itemIndex === 3) await Promise.resolve();
		if (itemIndex === 3 || itemIndex === 7) throw new Error('no');
	});
	expect([outcome, begun]).toEqual([3, 50]);
});

it('a node that is set to continue reads the others', async () => {
	const readOne = async (itemIndex: number) =>
		itemIndex === 1 ? await Promise.reject(new Error('no')) : itemIndex;
	const outcome = await read(3, readOne, { onError: 'continueRegularOutput' });
	expect(outcome).toEqual([0, undefined, 2]);
});

it('a cancelled execution is not stopped by an item that cannot be read any more', async () => {
	const controller = new AbortController();
	const outcome = await read(
		1,
		async () => {
			controller.abort();
			return await Promise.reject(new Error('no'));
		},
		{ cancelled: controller.signal },
	);
	expect(outcome).toEqual([undefined]);
});
