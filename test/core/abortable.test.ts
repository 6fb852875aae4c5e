import { expect, it } from '@jest/globals';
import { abortable } from '../../core/abortable';

const never = new Promise<never>(() => undefined);

it('an abortable promise gives what the promise gives, with or without a signal', async () => {
	expect(await abortable(undefined, Promise.resolve(1))).toBe(1);
	expect(await abortable(new AbortController().signal, Promise.resolve(1))).toBe(1);
});

it('an abortable promise rejects as the promise does', async () => {
	const rejected = Promise.reject(new Error('own reason'));
	await expect(abortable(new AbortController().signal, rejected)).rejects.toThrow('own reason');
});

it('an abortable promise rejects with the reason of the signal as soon as it fires', async () => {
	const controller = new AbortController();
	const waiting = abortable(controller.signal, never);
	controller.abort(new Error('enough'));
	await expect(waiting).rejects.toThrow('enough');
});

it('an abortable promise rejects at once if the signal has already fired', async () => {
	await expect(abortable(AbortSignal.abort(new Error('gone')), never)).rejects.toThrow('gone');
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
