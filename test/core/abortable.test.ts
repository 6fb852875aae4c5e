import { expect, it } from '@jest/globals';
import { abortable } from '../../core/abortable';

const never = new Promise<never>(() => undefined);

it('an abortable promise ends as the promise does, with or without a signal', async () => {
	const { signal } = new AbortController();
	expect(await abortable(undefined, Promise.resolve(1))).toBe(1);
	expect(await abortable(signal, Promise.resolve(1))).toBe(1);
	const rejected = Promise.reject(new Error('own reason'));
	await expect(abortable(signal, rejected)).rejects.toThrow('own reason');
});

it('an abortable promise rejects with the reason of its signal, before or while it waits', async () => {
	const controller = new AbortController();
	const waiting = abortable(controller.signal, never);
	controller.abort(new Error('enough'));
	await expect(waiting).rejects.toThrow('enough');
	await expect(abortable(controller.signal, never)).rejects.toThrow('enough');
});

it('an abortable promise leaves no listener behind on a signal that outlives it', async () => {
	const { signal } = new AbortController();
	let listeners = 0;
	const { addEventListener: add, removeEventListener: remove } = signal;
	signal.addEventListener = (...args: Parameters<typeof add>) => {
		listeners++;
		add.apply(signal, args);
	};
	signal.removeEventListener = (...args: Parameters<typeof remove>) => {
		listeners--;
		remove.apply(signal, args);
	};
	await abortable(signal, Promise.resolve(1));
	await abortable(signal, Promise.reject(new Error('x'))).catch(() => undefined);
	expect(listeners).toBe(0);
});
