import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { timeoutOption } from '../options';
import { run } from './run';

/** Gets a token with the chosen credential and passes it down the workflow. */
export class GetAuthToken implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Get Auth Token',
		name: 'getAuthToken',
		icon: {
			light: 'file:../../icons/getAuthToken.svg',
			dark: 'file:../../icons/getAuthToken.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ b2copyBackOffice: "B2COPY Back Office", customTokenGrant: "Custom Token Grant", sprykerGlue: "Spryker Glue", tradevest: "Tradevest", voipex: "VoIPEX" })[$parameter.provider] }}',
		description:
			'Get an access token as data. To call an API, use HTTP Request with Predefined Credential Type instead.',
		defaults: { name: 'Get Auth Token' },
		// A token in a tool's answer would reach a language model.
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'b2copyBackOfficeApi',
				required: true,
				displayOptions: { show: { provider: ['b2copyBackOffice'] } },
			},
			{
				name: 'customTokenGrantApi',
				required: true,
				displayOptions: { show: { provider: ['customTokenGrant'] } },
			},
			{
				name: 'sprykerGlueApi',
				required: true,
				displayOptions: { show: { provider: ['sprykerGlue'] } },
			},
			{
				name: 'tradevestApi',
				required: true,
				displayOptions: { show: { provider: ['tradevest'] } },
			},
			{
				name: 'voipexApi',
				required: true,
				displayOptions: { show: { provider: ['voipex'] } },
			},
		],
		properties: [
			{
				displayName:
					'To call an API, you do not need this node: in the HTTP Request node, set Authentication to Predefined Credential Type and choose the same credential. The token then stays out of the execution data.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Provider',
				name: 'provider',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'B2COPY Back Office', value: 'b2copyBackOffice' },
					{ name: 'Custom Token Grant', value: 'customTokenGrant' },
					{ name: 'Spryker Glue', value: 'sprykerGlue' },
					{ name: 'Tradevest', value: 'tradevest' },
					{ name: 'VoIPEX', value: 'voipex' },
				],
				default: 'b2copyBackOffice',
				description: 'Where to sign in',
			},
			{
				displayName: 'Simplify',
				name: 'simplify',
				type: 'boolean',
				default: true,
				description:
					'Whether to return a simplified version of the response instead of the raw data',
			},
			{
				displayName: 'Include Refresh Token',
				name: 'includeRefreshToken',
				type: 'boolean',
				default: false,
				displayOptions: { show: { simplify: [true] } },
				description:
					'Whether to add the refresh token to the output, if the provider issues one. It lives longer than the access token: leave it out unless a later step needs it.',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Force New Token',
						name: 'forceNewToken',
						type: 'boolean',
						default: false,
						description:
							'Whether to sign in even if there is a valid token: once per execution, for the first item',
					},
					{
						displayName: 'Minimum Validity (Seconds)',
						name: 'minimumValidity',
						type: 'number',
						typeOptions: { minValue: 0 },
						default: 60,
						description:
							'How long the token must still be valid. A token that ends sooner is replaced by a new one.',
					},
					{
						displayName: 'Output Field',
						name: 'outputField',
						type: 'string',
						default: '',
						placeholder: 'e.g. auth',
						description:
							"Put the result under this field and keep the input item's own fields. Empty: the result replaces them.",
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
