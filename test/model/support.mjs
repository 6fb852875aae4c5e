import { thorough } from '../depth.mjs';

/** Lets everything run that is able to run: what is still open then waits for the test. */
export const drained = () => new Promise((resolve) => setImmediate(resolve));

/** How many times longer than usual the model runs: `MODEL_RUNS=100 npx jest test/model`. */
export const scale = Number(process.env.MODEL_RUNS ?? (thorough ? 5 : 1));
