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

/**
 * PostgreSQL refuses to run as root; its package has made a user for it.
 *
 * @returns who else is to run it, if need be
 */
async function otherUser() {
	if (process.getuid?.() !== 0) return undefined;
	const [uid, gid] = await Promise.all(
		['-u', '-g'].map(async (flag) => Number((await execa('id', [flag, 'postgres'])).stdout)),
	);
	return { uid, gid, command: ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'] };
}

/** It is thrown away afterwards, so that nothing has to reach the disk. */
const postgresSettings = {
	listen_addresses: HOST,
	unix_socket_directories: '',
	fsync: 'off',
	max_connections: 200,
};

/**
 * Starts PostgreSQL with one empty database.
 *
 * @param {string} folder that everybody may enter; removed if this process goes without stopping the server
 * @param {{ database: string, user: string, password: string }} account
 */
export async function startPostgres(folder, { database, user, password }) {
	const data = join(folder, 'postgres');
	const passwordFile = join(folder, 'postgres-password');
	await mkdir(data, { mode: 0o700 });
	await writeFile(passwordFile, password, { mode: 0o600 });
	const other = await otherUser();
	if (other) {
		for (const path of [data, passwordFile]) await chown(path, other.uid, other.gid);
	}
	const env = { PATH: await postgresPath(), LC_ALL: 'C.UTF-8' };
	const how = ['-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
	const [init, ...first] = [...(other?.command ?? []), 'initdb', '-D', data, '-U', user, ...how];
	await execa(init, first, { env, extendEnv: false, cwd: '/' });

	const port = await freePort();
	const flags = settingFlags({ ...postgresSettings, port });
	const [program, ...args] = [...(other?.command ?? []), 'postgres', '-D', data, ...flags];
	const server = start(program, args, { env, cwd: '/', folder });
	await ready(server, 'database system is ready to accept connections');

	const client = createClient({ port, user, env: { ...env, PGPASSWORD: password } });
	await client.query(`CREATE DATABASE "${database}"`, 'postgres');
	return {
		host: HOST,
		port,
		/** @param {string} sql */
		query: async (sql) => await client.query(sql, database),
		/** Every row of every table. */
		dump: async () => await client.dump(database),
		stop: server.stop,
	};
}

/** @param {Record<string, string | number>} settings */
const settingFlags = (settings) =>
	Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/** @param {{ port: number, user: string, env: NodeJS.ProcessEnv }} connection */
function createClient({ port, user, env }) {
	/** @param {string} program @param {string} database @param {string[]} flags */
	const run = async (program, database, ...flags) => {
		const address = ['-h', HOST, '-p', String(port), '-U', user, '-d', database];
		const options = { env, extendEnv: false, maxBuffer: Infinity };
		return (await execa(program, [...address, ...flags], options)).stdout;
	};
	return {
		/**
		 * @param {string} sql
		 * @param {string} database
		 * @returns {Promise<string[]>} a line for each row, its columns between vertical bars
		 */
		async query(sql, database) {
			const printed = await run('psql', database, '-qAtX', '-v', 'ON_ERROR_STOP=1', '-c', sql);
			return printed.split('\n').filter(Boolean);
		},
		/** @param {string} database */
		dump: async (database) => await run('pg_dump', database, '--data-only', '--inserts'),
	};
}

/** Starts Redis. @param {string} folder @param {string} password */
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

/** @param {ReturnType<typeof start>} server @param {string} text */
async function ready(server, text) {
	if (await server.printed(text)) return;
	throw new Error(`The server ended before it was ready:\n${server.output()}`);
}
