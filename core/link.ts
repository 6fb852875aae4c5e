import { tokenError } from './errors';
import { parse } from './json';
import { numberOf } from './numeric';
import { b2copySeamless } from './providers/b2copySeamless';
import { read } from './read';
import { codeOf, refusal } from './refusal';
import { retryAfterOf } from './retryAfter';
import type { Answer } from './send';
import { readRefusal } from './spoken';
import { toUrl } from './url';

/** A link that signs a client in. The URL is a secret: it is never cached, logged or quoted. */
export interface Link {
	url: string;
	host: string;
}

const LONGEST_LINK = 4096;

/** Marks the answer of a working address that holds no link. */
export const NO_LINK = 'no_link';

/**
 * Judges an answer of B2COPY's getAuthUrl: HTTP status, status in the body, then the link itself,
 * which has the form `https://{domain}/{token}`.
 *
 * @param redirectHost - the host every link must have; empty: any
 * @param secrets - kept out of messages
 * @throws `link_rejected`, `malformed_response`, `credentials_rejected` and the codes of statuses
 */
export function judgeLink(answer: Answer, redirectHost: string, secrets: readonly string[]): Link {
	const { status } = answer;
	const body = parse(answer.text);
	const spoken = readRefusal(body);
	const refused = { answer: body, spoken, retryAfter: retryAfterOf(answer) };
	if (status < 200 || status > 299) {
		throw refusal(b2copySeamless, secrets, { ...refused, status });
	}
	const bodyStatus = numberOf(read(body, 'status')) ?? numberOf(read(body, 'meta.status'));
	if (bodyStatus !== undefined && bodyStatus !== 200) {
		// The path exists, or there would be no such body: 404 speaks of the client, not of the URL.
		const speaksOfClient = codeOf(bodyStatus, undefined) === 'invalid_configuration';
		const effective = speaksOfClient ? 422 : bodyStatus;
		throw refusal(b2copySeamless, secrets, { ...refused, status: effective });
	}
	const isJson = typeof body === 'object' && body !== null;
	const url = read(body, 'data.url');
	if (typeof url !== 'string' || url === '') {
		throw tokenError(
			'malformed_response',
			isJson
				? 'B2COPY answered without a link.'
				: 'B2COPY answered with something else than JSON, for example a web page.',
			'Check "Base URL" in the credential; if it is right, ask B2COPY what this address answers.',
			{ providerCode: isJson ? NO_LINK : '' },
		);
	}
	return acceptLink(url, redirectHost);
}

function acceptLink(text: string, redirectHost: string): Link {
	const plain = text.length <= LONGEST_LINK && /^https:\/\/[\x21-\x5b\x5d-\x7e]+$/i.test(text);
	const url = plain ? toUrl(text) : undefined;
	if (url === undefined || /^[^/]*\/\/[^/]*@/.test(text) || url.pathname === '/') {
		throw tokenError(
			'link_rejected',
			'B2COPY answered with a link that is not safe to pass on: it is not a plain https link with a token.',
			'No client was sent there. Ask B2COPY to check the Redirect URL of this investment platform.',
		);
	}
	if (redirectHost !== '' && url.host !== redirectHost) {
		throw tokenError(
			'link_rejected',
			`B2COPY answered with a link to another host than ${redirectHost}.`,
			'No client was sent there. Compare "Redirect URL" in the credential with System > Settings > Side Auth in the Back Office.',
		);
	}
	return { url: text, host: url.host };
}
