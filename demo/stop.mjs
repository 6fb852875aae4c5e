/**
 * A reason to end that the person can do something about; it is shown without a stack.
 *
 * @param {string} what what happened
 * @param {string} advice what to do
 */
export const stop = (what, advice) =>
	Object.assign(new Error(`${what}\n${advice}`), { name: 'Stop' });
