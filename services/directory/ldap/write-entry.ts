import { addEntry, removeEntry, replaceAttributes } from '../../kit/ldap/change.ts'
import type { LdapAttributes } from '../../kit/ldap/entry.ts'
import { LdapRefused } from '../../kit/ldap/errors.ts'
import type { LdapLink } from '../../kit/ldap/link.ts'
import { readEntry } from '../../kit/ldap/search.ts'
import { isOurs, type Tree } from './tree.ts'

/** A change of one entry; `mend` is one of an entry that may have been changed by others as well. */
export type EntryChange =
  | {
      readonly verb: 'add' | 'change' | 'mend'
      readonly dn: string
      readonly attributes: LdapAttributes
    }
  | { readonly verb: 'remove'; readonly dn: string }

/** Why an entry was left as it is. */
export type EntryProblem = 'another has written it' | `the server refuses it (${number})`

// Of RFC 4511: what is wrong with this entry alone, and not with us or the server.
const ABOUT_THE_ENTRY = new Set([18, 19, 20, 21, 34, 64, 65, 67, 69])

/**
 * Makes one change, whatever of it has been made already. What others wrote is spared.
 *
 * @returns null when the entry is as it was to be
 * @throws what keeps every entry from being written
 */
export async function writeEntry(
  link: LdapLink,
  tree: Tree,
  change: EntryChange,
): Promise<EntryProblem | null> {
  try {
    return await written(link, tree, change)
  } catch (error) {
    const isItsOwn = error instanceof LdapRefused && ABOUT_THE_ENTRY.has(error.resultCode)
    if (isItsOwn) return `the server refuses it (${error.resultCode})`
    throw error
  }
}

async function written(
  link: LdapLink,
  tree: Tree,
  change: EntryChange,
): Promise<EntryProblem | null> {
  const { dn } = change
  const onlyIf = isOurs(tree)
  if (change.verb === 'remove') {
    return (await removeEntry(link, dn, onlyIf)) === 'spared' ? FOREIGN : null
  }
  const { verb, attributes } = change
  if (verb === 'add' && (await addEntry(link, dn, attributes)) === 'done') return null
  const strange = verb === 'change' ? {} : await strangeAttributes(link, dn, attributes)
  const changed = await replaceAttributes(link, dn, {
    attributes: { ...strange, ...unnamed(dn, attributes) },
    onlyIf,
  })
  if (changed === 'done') return null
  if (changed === 'spared') return FOREIGN
  return (await addEntry(link, dn, attributes)) === 'done' ? null : FOREIGN
}

/** @returns without values, the attributes that stand in an entry and that we never write */
async function strangeAttributes(
  link: LdapLink,
  dn: string,
  ours: LdapAttributes,
): Promise<LdapAttributes> {
  const entry = await readEntry(link, dn)
  const known = new Set(Object.keys(ours).map((name) => name.toLowerCase()))
  const strange = [...(entry?.attributes.keys() ?? [])].filter((name) => !known.has(name))
  return Object.fromEntries(strange.map((name) => [name, []]))
}

const FOREIGN = 'another has written it'

/** What an entry is named by cannot be replaced, and does not change. */
function unnamed(dn: string, attributes: LdapAttributes): LdapAttributes {
  const [name] = dn.split('=', 1)
  return Object.fromEntries(Object.entries(attributes).filter(([attribute]) => attribute !== name))
}
