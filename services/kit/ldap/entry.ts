import type { SearchEntry } from 'ldapts'

/** A value as it came: text, or bytes where it is no UTF-8 or the attribute is a binary one. */
export type LdapValue = string | Buffer

/** One entry of a directory. */
export interface LdapEntry {
  readonly dn: string
  /** By name in lower case; an attribute without a value is absent. */
  readonly attributes: ReadonlyMap<string, readonly LdapValue[]>
}

/** Attributes to be written: name to values. One without values is to be absent. */
export type LdapAttributes = Readonly<Record<string, readonly string[]>>

/** Reads an entry of an answer. */
export function toEntry({ name, attributes }: SearchEntry): LdapEntry {
  const found = new Map<string, readonly LdapValue[]>()
  for (const { type, values } of attributes) {
    if (values.length > 0) found.set(type.toLowerCase(), values)
  }
  return { dn: name, attributes: found }
}

/** @returns the values that are text */
export const textsOf = ({ attributes }: LdapEntry, name: string): readonly string[] =>
  (attributes.get(name.toLowerCase()) ?? []).filter((value) => typeof value === 'string')
