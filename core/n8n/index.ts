/** The only part of core that imports n8n. */
export { engine } from './engine';
export { errorItem, nodeError } from './errors';
export { httpOf } from './http';
export { authenticateWithKey, readSeamlessOnce, rememberHelper } from './seamlessCredential';
export { adoptToken, isShared, isStale, storeToken } from './sharedToken';
export { signInTest } from './signInTest';
export { authenticateWithToken, preAuthenticate } from './tokenCredential';
