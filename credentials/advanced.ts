import type { INodeProperties } from 'n8n-workflow';

/** A field that is shown with "Show Advanced Fields" only. */
export function advanced(property: INodeProperties): INodeProperties {
	const { show, ...rest } = property.displayOptions ?? {};
	return { ...property, displayOptions: { ...rest, show: { ...show, showAdvanced: [true] } } };
}

/**
 * A field of signed assertions, whether they authenticate the client or are the grant.
 *
 * @param others - the other ways to authenticate beside the grant, with which the form has the field
 */
export function forAssertions(
	property: INodeProperties,
	others = ['body', 'header', 'none', 'tlsClientCertificate'],
): INodeProperties[] {
	return [
		{ clientAuthentication: ['privateKeyJwt'] },
		{ grantType: ['jwtBearer'], clientAuthentication: others },
	].map((show) => advanced({ ...property, displayOptions: { show } }));
}

/** A kind of rows, each with a name and a value. @param placeholder - of the name */
export function namesAndValues(
	displayName: string,
	placeholder: string,
	value: Partial<INodeProperties> = {},
) {
	return {
		displayName,
		name: displayName.toLowerCase(),
		values: [
			{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder },
			{ displayName: 'Value', name: 'value', type: 'string', default: '', ...value },
		] as INodeProperties[],
	};
}

/** The same, with a switch for values that are new in each request. */
export function namedValues(...row: Parameters<typeof namesAndValues>) {
	const { values, ...kind } = namesAndValues(...row);
	return {
		...kind,
		values: [
			...values,
			{
				displayName: 'Changes Each Time',
				name: 'changes',
				type: 'boolean',
				default: false,
				description:
					'Whether the value is new for each request, like a time or a one-time code, and no reason for another token',
			} as const,
		],
	};
}

/**
 * The hidden twins of advanced fields. n8n drops the values of fields whose `displayOptions` do not
 * hold, when it hands a credential over and when it is saved. A twin of type `hidden` holds while the
 * switch is off, so what is filled in counts though nobody sees it, in credentials that were saved
 * before there was a switch too.
 *
 * When n8n shows a stored credential again, it masks values by the last field of a name, but for those
 * that are not inherited: the twins are none, or the values in a list would be shown.
 */
export function hiddenTwins(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties
		.filter(({ displayOptions }) => displayOptions?.show?.showAdvanced?.[0] === true)
		.map(({ displayName, name, required, typeOptions, displayOptions, default: standard }) => ({
			displayName,
			name,
			type: 'hidden',
			...(required && { required }),
			displayOptions: { show: { ...displayOptions?.show, showAdvanced: [false] } },
			doNotInherit: true,
			...(typeOptions?.password && { typeOptions: { password: true } }),
			default: standard,
		}));
}
