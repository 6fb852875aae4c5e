import { b2copy } from './b2copy.mjs';
import { custom } from './custom.mjs';
import { spryker } from './spryker.mjs';
import { tradevest } from './tradevest.mjs';
import { voipex } from './voipex.mjs';

/** Every service that the sandbox plays. */
export const providers = [b2copy, spryker, voipex, tradevest, custom];
