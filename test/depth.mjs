/** Whether everything is tried, and in full: `npm run test:all`. `npm test` tries a sample where that is long. */
export const thorough = Boolean(/** @type {any} */ (globalThis).thorough);
