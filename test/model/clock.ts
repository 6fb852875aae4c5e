import type { Moment } from './trace';
import type { createWorld } from './traffic.mjs';

/**
 * The machine's clock of a run. It is set just before somebody looks at it, because until then nobody
 * can tell. Set back, what passed unseen before cannot be told from what did not pass.
 *
 * @param stepped - told by how many milliseconds a clock moves that is never set back
 */
export function createClock(
	world: ReturnType<typeof createWorld>,
	stepped: (milliseconds: number) => void,
) {
	const start = world.now();
	let order = 0;
	let lookedAt = 0;
	let pending = 0;
	let wall = 0;
	let steady = 0;
	let lost = 0;
	const passed = () => world.now() - start;
	return {
		passed,
		/** What the machine's clock shows, milliseconds since the run began. */
		wall: () => passed() + wall,
		stamp: (): Moment => ({ order: ++order, passed: passed(), lost, at: passed() + steady }),
		/** The engine looks at it, epoch milliseconds. */
		now(): number {
			lookedAt = passed();
			return world.now() + wall;
		},
		toRun: (epoch: number) => epoch - start,
		set(seconds: number): void {
			pending += seconds * 1000;
		},
		settle(): void {
			const moved = Math.max(pending, Math.min(0, lookedAt - passed()));
			wall += pending;
			steady += moved;
			lost -= Math.min(0, moved);
			pending = 0;
			stepped(moved);
		},
	};
}
