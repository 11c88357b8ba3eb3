import { hash } from 'node:crypto'
import type { LdapAttributes, LdapEntry } from '../../kit/ldap/entry.ts'

/** Names and classes: the server gives them back in its own spelling. */
const ANY_SPELLING = new Set(['objectclass', 'hpdhasaservice', 'fundamentparent', 'fundamentowner'])

/** Digest of what an entry is to say, or says: equal digests are equal entries, in whatever order. */
export const digestOf = (attributes: LdapAttributes): string =>
  digest(Object.entries(attributes).map(([name, values]) => [name.toLowerCase(), values] as const))

/** The same of an entry as a server gives it. */
export const digestOfEntry = ({ attributes }: LdapEntry): string =>
  digest([...attributes].map(([name, values]) => [name, values.map(String)] as const))

function digest(attributes: readonly (readonly [string, readonly string[]])[]): string {
  const said = attributes
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => {
      const spelt = ANY_SPELLING.has(name)
        ? values.map((value) => value.toLowerCase().replace(/\s*,\s*/g, ','))
        : values
      return [name, [...spelt].sort()] as const
    })
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return hash('sha1', JSON.stringify(said), 'base64')
}
