/**
 * The charsets that an answer can be written in, and what Node calls them.
 *
 * @type {Record<string, BufferEncoding>}
 */
export const charsets = {
	'utf-8': 'utf8',
	'utf-16le': 'utf16le',
	'iso-8859-1': 'latin1',
	'us-ascii': 'ascii',
};
