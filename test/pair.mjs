import { readFileSync } from 'node:fs';

/** @param {string} name */
const pem = (name) => readFileSync(new URL(`sandbox/tls/${name}.pem`, import.meta.url), 'utf8');

/** A key on the curve P-256 and its certificate, for localhost. */
export const pair = { privateKey: pem('key'), certificate: pem('cert') };
