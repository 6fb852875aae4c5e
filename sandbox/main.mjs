import { startSandbox } from './sandbox.mjs';
import { stopped } from './stopped.mjs';

const port = Number(process.env.SANDBOX_PORT || 4010);

if (!Number.isInteger(port) || port < 0 || port > 65_535) {
	console.error('SANDBOX_PORT must be a port number from 0 to 65535.');
	process.exit(1);
}

const sandbox = await startSandbox({ port }).catch((reason) => {
	console.error(explain(reason));
	process.exit(1);
});

const end = stopped();
console.log(describe(sandbox.url));
await end;
await sandbox.close();
process.exit();

/** @param {NodeJS.ErrnoException} reason */
function explain(reason) {
	if (reason.code === 'EADDRINUSE') {
		return `Port ${port} is in use. Stop the program that has it, or choose another: SANDBOX_PORT=4011 npm run sandbox`;
	}
	if (reason.code === 'EACCES') {
		return `Port ${port} needs more rights. Choose one above 1023: SANDBOX_PORT=4011 npm run sandbox`;
	}
	return reason.stack;
}

/** @param {string} url */
function describe(url) {
	return `The sandbox is running at ${url}. Ctrl-C stops it.

Sign-in (POST)
  /b2copy/api/v2/signin                         username@example.com / Secret123
                                                2fa@example.com / Secret123 (asks for a second factor)
  /b2copy/api/v1/standalone/auth/getAuthUrl     secret key Password1234!, MT login 77632289, platform 1
  /spryker/token                                sonia@spryker.com / change123
  /voipex/token                                 your@email.com / voipex-password, client api
  /tradevest/oauth2/token                       partner / partner-secret
  /custom/token                                 user / custom-password, client / client-secret
  /custom/login                                 user / custom-password

Protected resource (GET, with a token)
  /<provider>/whoami                            b2copy, spryker, voipex, tradevest, custom

Control
  GET  /__sandbox/log                           what was asked, with counters; ?links=1 shows issued links
  POST /__sandbox/reset                         forget everything
  POST /__sandbox/revoke                        end every live token
  POST /__sandbox/lifetime                      {"spryker": 5} (seconds)
  POST /__sandbox/sessions                      {"spryker": 1} (sessions of an account at a time)
  POST /__sandbox/accounts                      {"spryker": {"name": "password"}} (adds, or changes)
  POST /__sandbox/faults                        {"spryker.token": [{"status": 503}]}

Try it
  curl -d grant_type=password -d username=sonia@spryker.com -d password=change123 ${url}/spryker/token
  curl ${url}/__sandbox/log
`;
}
