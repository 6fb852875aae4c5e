import { B2copyBackOfficeApi } from './B2copyBackOfficeApi.credentials';
import { CustomTokenGrantApi } from './CustomTokenGrantApi.credentials';
import { SprykerGlueApi } from './SprykerGlueApi.credentials';
import { TradevestApi } from './TradevestApi.credentials';
import { VoipexApi } from './VoipexApi.credentials';

/**
 * The credentials that hold a token, by the value of Get Auth Token's "Provider", in the order of
 * their titles. The type of each credential is its name here with `Api` behind it.
 */
export const tokenCredentials = {
	b2copyBackOffice: B2copyBackOfficeApi,
	customTokenGrant: CustomTokenGrantApi,
	sprykerGlue: SprykerGlueApi,
	tradevest: TradevestApi,
	voipex: VoipexApi,
};

/** A value of "Provider" in saved workflows. */
export type ProviderName = keyof typeof tokenCredentials;
