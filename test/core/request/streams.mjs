import { Readable } from 'node:stream';

/** Bodies as n8n's HTTP function gives them. Not TypeScript, because the linter lets it import no `node:` module. */

/** @param {Buffer[]} chunks */
export const streamOf = (...chunks) => Readable.from(chunks);

/** A body without end, and how many chunks were asked of it. */
export function endless() {
	let chunks = 0;
	const body = new Readable({
		highWaterMark: 1,
		read() {
			chunks++;
			this.push(Buffer.alloc(8));
		},
	});
	return { body, chunks: () => chunks };
}

/** A body that breaks off. @param {Error} reason */
export const broken = (reason) =>
	new Readable({
		read() {
			this.destroy(reason);
		},
	});

/** A body that never comes. */
export const silent = () => new Readable({ read() {} });
