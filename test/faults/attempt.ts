import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { createEngine } from '../../core/engine/engine';
import { isTokenError, type TokenError } from '../../core/errors';
import { createGrant } from '../../core/createGrant';
import { createHttp } from '../../core/n8n';
import { getPath, parseJson } from '../../core/json';
import { requestLink } from '../../core/seamless/requestLink';
import { readSeamless } from '../../core/seamless/credential';
import { withSecretKey } from '../../core/seamless/secretKey';
import type { Http } from '../../core/request/http';
import { B2copySeamlessApi } from '../../credentials/B2copySeamlessApi.credentials';
import { tokenCredentials, type ProviderName } from '../../credentials/registry';
import { httpRequest } from './wire.mjs';
import type { Service } from './services.mjs';

/** How one attempt ended: with a token or link, or with one of the package's own errors. */
export interface Outcome {
	code: string;
	/** The token or link. */
	got?: string;
	error?: TokenError;
	source?: string;
}

type Form = ICredentialDataDecryptedObject;

/** One instance of the package: an engine with a clock of its own, and n8n's own HTTP function. */
export function createInstance() {
	let time = Date.UTC(2026, 0, 1);
	// Nobody waits in earnest: who sleeps moves the clock.
	const sleep = async (milliseconds: number) => void (time += milliseconds);
	const engine = createEngine({ now: () => time, sleep });
	const issued = new Set<string>();
	return {
		/** Every token and link that came over the wire, used or refused. */
		issued,
		advance(seconds: number) {
			time += seconds * 1000;
		},
		/** Asks for a token or a link; anything but one of the package's own errors is thrown on. */
		async ask(service: Service, form: Form, timeout: number): Promise<Outcome> {
			const asked = service.kind === 'link' ? askLink() : askToken();
			return await asked.catch((reason: unknown) => {
				if (!isTokenError(reason)) throw reason;
				return { code: reason.errorCode, error: reason };
			});

			async function askToken(): Promise<Outcome> {
				const Credential = tokenCredentials[service.name as ProviderName];
				const { properties } = new Credential();
				const http = noting(createHttp(httpRequest), service, issued);
				const grant = createGrant(Credential.definition, properties, form, http);
				const { token, source } = await engine.get(grant, { timeout });
				return { code: 'good answer', got: token.accessToken, source };
			}

			async function askLink(): Promise<Outcome> {
				const seamless = readSeamless(new B2copySeamlessApi().properties, form);
				const http = createHttp(
					async (options) => await httpRequest(withSecretKey(seamless, options)),
				);
				const { investmentPlatformId } = seamless;
				const client = { accountId: '77632289', investmentPlatformId, timeout };
				const link = await requestLink(noting(http, service, issued), seamless, client);
				return { code: 'good answer', got: link.url, source: 'grant' };
			}
		},
	};
}

/** Whatever a provider puts where tokens are is a secret, even if the answer is refused. */
function noting(http: Http, { issued: paths }: Service, issued: Set<string>): Http {
	return async (request) => {
		const answer = await http(request);
		for (const path of paths) {
			const secret = getPath(parseJson(answer.body ?? ''), path);
			if (typeof secret === 'string' && secret !== '') issued.add(secret);
		}
		return answer;
	};
}
