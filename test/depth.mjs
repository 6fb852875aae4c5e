/** Whether everything is tried, and in full: `npm run test:all`. `npm test` tries a sample where that is long. */
export const thorough = Boolean(/** @type {any} */ (globalThis).thorough);

/** Whether the run is to write what it finds into `docs`. */
export const writesDocs = Boolean(/** @type {any} */ (globalThis).writeDocs);

/** How many times longer than usual the model runs: `MODEL_RUNS=100 npx jest test/model`. */
export const modelRuns = Number(process.env.MODEL_RUNS ?? (thorough ? 5 : 1));
