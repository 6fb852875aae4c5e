/** Installed by the tests that use them, so the type check must not look for them. */
declare module 'oidc-provider';
declare module 'pino';
declare module '@node-oauth/oauth2-server';
declare module 'cognito-local/lib/server/defaults.js';
