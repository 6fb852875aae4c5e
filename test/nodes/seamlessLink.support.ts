import nock from 'nock';
import { B2copySeamlessLink } from '../../nodes/B2copySeamlessLink/B2copySeamlessLink.node';
import { n8n } from '../credentials/support';

export const link = (token: string) => `https://my.example/${token}`;
export const issued = (token: string) => ({ status: 200, data: { url: link(token) } });

interface Body {
	account_id: string;
	investment_platform_id: string;
	secret_key: string;
}

type Response = [status: number, body?: object, headers?: Record<string, string>];

/** B2COPY, responding to each request by what it holds and how many came before it. */
export function b2copy(respond: (body: Body, index: number) => Response | Promise<Response>) {
	const asked: Body[] = [];
	nock('https://b2copy.example')
		.persist()
		.post('/api/v1/standalone/auth/getAuthUrl')
		.reply(async (_uri, sent) => {
			const body = sent as unknown as Body;
			const [status, json = {}, headers = {}] = await respond(body, asked.push(body) - 1);
			return [status, json as nock.Body, headers];
		});
	return asked;
}

type Execution = Parameters<ReturnType<typeof n8n>['execute']>[1] & object;

/** The items that the node gives for these. @param change - other values of the credential */
export async function run(execution: Execution = {}, change: object = {}) {
	const parameters = { accountId: '={{ $json.login }}', ...execution.parameters };
	const instance = n8n({ b2copySeamlessApi: change });
	const { items } = await instance.execute(new B2copySeamlessLink(), { ...execution, parameters });
	return items;
}

export const logins = (count: number) => Array.from({ length: count }, (_, login) => ({ login }));
