import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../program.mjs';

const client = { 'client-id': 'n8n', 'client-secret': 'Right-secret-1' };

/** What it does not start without, and its package only recommends. */
const recommended = [
	...['apache-session-browseable', 'convert-base32', 'cookie-baker-xs', 'crypt-openssl-bignum'],
	...['dbi', 'email-sender', 'http-parser-xs', 'io-socket-timeout', 'io-string', 'ipc-run'],
	...['lwp-protocol-https', 'mime-tools', 'net-ldap', 'string-random', 'unicode-string'],
];

/** In place of the one that needs ImageMagick. */
const captcha = `package NoCaptcha;
use Mouse;
extends 'Lemonldap::NG::Portal::Main::Plugin';
sub init { 1 }
1;
`;

/** The portal of LemonLDAP::NG as an OpenID provider, with its users for demonstrations. */
export default {
	title: 'LemonLDAP::NG',
	version: '2.16.1',
	recipe: 'LemonLDAP::NG',
	packages: {
		debian: ['lemonldap-ng=2.16.1*', ...recommended.map((name) => `lib${name}-perl`)],
	},
	fast: true,
	/** @param {{ folder: string, modules: string, port: number }} place */
	async start({ folder, modules, port }) {
		const url = `http://127.0.0.1:${port}`;
		const [configuration, sessions] = [join(folder, 'conf'), join(folder, 'sessions')];
		for (const one of ['conf', 'sessions', 'sessions/lock', 'cache']) {
			await mkdir(join(folder, one));
		}
		const shipped = await readFile(
			join(modules, 'var/lib/lemonldap-ng/conf/lmConf-1.json'),
			'utf8',
		);
		const settings = JSON.parse(shipped.replaceAll('/var/lib/lemonldap-ng', folder));
		Object.assign(settings, {
			...{ portal: `${url}/`, domain: '127.0.0.1', notification: 0, captcha: 'NoCaptcha' },
			...{ issuerDBOpenIDConnectActivation: 1, oidcServiceMetaDataIssuer: url },
			persistentStorageOptions: settings.globalStorageOptions,
			oidcRPMetaDataExportedVars: { n8n: { name: 'cn' } },
			oidcRPMetaDataOptions: {
				n8n: {
					oidcRPMetaDataOptionsClientID: client['client-id'],
					oidcRPMetaDataOptionsClientSecret: client['client-secret'],
					oidcRPMetaDataOptionsIDTokenSignAlg: 'HS256',
					oidcRPMetaDataOptionsAllowPasswordGrant: 1,
				},
			},
		});
		await writeFile(join(configuration, 'lmConf-1.json'), JSON.stringify(settings));
		const shared = join(modules, 'usr/share/lemonldap-ng/portal/templates');
		const ini = `[all]\nlogLevel = warn\n[configuration]\ntype = File\ndirName = ${configuration}\n`;
		const portal = `[portal]\nstaticPrefix = /static\ntemplateDir = ${shared}\nlanguages = en\n`;
		await writeFile(join(folder, 'lemonldap-ng.ini'), ini + portal);
		await writeFile(join(folder, 'NoCaptcha.pm'), captcha);
		const program = 'use Lemonldap::NG::Portal; Lemonldap::NG::Portal->run({})';
		const args = ['--host', '127.0.0.1', '--port', `${port}`, '-e', program];
		const libraries = ['usr/share/perl5', 'usr/lib/x86_64-linux-gnu/perl5/5.36'];
		const env = {
			LLNG_DEFAULTCONFFILE: join(folder, 'lemonldap-ng.ini'),
			PERL5LIB: [folder, ...libraries.map((one) => join(modules, one))].join(':'),
			LD_LIBRARY_PATH: join(modules, 'usr/lib/x86_64-linux-gnu'),
		};
		const plackup = join(modules, 'usr/bin/plackup');
		return { url, sessions, ...(await run(plackup, args, { url, cwd: folder, env })) };
	},
	addUser: async () => ({ username: 'dwho', password: 'dwho', ...client }),
	ended: 'deletion',
	/** @param {any} server @param {string} token */
	end: async ({ sessions }, token) => await rm(join(sessions, token)),
	/** @param {any} server */
	stop: async ({ stop }) => await stop(),
	differs: { call: '/oauth2/userinfo', lifetime: 3600 },
};
