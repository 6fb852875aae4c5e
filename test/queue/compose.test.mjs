import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import mapValues from 'lodash/mapValues.js';

import { composeFolder, composeServices, exampleVariables } from './compose.mjs';

const variables = mapValues(exampleVariables, (_value, name) => `my ${name}`);
const services = composeServices(variables);
const processes = ['main', 'worker', 'webhook'].map((name) => services[name]);

describe('the compose file for queue mode', () => {
	it('has a database, a queue, the main process, two workers and a webhook process', () => {
		expect(Object.keys(services).sort()).toEqual(
			['main', 'package', 'postgres', 'redis', 'webhook', 'worker'].sort(),
		);
		expect(processes.map(({ command }) => command)).toEqual([
			['start'],
			['worker', '--concurrency=10'],
			['webhook'],
		]);
		expect(services.worker.deploy).toEqual({ replicas: 2 });
	});

	it('runs the n8n that the tests run, with the package in a folder that all of them read', () => {
		const demo = JSON.parse(readFileSync('demo/package.json', 'utf8'));
		const image = `docker.n8n.io/n8nio/n8n:${demo.dependencies.n8n}`;
		for (const { image: used, volumes } of [...processes, services.package]) {
			expect(used).toBe(image);
			expect(volumes).toEqual(['packages:/home/node/.n8n/nodes']);
		}
		expect(services.package.environment).toEqual({ PACKAGE: 'n8n-nodes-auth-token' });
	});

	it.each(Object.keys(exampleVariables))('does not start without %s', (name) => {
		expect(() => composeServices({ ...variables, [name]: '' })).toThrow(`${name}: `);
	});

	it('has no secret in it: what its example of an environment file names is empty', () => {
		expect(new Set(Object.values(exampleVariables))).toEqual(new Set(['']));
		const text = readFileSync(new URL('compose.yaml', composeFolder), 'utf8');
		const secrets = text.match(/(PASSWORD|KEY): .*/g) ?? [];
		expect(secrets.length).toBeGreaterThan(3);
		for (const line of secrets) expect(line).toMatch(/: \$\{\w+:\?/);
	});
});
