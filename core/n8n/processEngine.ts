import { sleep } from 'n8n-workflow';
import { createEngine } from '../engine/engine';

/** The one engine of this process: credentials and nodes share its tokens. */
export const engine = createEngine({ sleep });
