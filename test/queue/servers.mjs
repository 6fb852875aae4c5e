/** PostgreSQL and Redis of this machine, each in a temporary folder and on a port of its own. */
import { chown, mkdir, readdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

import execa from 'execa';

import { freePort } from '../../demo/n8n.mjs';
import { start } from '../../demo/process.mjs';

const HOST = '127.0.0.1';
const debian = '/usr/lib/postgresql';

/** Where PostgreSQL's programs are: Debian keeps them out of the path. */
async function postgresPath() {
	const versions = await readdir(debian).catch(() => []);
	const folders = versions
		.sort()
		.reverse()
		.map((version) => join(debian, version, 'bin'));
	return [...folders, process.env.PATH].join(delimiter);
}

/** PostgreSQL refuses to run as root, so that it runs as the user that its package made. */
async function unprivileged() {
	if (process.getuid?.() !== 0) return undefined;
	const [uid, gid] = await Promise.all(
		['-u', '-g'].map(async (flag) => Number((await execa('id', [flag, 'postgres'])).stdout)),
	);
	return { uid, gid };
}

/**
 * Starts PostgreSQL with one empty database.
 *
 * @param {string} folder that everybody may enter
 * @param {{ database: string, user: string, password: string }} account
 */
export async function startPostgres(folder, { database, user, password }) {
	const data = join(folder, 'postgres');
	const passwordFile = join(folder, 'postgres-password');
	const owner = await unprivileged();
	await mkdir(data, { mode: 0o700 });
	await writeFile(passwordFile, password);
	if (owner) {
		for (const path of [data, passwordFile]) await chown(path, owner.uid, owner.gid);
	}
	const port = await freePort();
	const env = { PATH: await postgresPath(), LC_ALL: 'C.UTF-8' };
	const identity = owner
		? ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups']
		: [];
	const [init, ...initArgs] = [
		...identity,
		'initdb',
		'-D',
		data,
		'-U',
		user,
		'-A',
		'scram-sha-256',
		`--pwfile=${passwordFile}`,
	];
	await execa(init, initArgs, { env, extendEnv: false, cwd: '/' });
	// It is thrown away afterwards, so that nothing has to reach the disk.
	const settings = {
		listen_addresses: HOST,
		port,
		unix_socket_directories: '',
		fsync: 'off',
		max_connections: 200,
	};
	const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const [program, ...args] = [...identity, 'postgres', '-D', data, ...flags];
	const server = start(program, args, { env, cwd: '/' });
	await ready(server, 'database system is ready to accept connections');

	/**
	 * @param {string} client
	 * @param {string} name of the database
	 * @param {string[]} flags
	 */
	const run = async (client, name, ...flags) => {
		const address = ['-h', HOST, '-p', String(port), '-U', user, '-d', name];
		const options = {
			env: { ...env, PGPASSWORD: password },
			extendEnv: false,
			maxBuffer: Infinity,
		};
		return (await execa(client, [...address, ...flags], options)).stdout;
	};
	/**
	 * @param {string} sql
	 * @param {string} [name] of another database
	 * @returns {Promise<string[]>} a line for each row
	 */
	const query = async (sql, name = database) =>
		(await run('psql', name, '-qAtX', '-v', 'ON_ERROR_STOP=1', '-c', sql))
			.split('\n')
			.filter(Boolean);
	const dump = async () => await run('pg_dump', database, '--data-only', '--inserts');
	await query(`CREATE DATABASE "${database}"`, 'postgres');
	return { host: HOST, port, query, dump, stop: server.stop };
}

/**
 * Starts Redis.
 *
 * @param {string} folder
 * @param {string} password
 */
export async function startRedis(folder, password) {
	const port = await freePort();
	const settings = {
		bind: HOST,
		port,
		dir: folder,
		save: '',
		appendonly: 'no',
		requirepass: password,
	};
	const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
	const server = start('redis-server', flags, { env: { PATH: process.env.PATH } });
	await ready(server, 'Ready to accept connections');
	const listen = async () => {
		const monitor = start('redis-cli', ['-h', HOST, '-p', String(port), 'monitor'], {
			env: { PATH: process.env.PATH, REDISCLI_AUTH: password },
		});
		await ready(monitor, 'OK');
		return monitor;
	};
	return { host: HOST, port, listen, stop: server.stop };
}

/**
 * @param {ReturnType<typeof start>} server
 * @param {string} text
 */
async function ready(server, text) {
	if (await server.printed(text)) return;
	throw new Error(`The server ended before it was ready:\n${server.output()}`);
}
