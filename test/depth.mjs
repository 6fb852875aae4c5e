/** Whether everything is tried, and in full: `npm run test:all`. `npm test` tries a sample where that is long. */
export const thorough = Boolean(/** @type {any} */ (globalThis).thorough);

/** Whether the run is to write what it finds into `docs`. */
export const writesDocs = Boolean(/** @type {any} */ (globalThis).writeDocs);
