import {
	sleep,
	type IExecuteFunctions,
	type INodeExecutionData,
	type NodeOperationError,
} from 'n8n-workflow';
import { isTokenError, type TokenError } from '../../core/errors';
import type { Link } from '../../core/link';
import { errorItem, httpOf, nodeError } from '../../core/n8n';
import { runPool } from '../../core/pool';
import { requestLink } from '../../core/requestLink';
import { createPace, withRetries } from '../../core/retry';
import { within } from '../../core/within';
import { readJob, type Job } from './job';

const TYPE = 'b2copySeamlessApi';

/**
 * Asks for the links of all items, several at a time, and gives them in the order of the input. An
 * item that cannot be sent is found before any is; a cancelled execution starts nothing more.
 *
 * @throws the node error of the first item that did not work, unless the node is set to continue
 */
export async function links(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const output: Array<INodeExecutionData | undefined> = items.map(() => undefined);
	const jobs: Array<Job | undefined> = [];
	const errors: NodeOperationError[] = [];
	const fail = (reason: unknown, itemIndex: number) => {
		const error = nodeError(context.getNode(), reason, itemIndex);
		errors[itemIndex] = error;
		output[itemIndex] = errorItem(context.getNode(), error, itemIndex);
		return error;
	};
	for (const itemIndex of items.keys()) {
		try {
			jobs[itemIndex] = await readJob(context, itemIndex);
		} catch (reason) {
			const error = fail(reason, itemIndex);
			if (!context.continueOnFail()) throw error;
		}
	}
	const cancelled = context.getExecutionCancelSignal();
	const fetchLink = linkFetcher(context, cancelled);
	let stopped = false;
	const limit = jobs.find((job) => job !== undefined)?.maxConcurrency ?? 1;
	await runPool(items.length, limit, goOn, async (itemIndex) => {
		const job = jobs[itemIndex];
		if (job === undefined) return;
		await fetchLink(job, goOn).then(
			(link) => {
				output[itemIndex] = success(items[itemIndex], job, link, itemIndex);
			},
			(reason: unknown) => {
				fail(reason, itemIndex);
				stopped ||= !context.continueOnFail();
			},
		);
	});
	const first = errors.find((error) => error !== undefined);
	if (stopped && !cancelled?.aborted && first !== undefined) throw first;
	return output.filter((item) => item !== undefined);

	function goOn(): boolean {
		return !stopped && !cancelled?.aborted;
	}
}

/** Makes the function that all items of one execution share, and with it what slows them down. */
function linkFetcher(context: IExecuteFunctions, cancelled: AbortSignal | undefined) {
	const httpFor = ({ form }: Job) =>
		httpOf(
			async (options) =>
				await context.helpers.httpRequestWithAuthentication.call(context, TYPE, options, {
					// Without it, n8n takes the credential as the first item has it.
					credentialsDecrypted: { id: '', name: TYPE, type: TYPE, data: form },
				}),
		);
	const pace = createPace(Date.now, sleep);
	// A secret key that was refused once is refused for every other client too.
	const refusedKeys = new Map<string, TokenError>();
	return async (job: Job, goOn: () => boolean): Promise<Link> => {
		const attempt = async () => {
			const refused = refusedKeys.get(job.seamless.secretKey);
			if (refused !== undefined) throw refused;
			return await within(cancelled, requestLink(httpFor(job), job.seamless, job));
		};
		return await withRetries(attempt, job.retries, pace, goOn).catch((reason: unknown) => {
			if (isTokenError(reason) && reason.errorCode === 'credentials_rejected') {
				refusedKeys.set(job.seamless.secretKey, reason);
			}
			throw reason;
		});
	};
}

function success(
	input: INodeExecutionData | undefined,
	job: Job,
	link: Link,
	itemIndex: number,
): INodeExecutionData {
	const { accountId, investmentPlatformId, includeInputFields } = job;
	const { url, host } = link;
	const json = { accountId, investmentPlatformId, url, host };
	return {
		json: includeInputFields ? { ...input?.json, ...json } : json,
		pairedItem: { item: itemIndex },
	};
}
