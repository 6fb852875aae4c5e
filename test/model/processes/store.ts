import type { World } from '../world.mjs';

/** What becomes of a write: n8n fails it, or says it is done although somebody else overwrites it. */
export type Fate = 'kept' | 'refused' | 'overwritten';

/** A credential as the database of n8n holds it. */
interface Row {
	login: string;
	text: string;
}

/**
 * The database of n8n: a row per credential, some milliseconds away.
 *
 * @param latency - milliseconds, of each read and each write
 */
export function createStore(world: World, latency: number, logins: string[]) {
	const rows = logins.map((login): Row => ({ login, text: '' }));
	const fates: Fate[] = [];
	let lost = 0;
	const rest = async () => {
		if (latency > 0) await world.sleep(latency / 2);
	};
	return {
		rows,
		/** What becomes of the next writes; all others are kept. */
		fates,
		/** How many writes were overwritten. */
		lost: () => lost,
		/** The credential as it is when the database is asked. */
		async read(credential: number): Promise<Row> {
			await rest();
			const row = { ...rows[credential]! };
			await rest();
			return row;
		},
		async write(credential: number, text: string): Promise<void> {
			await rest();
			const fate = fates.shift() ?? 'kept';
			if (fate === 'kept') rows[credential]!.text = text;
			if (fate === 'overwritten') lost += 1;
			await rest();
			if (fate === 'refused') throw new Error('The database is read only.');
		},
	};
}

export type Store = ReturnType<typeof createStore>;
