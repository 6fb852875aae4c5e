import type { Provider } from '../provider';
import { b2copyBackOffice } from './b2copyBackOffice';
import { customTokenGrant } from './customTokenGrant';
import { sprykerGlue } from './sprykerGlue';
import { tradevest } from './tradevest';
import { voipex } from './voipex';

/** A provider, or how to make one from the credential form where people describe it themselves. */
export type Definition = Provider | ((form: Record<string, unknown>) => Provider);

/**
 * The providers that issue tokens, by the value of Get Auth Token's "Provider". The credential type
 * of each is its name with `Api` behind it.
 */
export const providers: Record<string, Definition> = {
	b2copyBackOffice,
	customTokenGrant,
	sprykerGlue,
	tradevest,
	voipex,
};

/** The provider that a definition and a credential form describe. */
export function resolve(definition: Definition, form: Record<string, unknown>): Provider {
	return typeof definition === 'function' ? definition(form) : definition;
}
