/** Preloaded by servers for Node.js: what would listen on all addresses listens on loopback. */
const { Server } = require('node:net');

const { listen } = Server.prototype;

Server.prototype.listen = function (/** @type {any[]} */ ...args) {
	const [first] = args;
	const options = typeof first === 'object' ? first : { port: first };
	if (!/^\d+$/.test(options?.port)) return listen.apply(this, /** @type {any} */ (args));
	const callback = args.find((argument) => typeof argument === 'function');
	return listen.call(this, { ...options, host: '127.0.0.1' }, callback);
};
