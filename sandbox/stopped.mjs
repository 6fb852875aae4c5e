const parent = process.ppid;

/**
 * Resolves when this process is asked to end. A signal to npm does not reach it: the shell between them keeps
 * it to itself, and all that shows is that this process loses its parent.
 *
 * @returns {Promise<unknown>}
 */
export const stopped = () =>
	new Promise((resolve) => {
		// Not only once: Ctrl-C comes from the terminal and from npm.
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, resolve);
		const look = () => process.ppid !== parent && resolve(undefined);
		if (process.env.npm_lifecycle_event) setInterval(look, 200).unref();
	});
