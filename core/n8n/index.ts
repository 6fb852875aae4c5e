/** What nodes and credentials use of core, beside `core/errors`, `core/providers` and the form fields. */
export { abortable } from '../abortable';
export type { ProviderGrant } from '../createGrant';
export type { TokenResult } from '../engine/token';
export { assertUnrestricted } from '../form/allowedDomains';
export { readSwitch } from '../form/fields';
export { isReserved } from '../names';
export { readSeamless } from '../seamless/credential';
export { readAccountId, readPlatformId } from '../seamless/identifiers';
export { requestLink } from '../seamless/requestLink';
export { createTraffic, runPool, type Traffic } from '../seamless/traffic';
export { engine } from './processEngine';
export { errorItem, nodeError } from './n8nErrors';
export { createHttp } from './httpFunction';
export { readyToken } from './putToken';
export { authenticateWithKey, rememberHelper } from './seamlessCredential';
export { createSharedGrant, storeToken } from './sharedToken';
export { signInTest } from './signInTest';
export { authenticateWithToken, preAuthenticate } from './tokenCredential';
