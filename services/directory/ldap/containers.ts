import { addEntry } from '../../kit/ldap/change.ts'
import type { LdapLink } from '../../kit/ldap/link.ts'
import { readEntry } from '../../kit/ldap/search.ts'
import { LdapUnusable } from '../errors/ldap.ts'
import { folderDn, folderNames, type Tree } from './tree.ts'

const CLASSES: Readonly<
  Record<string, (value: string) => Readonly<Record<string, readonly string[]>>>
> = {
  dc: (dc) => ({ objectClass: ['top', 'dcObject', 'organization'], dc: [dc], o: [dc] }),
  o: (o) => ({ objectClass: ['top', 'organization'], o: [o] }),
  ou: (ou) => ({ objectClass: ['top', 'organizationalUnit'], ou: [ou] }),
}

/**
 * Makes the entries that hold the others, where they are missing. They are never removed.
 *
 * @throws {LdapUnusable} when the base is missing and is none that can be made
 */
export async function ensureContainers(link: LdapLink, tree: Tree): Promise<void> {
  if ((await readEntry(link, tree.base)) === null) {
    const [, name = '', value = ''] = /^([A-Za-z]+)=([^,+"\\]+)(?:,|$)/.exec(tree.base) ?? []
    const attributes = CLASSES[name.toLowerCase()]?.(value.trim())
    if (!attributes) throw new LdapUnusable(`Cannot publish below "${tree.base}": it is not there`)
    await addEntry(link, tree.base, attributes)
  }
  for (const ou of folderNames) {
    await addEntry(link, folderDn(tree, ou), {
      objectClass: ['top', 'organizationalUnit'],
      ou: [ou],
    })
  }
}
