import { describe } from '@jest/globals';
import { itKeeps } from '../keeps';
import { examples } from './found';
import { play } from './play';
import { breachesOf, promises } from './promises';
import { anyRun } from './run';
import { situations } from './situations';

describe('processes that share their tokens through credentials, in random runs', () => {
	itKeeps({ promises, situations, runs: anyRun, examples, count: 100, play, breachesOf });
});
