import { describe, expect, it } from '@jest/globals';
import { HOUR, setUp } from './support';

describe('a token for other processes', () => {
	it('is given once a request was signed with it, and once only', async () => {
		const { engine, grant, get } = setUp();
		await get();
		expect(engine.share(grant, undefined)).toBeUndefined();
		engine.used(grant);
		expect(engine.share(grant, undefined)).toMatchObject({
			accessToken: 'token 1',
			lifetime: HOUR,
		});
		engine.stored(grant);
		expect(engine.share(grant, undefined)).toBeUndefined();
	});

	it('is not given after a credential test until a request was signed again', async () => {
		const { engine, grant, get, test } = setUp();
		await get();
		engine.used(grant);
		await test();
		expect(engine.share(grant, undefined)).toBeUndefined();
		engine.used(grant);
		expect(engine.share(grant, undefined)).toMatchObject({ accessToken: 'token 2' });
	});
});
