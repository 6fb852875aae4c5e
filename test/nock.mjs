import nock from 'nock';

/** nock 15 is written for Node 22, which has this; Node 20 has not. */
if (!('withResolvers' in Promise)) {
	Object.assign(Promise, {
		withResolvers() {
			let resolve, reject;
			const promise = new Promise((...both) => ([resolve, reject] = both));
			return { promise, resolve, reject };
		},
	});
}

export default nock;
