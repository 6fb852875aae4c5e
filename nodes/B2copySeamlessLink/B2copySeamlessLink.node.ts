import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { timeoutOption } from '../options';
import { run } from './run';

/** The way to the first redirect, in the words of the README. */
const steps = [
	"Webhook: HTTP Method POST, Respond Using 'Respond to Webhook' Node.",
	'B2COPY Seamless Link: Account ID {{ $json.body?.accountId ?? $json.query?.accountId }}.',
	'Respond to Webhook: Respond With Redirect, Redirect URL {{ $json.url }}, option Response Code 302.',
	'Publish, and call the Production URL of the Webhook node.',
	'Protect the webhook: whoever may call it may sign in as any client.',
	'Keep no links: whoever opens one is signed in as its client.',
];

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
		description: 'Get the link that signs a client of yours in to the B2COPY Web UI',
		defaults: { name: 'B2COPY Seamless Link' },
		// A link in a tool's answer would reach a language model, and it signs a client in.
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'b2copySeamlessApi', required: true }],
		properties: [
			{
				displayName: `<ul><li>${steps.join('</li><li>')}</li></ul>`,
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
				description: 'Empty: the one of the credential',
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
						description: 'How many links to ask for at the same time',
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

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await run(this)];
	}
}
