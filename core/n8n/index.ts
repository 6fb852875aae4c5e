/** The only part of core that imports n8n. */
export { engine } from './engine';
export { errorItem, nodeError } from './errors';
export { httpOf } from './http';
export { keepHelper, putSecretKey } from './secretKey';
export { putToken, signIn } from './token';
