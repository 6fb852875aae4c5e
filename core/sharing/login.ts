import type { Grant } from '../engine/grant';

/** A grant that processes recognise which do not know each other's keys. */
export interface Login extends Grant {
	/** Equal under one salt only for grants that are the same in every respect. */
	fingerprint(salt: string): string;
}
