/** All that core knows about n8n; the rest of core has never heard of it. */
export { engine } from './engine';
export { errorItem, nodeError } from './errors';
export { httpOf } from './http';
export { keepHelper, putSecretKey } from './secretKey';
export { putToken, signIn } from './token';
