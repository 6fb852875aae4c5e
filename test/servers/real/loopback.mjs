import { runApp } from '../program.mjs';

const version = '0.16.12';
const user = { email: 'svc-n8n@example.com', password: 'Right-password-1' };
const source = `
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { authenticate, AuthenticationComponent } = require('@loopback/authentication');
const jwt = require('@loopback/authentication-jwt');
const { inject } = require('@loopback/core');
const { juggler, RepositoryMixin } = require('@loopback/repository');
const { get, post, requestBody, RestApplication } = require('@loopback/rest');
const { __decorate, __param } = require('tslib');
const { hash } = require('bcryptjs');

const properties = { email: { type: 'string', format: 'email' }, password: { type: 'string', minLength: 8 } };
const schema = { type: 'object', required: ['email', 'password'], properties };
const response = { responses: { 200: { description: 'Done' } } };
class Users {
	async login(credentials, users, tokens) {
		const profile = users.convertToUserProfile(await users.verifyCredentials(credentials));
		return { token: await tokens.generateToken(profile) };
	}
	whoAmI() {
		return 'a user';
	}
}
const parameters = [
	requestBody({ required: true, content: { 'application/json': { schema } } }),
	inject(jwt.UserServiceBindings.USER_SERVICE),
	inject(jwt.TokenServiceBindings.TOKEN_SERVICE),
].map((decorator, index) => __param(index, decorator));
__decorate([post('/users/login', response), ...parameters], Users.prototype, 'login', null);
__decorate([authenticate('jwt'), get('/whoAmI', response)], Users.prototype, 'whoAmI', null);

const app = new (RepositoryMixin(RestApplication))({ rest: { host: '127.0.0.1', port: Number(process.env.PORT) } });
app.component(AuthenticationComponent);
app.component(jwt.JWTAuthenticationComponent);
app.bind(jwt.TokenServiceBindings.TOKEN_SECRET).to(process.env.JWT);
app.dataSource(new juggler.DataSource({ connector: 'memory' }), jwt.UserServiceBindings.DATASOURCE_NAME);
app.controller(Users);
const users = await app.getRepository(jwt.UserRepository);
const { id } = await users.create({ id: '1', email: '${user.email}' });
await users.userCredentials(id).create({ password: await hash('${user.password}', 10) });
await app.start();
`;

/** LoopBack 4 with its package for JWTs and the login route of its tutorial. */
export default {
	title: 'LoopBack 4 (JWT)',
	version,
	recipe: 'LoopBack 4',
	packages: {
		npm: {
			...{ '@loopback/authentication': '12.0.16', '@loopback/authentication-jwt': version },
			...{ '@loopback/core': '7.0.15', '@loopback/rest': '15.0.16' },
			...{ '@loopback/repository': '8.0.15', '@loopback/service-proxy': '8.0.15' },
		},
	},
	fast: true,
	start: async (place) => await runApp(place, source, { JWT: 'key of this run' }),
	addUser: async () => user,
	ended: 'restart with another key',
	end: async ({ restart }) => await restart({ JWT: 'another key' }),
	stop: async ({ stop }) => await stop(),
	differs: { call: '/whoAmI', lifetime: 21_600 },
};
