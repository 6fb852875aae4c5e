import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sleep } from 'n8n-workflow';
import { createGrant } from '../../core/createGrant';
import { createEngine } from '../../core/engine/engine';
import { createHttp } from '../../core/n8n';
import { CustomTokenGrantApi } from '../../credentials/CustomTokenGrantApi.credentials';
import { CODE_KEY } from '../../sandbox/providers/custom.mjs';
import { refusalOf } from '../core/support';
import { httpRequest } from '../faults/wire.mjs';
import { standard } from './client';
import { countRequests, open, servers } from './real.mjs';

const PATIENCE = 900_000;
const oneTimeCodeSecret = 'GEZDGNBVGY3TQOJQ'.repeat(2);
const { properties } = new CustomTokenGrantApi();

/** Asks the admin API of the realm. */
type Manage = (path: string, body?: object) => Promise<Array<{ id: string }>>;

let keycloak: Awaited<ReturnType<typeof open>> & { manage?: Manage };
let form: Record<string, unknown>;

beforeAll(async () => {
	const server = servers.find(({ name }) => name === 'keycloak')!;
	keycloak = await open(server);
	const user = await server.addUser(keycloak);
	const manage = keycloak.manage!;
	const [found] = await manage(`/users?username=${user.username}`);
	const settings = { subType: 'totp', period: 30, digits: 6, algorithm: 'HmacSHA1' };
	const otp = {
		type: 'otp',
		secretData: JSON.stringify({ value: CODE_KEY }),
		credentialData: JSON.stringify(settings),
	};
	await manage('/partialImport', {
		ifResourceExists: 'OVERWRITE',
		users: [
			{
				...{ id: found!.id, username: user.username, enabled: true, email: 'svc@acme.example' },
				...{ firstName: 'Service', lastName: 'n8n' },
				credentials: [{ type: 'password', value: user.password }, otp],
			},
		],
	});
	form = {
		...standard,
		tokenUrl: `${keycloak.url}/realms/demo/protocol/openid-connect/token`,
		...{ username: user.username, password: user.password, useRefreshToken: false },
		...{ clientId: user['client-id'], clientSecret: user['client-secret'], oneTimeCodeSecret },
	};
}, PATIENCE);
afterAll(async () => await keycloak?.close());

/** Asks an engine of its own for a token. */
function createEngineFor(change: object = {}) {
	const engine = createEngine({ sleep });
	const { definition } = CustomTokenGrantApi;
	const http = createHttp(httpRequest);
	const grant = createGrant(definition, properties, { ...form, ...change }, http);
	return async (force = false) => await engine.get(grant, { timeout: 30_000, force });
}

/** How many requests a call sends. */
async function count<T>(call: () => Promise<T>) {
	const { count: sent, end } = countRequests(keycloak.url);
	const outcome = await call();
	end();
	return { outcome, sent: sent() };
}

it(
	'a code is accepted, the next call sends nothing, and the next sign-in waits for the next code',
	async () => {
		const get = createEngineFor();
		const { sent } = await count(async () => {
			expect((await get()).source).toBe('grant');
			expect((await get()).source).toBe('cache');
			expect((await get(true)).source).toBe('grant');
		});
		expect(sent).toBe(2);
	},
	PATIENCE,
);

it(
	'a wrong password costs two tries, and pauses',
	async () => {
		const get = createEngineFor({ password: 'wrong' });
		const { sent } = await count(async () => {
			expect((await refusalOf(get)).errorCode).toBe('credentials_rejected');
			expect((await refusalOf(get)).errorCode).toBe('sign_in_paused');
		});
		expect(sent).toBe(2);
	},
	PATIENCE,
);
