/** Parameters in the order they came; a name may come several times. */
export type RawQuery = readonly (readonly [name: string, value: string])[]

/** Reads `a=b&c=d`, the query of a URL or the body of a form. */
export const rawQuery = (text: string): RawQuery => [...new URLSearchParams(text)]

/** All values of one name. */
export const valuesOf = (query: RawQuery, name: string): readonly string[] =>
  query.flatMap(([key, value]) => (key === name ? [value] : []))

/** The text that {@link rawQuery} reads; commas, colons, bars and slashes stay legible. */
export const queryText = (query: RawQuery): string =>
  query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&')

const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(/%(2C|3A|2F|24)/g, (written) => decodeURIComponent(written))
