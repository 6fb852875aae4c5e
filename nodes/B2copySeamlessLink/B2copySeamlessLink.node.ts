import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { timeoutOption } from '../options';
import { run } from './run';

/** Turns an MT login into the link that signs this client in to the B2COPY Web UI. */
export class B2copySeamlessLink implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'B2COPY Seamless Link',
		name: 'b2copySeamlessLink',
		icon: {
			light: 'file:../../icons/b2copySeamlessLink.svg',
			dark: 'file:../../icons/b2copySeamlessLink.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ Number($parameter.accountId) ? "Account " + $parameter.accountId : "" }}',
		description: 'Get the link that signs your client in to the B2COPY Web UI',
		defaults: { name: 'B2COPY Seamless Link' },
		// A link in a tool's answer would reach a language model, and it signs a client in.
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'b2copySeamlessApi', required: true }],
		properties: [
			{
				displayName:
					'Whoever opens a link is signed in as its client: protect the webhook and do not store links. <a href="https://github.com/n8n-nodes-auth-token/n8n-nodes-auth-token/blob/main/docs/nodes.md#b2copy-seamless-link" target="_blank">Set up a redirect step by step</a>.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Account ID',
				name: 'accountId',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. 77632289',
				description: 'The MT login (number) of the client account',
				hint: 'After a Webhook node: {{ $json.body?.accountId ?? $json.query?.accountId }}',
			},
			{
				displayName: 'Investment Platform ID',
				name: 'investmentPlatformId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 1',
				description: 'Leave empty to use the one in the credential',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Include Input Fields',
						name: 'includeInputFields',
						type: 'boolean',
						default: false,
						description: "Whether to keep the input item's own fields beside the link",
					},
					{
						displayName: 'Max Concurrency',
						name: 'maxConcurrency',
						type: 'number',
						typeOptions: { minValue: 1 },
						default: 50,
						description: 'How many links to request at the same time',
					},
					{
						displayName: 'Retries',
						name: 'retries',
						type: 'number',
						typeOptions: { minValue: 0, maxValue: 10 },
						default: 2,
						description:
							'How often to try again when B2COPY is busy or the connection breaks. A refusal is never tried again.',
					},
					timeoutOption,
				],
			},
		],
	};

	async execute(this: IExecuteFunctions) {
		return [await run(this)];
	}
}
