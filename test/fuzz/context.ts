import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IGetNodeParameterOptions,
	IHttpRequestOptions,
	INode,
} from 'n8n-workflow';
import { B2copySeamlessApi } from '../../credentials/B2copySeamlessApi.credentials';

/** What one execution of a node has to work with. */
export interface Execution {
	items: IDataObject[];
	parameter: (name: string, itemIndex: number) => unknown;
	credential: (itemIndex: number) => ICredentialDataDecryptedObject;
	/** Stands for n8n's `helpers.httpRequest`. */
	httpRequest: (options: IHttpRequestOptions) => Promise<unknown>;
	onError?: INode['onError'];
}

const seamless = new B2copySeamlessApi();

/** n8n's context of a node, as far as the package's nodes use it; anything else throws. */
export function contextOf({ items, parameter, credential, httpRequest, onError }: Execution) {
	const node = {
		...{ id: '1', name: 'Node under test', type: 'test', typeVersion: 1 },
		...{ position: [0, 0] as [number, number], parameters: {}, onError },
	};
	let itemIndex = 0;
	const known = {
		getInputData: () => items.map((json) => ({ json })),
		getNode: () => node,
		continueOnFail: () => onError !== undefined && onError !== 'stopWorkflow',
		getExecutionCancelSignal: () => undefined,
		addExecutionHints: () => undefined,
		// Each item may have a value of its own, which is what an expression is for.
		getNodeParameter: (
			name: string,
			index: number,
			fallback?: unknown,
			options?: IGetNodeParameterOptions,
		) => (options?.rawExpressions ? '={{ }}' : (parameter(name, index) ?? fallback)),
		getCredentials: async (_type: string, index: number) => {
			itemIndex = index;
			return credential(index);
		},
		helpers: strict({
			httpRequest,
			// n8n takes the credential of the first item; these tests have the same for all.
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) =>
				await httpRequest(await seamless.authenticate(credential(itemIndex), options)),
		}),
	};
	return strict(known) as unknown as IExecuteFunctions;
}

function strict<T extends object>(known: T): T {
	return new Proxy(known, {
		get(target, name, receiver) {
			if (!Reflect.has(target, name)) throw new TypeError(`unexpected use of ${String(name)}`);
			return Reflect.get(target, name, receiver) as unknown;
		},
	});
}
