import { buffer } from 'node:stream/consumers';
import { maskAuthorization, maskBody, maskForm } from './mask.mjs';
import { send } from './send.mjs';
import { doesWork, shape } from './shape.mjs';

const MAX_BODY = 1024 * 1024;

/**
 * Makes a route's handler: notes the request, lets the route answer or the fault take its place, and sends
 * what comes of it.
 *
 * @param {import('./types.mjs').State} state
 */
export function createExchange({ log, faults }) {
	/**
	 * @param {string | null} name of the endpoint
	 * @param {import('./types.mjs').Answerer} answerTo
	 * @returns {import('express').RequestHandler}
	 */
	return (name, answerTo) => async (incoming, response) => {
		const { method, headers, originalUrl } = incoming;
		const [path, query = ''] = originalUrl.split(/\?(.*)/s, 2);
		const { entry, leave } = log.enter(name, {
			method,
			path: path.slice(0, 200),
			query: query ? maskForm(query) : null,
			authorization: maskAuthorization(headers.authorization),
		});
		response.once('close', leave);

		// As it was sent: a framework's parsers are more lenient than the services are.
		const body = await buffer(incoming).catch(() => undefined);
		if (!body) return; // The client went away.
		if (body.length > MAX_BODY) {
			Object.assign(entry, { status: 413, outcome: 'too_large' });
			response.status(413).json({ message: 'The body is too large.' });
			return;
		}
		const request = { method, path, query, headers, body };
		const scripted = name === null ? undefined : faults.take(name);
		const fault = scripted ?? {};
		const answer = doesWork(fault) ? answerTo(request) : undefined;
		const shaped = shape(answer, fault, request);
		log.complete(entry, {
			status: shaped.status,
			outcome: answer?.outcome ?? 'faulted',
			faulted: scripted !== undefined,
			body: maskBody(request),
			link: answer?.link,
		});
		await send(response, shaped, fault);
	};
}
