import { describe, expect, it } from '@jest/globals';
import type { ErrorCode } from '../../core/errors';
import { resolveProvider } from '../../core/provider';
import { b2copySeamless } from '../../core/seamless/b2copySeamless';
import { tokenCredentials } from '../../credentials/registry';
import { textOf } from '../markdown.mjs';

/** The code of every way to fail. The type makes the list complete, both ways. */
const codes: Record<ErrorCode, true> = {
	invalid_configuration: true,
	insecure_url: true,
	invalid_input: true,
	credentials_rejected: true,
	sign_in_paused: true,
	two_factor_required: true,
	access_denied: true,
	rate_limited: true,
	provider_unavailable: true,
	timeout: true,
	tls_failure: true,
	redirect_refused: true,
	malformed_response: true,
	link_rejected: true,
};

const providers = Object.values(tokenCredentials).map(({ definition }) =>
	resolveProvider(definition, {}),
);

describe('the codes that workflows branch on', () => {
	it('are explained, one row each and no other', () => {
		const rows = [...textOf('docs/errors.md').matchAll(/^\| `(\w+)` /gm)].map(([, code]) => code);
		expect(rows.sort()).toEqual(Object.keys(codes).sort());
	});

	it('can be chosen in a bug report', () => {
		const form = textOf('.github/ISSUE_TEMPLATE/bug.yml');
		const missing = Object.keys(codes).filter((code) => !form.includes(`\n        - ${code}\n`));
		expect(missing).toEqual([]);
	});

	it.each([...providers, b2copySeamless])('are the only ones of $title', ({ errorRules }) => {
		for (const { code } of errorRules) expect(codes).toHaveProperty(code);
	});
});
