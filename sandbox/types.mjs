/**
 * The shapes that the sandbox's files hand to one another.
 *
 * @typedef {'granted' | 'refreshed' | 'refused' | 'ok' | 'missing' | 'unknown' | 'expired' | 'revoked'} Outcome
 *   what a request came to; every one has a counter in the log
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {Outcome} outcome
 * @property {unknown} json the body
 * @property {Record<string, string>} [headers]
 * @property {{ accountId: string, url: string }} [link] a client link that this answer issues
 *
 * @typedef {object} Request
 * @property {string} method
 * @property {string} path as sent, without the query
 * @property {string} query without the question mark
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {Buffer} body
 *
 * @typedef {(request: Request) => Omit<Answer, 'outcome'> & { outcome: Outcome | 'not_found' }} Answerer
 *
 * @typedef {(status: number, code: string, text: string) => Answer} Refuse
 *   says no in the words and the shape of the provider
 *
 * @typedef {object} Call
 * @property {Record<string, any>} fields the parsed body
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {import('./tokens.mjs').Tokens} tokens
 * @property {import('./accounts.mjs').Accounts} accounts
 * @property {() => number} now
 *
 * @typedef {object} Endpoint
 * @property {string} name
 * @property {string} path below the provider's prefix
 * @property {Array<'form' | 'json'>} accepts
 * @property {Refuse} refuse
 * @property {(call: Call) => Answer} handle
 *
 * @typedef {object} State
 * @property {import('./log.mjs').Log} log
 * @property {ReturnType<typeof import('./faults.mjs').createFaults>} faults
 * @property {Record<string, import('./tokens.mjs').Tokens>} tokens by provider
 * @property {Record<string, import('./accounts.mjs').Accounts>} accounts by provider
 *
 * @typedef {object} Provider
 * @property {string} name the prefix of its paths
 * @property {{ access: number, refresh?: number }} lifetime seconds, until the lifetime control changes them
 * @property {Record<string, string>} accounts passwords, or client secrets, by name
 * @property {Endpoint[]} endpoints
 */

export {};
