import { fixtures } from '../fixtures.mjs';

/** The example answers of the providers' own pages. */
/** @type {any} */
export const b2copyBackOfficeExample = fixtures.b2copyBackOffice.answer;
/** @type {any} */
export const b2copySeamlessExample = fixtures.b2copySeamless.answer;
/** @type {any} */
export const sprykerGlueExample = fixtures.sprykerGlue.answer;
/** @type {any} */
export const tradevestExample = fixtures.tradevest.answer;
/** @type {any} */
export const voipexExample = fixtures.voipex.answer;
