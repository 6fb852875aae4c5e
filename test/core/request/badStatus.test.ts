import { expect, it } from '@jest/globals';
import { send } from '../../../core/request/send';
import { refusalOf } from '../support';
import { target } from './support';

const unreadable = (status: number) => async () => ({ status, headers: {} });
const payload = { headers: {}, body: '' };

it('a body that is too large or not text is no matter where the status speaks for itself', async () => {
	for (const status of [302, 401, 503]) {
		const response = await send(unreadable(status), payload, target);
		expect(response).toMatchObject({ status, text: '' });
	}
});

it('a body that is too large or not text counts as a refusal where the status is good', async () => {
	expect(await refusalOf(() => send(unreadable(200), payload, target))).toMatchObject({
		errorCode: 'malformed_response',
		status: 200,
		loginProcessed: true,
	});
});

it('a body that breaks off is no matter where the status speaks for itself', async () => {
	for (const code of ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'Z_DATA_ERROR']) {
		const http = async () => ({ status: 401, headers: {}, fault: { code } });
		expect(await send(http, payload, target)).toMatchObject({ status: 401, text: '' });
	}
});
