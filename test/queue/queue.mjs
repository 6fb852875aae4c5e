/** n8n in queue mode: main, two workers and a webhook process, over PostgreSQL and Redis. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import execa from 'execa';
import mapValues from 'lodash/mapValues.js';
import { Cipher } from 'n8n-core';

import { freePort, runCommand, startN8n } from '../../demo/n8n.mjs';
import { connect } from '../e2e/harness.mjs';
import { composeServices, exampleVariables } from './compose.mjs';
import { startPostgres, startRedis } from './servers.mjs';

/** What each of n8n's commands prints when it takes work. */
const ready = {
	start: 'Editor is now accessible',
	worker: 'n8n worker is now ready',
	webhook: 'Webhook listener waiting for requests',
};

/** With a key at hand it needs nothing else of n8n. */
const cipher = new Cipher(/** @type {any} */ (undefined), /** @type {any} */ (undefined));

/** Where a container has its user's files. */
const CONTAINER_HOME = '/home/node';

/** Lets the database itself count the writes: n8n's own time of the last change says nothing of the others. */
const COUNT_WRITES = `
	CREATE TABLE credential_writes (id text);
	CREATE FUNCTION count_write() RETURNS trigger LANGUAGE plpgsql AS
		'BEGIN INSERT INTO credential_writes VALUES (NEW.id); RETURN NULL; END';
	CREATE TRIGGER count_writes AFTER UPDATE ON credentials_entity
		FOR EACH ROW EXECUTE FUNCTION count_write();
`;

/** @typedef {Awaited<ReturnType<typeof openQueue>>} Queue */

/**
 * Starts everything that the compose file describes, without containers: same commands, same settings,
 * only the addresses are those of this machine.
 *
 * @param {Record<string, string>} [settings] more of n8n's environment variables
 */
export async function openQueue(settings = {}) {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-auth-token-queue-'));
	await chmod(folder, 0o755); // PostgreSQL runs as somebody else
	const variables = mapValues(exampleVariables, () => randomBytes(16).toString('hex'));
	const services = composeServices({ ...variables, PACKAGE: String(process.env.E2E_TARBALL) });
	const packages = await install(services.package, folder);

	const wanted = services.postgres.environment ?? {};
	const [postgres, redis] = await Promise.all([
		startPostgres(folder, {
			database: wanted.POSTGRES_DB,
			user: wanted.POSTGRES_USER,
			password: wanted.POSTGRES_PASSWORD,
		}),
		startRedis(folder, variables.REDIS_PASSWORD),
	]);
	const addresses = {
		DB_POSTGRESDB_HOST: postgres.host,
		DB_POSTGRESDB_PORT: String(postgres.port),
		QUEUE_BULL_REDIS_HOST: redis.host,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
	};
	const settingsOf = (/** @type {string} */ name) => ({
		...mapValues(services[name].environment, String),
		...addresses,
	});

	/**
	 * A process that can be stopped, killed and started again. Each has a folder of its own, as a
	 * container has; only the installed packages are shared.
	 *
	 * @param {string} service
	 * @param {string} name
	 */
	async function createProcess(service, name) {
		const userFolder = join(folder, name);
		await mkdir(join(userFolder, '.n8n'), { recursive: true });
		await symlink(packages, join(userFolder, '.n8n', 'nodes'));
		const port = await freePort();
		const command = services[service].command ?? [];
		/** @type {Awaited<ReturnType<typeof startN8n>>} */
		let program;
		let earlier = '';
		const process = {
			name,
			userFolder,
			url: `http://127.0.0.1:${port}`,
			/** Everything printed since the first start. */
			output: () => earlier + (program?.output() ?? ''),
			async start() {
				earlier = process.output();
				program = await startN8n({
					userFolder,
					port,
					command,
					ready: ready[/** @type {keyof typeof ready} */ (command[0])],
					settings: {
						...settingsOf(service),
						QUEUE_HEALTH_CHECK_PORT: String(port),
						...settings,
					},
				});
			},
			stop: async () => await program.stop(),
			kill: async () => await program.kill(),
		};
		return process;
	}

	const [main, webhook, ...workers] = await Promise.all([
		createProcess('main', 'main'),
		createProcess('webhook', 'webhook'),
		...Array.from({ length: services.worker.deploy?.replicas ?? 1 }, (_value, index) =>
			createProcess('worker', `worker-${index + 1}`),
		),
	]);
	const processes = [main, webhook, ...workers];

	const startAll = async () => {
		await main.start(); // it prepares the database
		await Promise.all([webhook, ...workers].map((process) => process.start()));
	};
	await startAll();
	await postgres.query(COUNT_WRITES);

	return {
		...(await connect(main.url, webhook.url)),
		query: postgres.query,
		/** How often a stored credential was written after it was made. @param {string} id */
		async writes(id) {
			const [count] = await postgres.query(
				`SELECT count(*) FROM credential_writes WHERE id = '${id}'`,
			);
			return Number(count);
		},
		/**
		 * What a stored credential holds, decrypted.
		 *
		 * @param {string} id
		 * @returns {Promise<Record<string, any>>}
		 */
		async stored(id) {
			const [data] = await postgres.query(`SELECT data FROM credentials_entity WHERE id = '${id}'`);
			return JSON.parse(await cipher.decryptV2(data, variables.N8N_ENCRYPTION_KEY));
		},
		/** Every row of n8n's database. */
		dump: postgres.dump,
		/** What passes through the queue from now on: stop it, then read its output. */
		listen: redis.listen,
		main,
		workers,
		processes,
		/** How many executions each worker has begun. */
		begun: () => workers.map(({ output }) => output().split('Worker started execution').length - 1),
		async restartAll() {
			await Promise.all(processes.map((process) => process.stop()));
			await startAll();
		},
		/** @param {string[]} args of one of n8n's commands */
		command: async (...args) => await runCommand(main.userFolder, args, settingsOf('main')),
		async close() {
			await Promise.all(processes.map((process) => process.stop()));
			await Promise.all([postgres, redis].map((server) => server.stop()));
			await rm(folder, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}

/**
 * Installs the package with the compose file's own command.
 *
 * @param {import('./compose.mjs').Service} service
 * @param {string} folder
 * @returns {Promise<string>} the folder that the n8n processes share
 */
async function install({ command = [], environment = {} }, folder) {
	const packages = join(folder, 'packages');
	await mkdir(packages);
	const script = command.join(' ').replace(`${CONTAINER_HOME}/.n8n/nodes`, packages);
	await execa('sh', ['-c', script], {
		env: { ...environment, PATH: process.env.PATH, HOME: folder, npm_config_offline: 'true' },
		extendEnv: false,
		cwd: folder,
	});
	return packages;
}
