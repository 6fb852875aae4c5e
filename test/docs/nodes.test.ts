import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { INodeProperties } from 'n8n-workflow';
import { B2copySeamlessLink } from '../../nodes/B2copySeamlessLink/B2copySeamlessLink.node';
import { GetAuthToken } from '../../nodes/GetAuthToken/GetAuthToken.node';
import { fixtures } from '../fixtures.mjs';
import { fakeClock, n8n, responding } from '../credentials/support';
import { rowsOf, sectionOf, textOf } from '../markdown.mjs';
import { b2copy, issued } from '../nodes/seamlessLink.support';

const page = textOf('docs/nodes.md');

/** The labels of a node's form, options included. */
const labelsOf = (properties: INodeProperties[]): string[] =>
	properties
		.filter(({ type }) => type !== 'notice')
		.flatMap(({ type, displayName, options }) =>
			type === 'collection' ? labelsOf(options as INodeProperties[]) : [displayName],
		);

/** What the tables of a node's section explain, in code marks or not. */
function explainedIn(heading: string) {
	const first = rowsOf(sectionOf(page, heading)).map(([cell]) => cell!);
	const names = first.filter((cell) => !['field', 'output'].includes(cell) && !/^-+$/.test(cell));
	return {
		fields: names.filter((cell) => !cell.startsWith('`')),
		output: names.filter((cell) => cell.startsWith('`')).map((cell) => cell.slice(1, -1)),
	};
}

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.restore());

describe('docs/nodes.md', () => {
	it.each([
		['Get Auth Token', new GetAuthToken()],
		['B2COPY Seamless Link', new B2copySeamlessLink()],
	])('explains the fields of %s, and no others', (heading, { description }) => {
		const labels = labelsOf(description.properties);
		expect(explainedIn(heading).fields.sort()).toEqual(labels.sort());
	});

	it('shows what Get Auth Token gives for the documented response of VoIPEX', async () => {
		fakeClock();
		responding('https://auth.voipex.io/token', 'POST', [200, fixtures.voipex.answer]);
		const parameters = { provider: 'voipex', includeRefreshToken: true };
		const { items } = await n8n().execute(new GetAuthToken(), { parameters });
		const { refreshToken, ...json } = items[0]!.json as Record<string, unknown>;
		const [, example = ''] = /^```json\n(.*?)^```/ms.exec(page) ?? [];
		const shown = JSON.parse(example) as Record<string, unknown>;
		expect(Object.keys(shown)).toEqual(Object.keys(json));
		const secret = { accessToken: 'a', authorization: 'a', expiresAt: 'a' };
		expect({ ...shown, ...secret }).toEqual({ ...json, ...secret });
		expect(shown.authorization).toBe(`Bearer ${String(shown.accessToken)}`);
		expect(explainedIn('Get Auth Token').output).toEqual([
			...Object.keys(json),
			...(refreshToken === undefined ? [] : ['refreshToken']),
		]);
	});

	it('names the output of B2COPY Seamless Link', async () => {
		b2copy(() => [200, issued('a')]);
		const execution = { parameters: { accountId: '1' } };
		const { items } = await n8n().execute(new B2copySeamlessLink(), execution);
		expect(explainedIn('B2COPY Seamless Link').output).toEqual(Object.keys(items[0]!.json));
	});
});

it('the notice of B2COPY Seamless Link leads to its section', () => {
	const { properties } = new B2copySeamlessLink().description;
	const notice = String(properties.find(({ type }) => type === 'notice')?.displayName);
	expect(notice).toMatch(
		/href="https:\/\/github\.com\/[^"]+\/docs\/nodes\.md#b2copy-seamless-link"/,
	);
	expect(page).toContain('## B2COPY Seamless Link');
});
