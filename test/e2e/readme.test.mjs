import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

import { describe, expect, it } from '@jest/globals';

import { publish } from '../../demo/n8n.mjs';
import { seamlessLink, webhook, workflow } from './workflows.mjs';
import { useWorld } from './world.mjs';

const readme = readFileSync('README.md', 'utf8');

/** @param {RegExp} pattern with one group, of which the README has one */
const said = (pattern) => String(pattern.exec(readme)?.[1]);

const world = useWorld();

/**
 * The redirect, built by hand with the values of the README.
 *
 * @param {object} [settings] what the Webhook node has besides
 * @param {import('./workflows.mjs').Credentials} [credentials] of the Webhook node
 */
async function redirect(settings, credentials) {
	const { parameters, ...trigger } = webhook();
	const httpMethod = said(/HTTP Method _(\w+)_/);
	const { path } = parameters;
	const nodes = [
		{
			...trigger,
			parameters: { httpMethod, path, responseMode: 'responseNode', options: {}, ...settings },
			...(credentials && { credentials }),
		},
		seamlessLink(await world.save('b2copySeamlessApi'), {
			parameters: { accountId: `=${said(/Account ID `(.+?)`/)}` },
		}),
		{
			name: 'Respond to Webhook',
			type: 'n8n-nodes-base.respondToWebhook',
			typeVersion: 1.1,
			parameters: {
				respondWith: 'redirect',
				redirectURL: `=${said(/Redirect URL `(.+?)`/)}`,
				options: { responseCode: Number(said(/Response Code `(\d+)`/)) },
			},
		},
	];
	await publish(world.n8n.ask, await world.n8n.ask('POST', '/workflows', workflow(nodes)));
	return `${world.n8n.url}/webhook/${path}`;
}

/** Runs the command of the README. @param {string} url @param {string} [further] options of curl */
async function curl(url, further = '') {
	const command = `${said(/^ +(curl .+)$/m).replace(/https:\S+/, url)} ${further}`;
	const { stdout } = await promisify(execFile)('bash', ['-c', command]);
	return {
		status: Number(/^HTTP\/\S+ (\d+)/.exec(stdout)?.[1]),
		location: /^location: (.+?)\r?$/im.exec(stdout)?.[1],
	};
}

describe('the redirect of the README, built by hand', () => {
	it('signs a client in with the command that stands there', async () => {
		const { status, location } = await curl(await redirect());

		expect(status).toBe(302);
		expect(await world.sandbox.links()).toContain(location);
	});

	it('lets in nobody without the header once the webhook is protected', async () => {
		const name = said(/name such as `([\w-]+)`/);
		const header = { name, value: 'a-long-value' };
		const credentials = await world.n8n.saveCredential('httpHeaderAuth', header);
		const url = await redirect({ authentication: 'headerAuth' }, credentials);

		expect(await curl(url)).toEqual({ status: 403, location: undefined });
		expect((await curl(url, `-H '${name}: a-long-value'`)).status).toBe(302);
	});
});
