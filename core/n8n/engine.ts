import { createEngine } from '../engine/engine';

/** The one engine of this process: credentials and nodes share its tokens. */
export const engine = createEngine();
