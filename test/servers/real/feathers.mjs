import { runApp } from '../program.mjs';

const version = '5.0.50';
const source = `
import { randomBytes } from 'node:crypto';
import { feathers } from '@feathersjs/feathers';
import express from '@feathersjs/express';
import { authenticate, AuthenticationService, JWTStrategy } from '@feathersjs/authentication';
import local from '@feathersjs/authentication-local';
import { memory } from '@feathersjs/memory';

const app = express.default(feathers());
app.use(express.json()).use(express.urlencoded({ extended: true })).configure(express.rest());
app.set('authentication', {
	...{ entity: 'user', service: 'users', secret: randomBytes(32).toString('hex') },
	...{ authStrategies: ['jwt', 'local'], local: { usernameField: 'email', passwordField: 'password' } },
});
const authentication = new AuthenticationService(app);
authentication.register('jwt', new JWTStrategy());
authentication.register('local', new local.LocalStrategy());
app.use('authentication', authentication).use('users', memory());
app.service('users').hooks({ before: { find: [authenticate('jwt')], create: [local.hooks.hashPassword('password')] } });
await app.service('users').create({ email: 'svc-n8n@example.com', password: 'Right-password-1' });
app.use(express.errorHandler());
await app.listen(process.env.PORT);
`;

/** Feathers with its local strategy, as its generator sets it up. */
export default {
	title: 'Feathers',
	version,
	recipe: 'Feathers',
	packages: {
		npm: Object.fromEntries(
			['authentication', 'authentication-local', 'express', 'feathers', 'memory'].map((name) => [
				`@feathersjs/${name}`,
				version,
			]),
		),
	},
	fast: true,
	start: async (place) => await runApp(place, source),
	addUser: async () => ({ email: 'svc-n8n@example.com', password: 'Right-password-1' }),
	ended: 'restart with another key',
	end: async ({ restart }) => await restart(),
	stop: async ({ stop }) => await stop(),
	differs: {
		call: '/users',
		format: false,
		field: { code: 'credentials_rejected', names: ['Username'] },
		lifetime: 86_400,
	},
};
