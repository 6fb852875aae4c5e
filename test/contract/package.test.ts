import { describe, expect, it } from '@jest/globals';
import manifest from '../../package.json';

describe('the package', () => {
	it('is called what workflows put before the name of a node', () => {
		expect(manifest.name).toBe('n8n-nodes-auth-token');
	});

	it('needs nothing at run time but n8n-workflow', () => {
		expect(manifest).not.toHaveProperty('dependencies');
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});
});
