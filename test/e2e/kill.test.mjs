import { rm } from 'node:fs/promises';

import { expect, it } from '@jest/globals';

import { startN8n } from '../../demo/n8n.mjs';
import { searcherFor } from '../secrets.mjs';
import { behaviour } from './behaviour.mjs';
import { linkCanary, tokenCanary } from './canaries.mjs';
import { connect, startInstalled } from './harness.mjs';
import { decryptedCredentials, files } from './places.mjs';
import { openSandbox } from './sandbox.mjs';
import { done, httpRequest, seamlessLink } from './workflows.mjs';
import { account } from './world.mjs';

/** Nothing of what a node gives out is kept, so that a link in the database is one too many. */
const settings = { EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none' };

/** What a person has filled in, without what n8n keeps beside it. @param {any} credential as exported */
const filledIn = ({ id, name, type, data }) => ({
	...{ id, name, type },
	data: { ...data, sessionToken: undefined, sharedToken: undefined },
});

it('n8n killed in a burst loses no credential, stores no token in clear, and goes on when it is back', async () => {
	const issued = { accessToken: tokenCanary(), refreshToken: tokenCanary(), link: linkCanary() };
	const { accessToken, ...others } = issued;
	const token = { access_token: accessToken, refresh_token: others.refreshToken };
	const link = { status: 200, data: { url: others.link } };
	const sandbox = await openSandbox();
	await sandbox.faults({
		'voipex.token': [{ json: { ...token, expires_in: 3000 }, times: 'always' }],
		'voipex.whoami': [{ json: { ok: true }, delay: 200, times: 'always' }],
		'b2copy.link': [{ json: link, delay: 200, times: 'always' }],
	});
	const first = await startInstalled(settings);
	const { userFolder, url } = first;
	const n8n = await connect(url);
	const save = async (/** @type {string} */ type) =>
		await n8n.saveCredential(type, account(type, sandbox.url));
	const workflow = await n8n.publish(
		httpRequest(`${sandbox.url}/voipex/whoami`, await save('voipexApi')),
		seamlessLink(await save('b2copySeamlessApi'), { parameters: { accountId: '77632289' } }),
		done,
	);
	const before = await decryptedCredentials(userFolder);

	const burst = Array.from({ length: 100 }, () => workflow.call().catch(() => 'broken off'));
	while ((await sandbox.counters('voipex.whoami')).requests < 20);
	await first.kill();
	expect(await Promise.all(burst)).toContain('broken off');

	const second = await startN8n({ userFolder, port: Number(new URL(url).port), settings });
	expect(await workflow.burst(20)).toEqual(Array(20).fill(200));
	const after = await decryptedCredentials(userFolder);
	expect(after.map(filledIn)).toEqual(before.map(filledIn));
	const written = (await files(userFolder, true)).map(({ text }) => text);
	expect(searcherFor(issued)([first.output(), second.output(), ...written].join('\n'))).toEqual([]);
	expect(searcherFor(others)(JSON.stringify(after))).toEqual([]);
	expect(JSON.stringify(after).includes(accessToken)).toBe(behaviour.keepsExpressions);

	await Promise.all([second.stop(), sandbox.close()]);
	await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });
});
