type Tree = Map<string, unknown>;

/**
 * Parameters as a JSON object: a dot in a name leads one step down, as `auth.user.name` does. Where the
 * steps below one are numbered from 0, they are a list.
 *
 * @param parameters - no name of them leads through another
 */
export function nest(parameters: ReadonlyArray<readonly [string, unknown]>): object {
	const root: Tree = new Map();
	for (const [name, value] of parameters) {
		const steps = name.split('.');
		const last = steps.pop() ?? '';
		steps.reduce(childOf, root).set(last, value);
	}
	return Object.fromEntries(childrenOf(root));
}

function childOf(tree: Tree, step: string): Tree {
	const known = tree.get(step);
	if (known instanceof Map) return known;
	const child: Tree = new Map();
	tree.set(step, child);
	return child;
}

function childrenOf(tree: Tree): Array<[string, unknown]> {
	return [...tree].map(([step, value]) => [step, value instanceof Map ? valueOf(value) : value]);
}

function valueOf(tree: Tree): unknown {
	const children = Object.fromEntries(childrenOf(tree));
	const steps = [...tree.keys()].map((_, index) => String(index));
	return steps.every((step) => tree.has(step)) ? steps.map((step) => children[step]) : children;
}
