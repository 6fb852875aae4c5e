/** How far this process's clock is ahead of the machine's, in milliseconds. */
export const clock = { offset: 0 };

const Real = Date;

/** Libraries read the time as `new Date()` or `Date.now()`: both are moved. */
globalThis.Date = /** @type {DateConstructor} */ (
	class extends Real {
		/** @param {[] | [any]} parts */
		constructor(...parts) {
			if (parts.length === 0) super(Real.now() + clock.offset);
			else super(...parts);
		}

		/** @override */
		static now() {
			return Real.now() + clock.offset;
		}
	}
);
