import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';
import { createEngine } from '../../core/engine/engine';
import type { Grant } from '../../core/engine/grant';
import type { TokenError } from '../../core/errors';
import { createGrant } from '../../core/createGrant';
import { createHttp } from '../../core/n8n';
import type { HttpResponse } from '../../core/request/http';
import { CustomTokenGrantApi } from '../../credentials/CustomTokenGrantApi.credentials';
import { withoutTokens, type Recorded } from './answers.mjs';
import { httpRequest } from '../faults/wire.mjs';

/** Something whose clock can be put forward. */
interface Clocked {
	now(): number;
	advance(seconds: number): Promise<void>;
}

const TIMEOUT = 30_000;

const { definition } = CustomTokenGrantApi;
const credential = new CustomTokenGrantApi();
const { properties } = credential;

/** The credential as n8n creates it. */
export const standard = Object.fromEntries(properties.map((one) => [one.name, one.default]));

/**
 * Our side: the package's own grant and engine over n8n's HTTP helper, by the server's clock. Every answer of
 * the token endpoint is kept in `recorded`.
 */
export function createClient(server: string, clock: Clocked, recorded: Recorded[] = []) {
	/** The grant that a filled-in Custom Token Grant credential stands for. */
	function grantOf(form: Record<string, unknown>): Grant {
		let last: HttpResponse | undefined;
		const send = createHttp(httpRequest);
		const grant = createGrant(definition, properties, form, async (request) => {
			last = await send(request);
			return last;
		});
		const { accessTokenField } = form as Record<string, string>;
		async function kept<T>(request: Recorded['request'], answer: Promise<T>): Promise<T> {
			const outcome = await answer.then(
				() => 'token',
				({ errorCode }: TokenError) => errorCode,
			);
			recorded.push({
				server,
				request,
				status: last?.status ?? 0,
				contentType: String(last?.headers['content-type']),
				text: withoutTokens(last?.body ?? ''),
				...(accessTokenField !== undefined && { form: { accessTokenField } }),
				outcome,
			});
			return await answer;
		}
		return {
			...grant,
			signIn: async (timeout) => await kept('sign-in', grant.signIn(timeout)),
			...(grant.refresh && {
				refresh: async (token: string, timeout: number) =>
					await kept('refresh', grant.refresh!(token, timeout)),
			}),
		};
	}

	const sleep = async (milliseconds: number) => await clock.advance(milliseconds / 1000);
	return {
		grantOf,
		/** An engine and one credential in it, as a workflow would use them. */
		use(form: Record<string, unknown>) {
			const engine = createEngine({ now: clock.now, sleep });
			const grant = grantOf(form);
			return {
				grant,
				get: async () => await engine.get(grant, { timeout: TIMEOUT }),
				renew: async (refused: Awaited<ReturnType<typeof engine.get>>) =>
					await engine.renew(grant, refused, { timeout: TIMEOUT }),
			};
		},
		/**
		 * Calls an API as n8n does with the credential chosen in an HTTP Request node: the credential itself
		 * signs in and puts the token on the request.
		 *
		 * @returns the status of the API's response
		 */
		async call(form: Record<string, unknown>, url: string): Promise<number> {
			const context = { helpers: { httpRequest } } as unknown as IHttpRequestHelper;
			const filled = { ...standard, ...form } as ICredentialDataDecryptedObject;
			await credential.preAuthentication.call(context, filled);
			const request = await credential.authenticate(filled, { method: 'GET', url });
			const whole = { returnFullResponse: true, ignoreHttpStatusErrors: true };
			const { statusCode } = await httpRequest({ ...request, ...whole });
			return statusCode;
		},
	};
}
