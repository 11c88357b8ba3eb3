import { type LdapEntry, textsOf } from '../../kit/ldap/entry.ts'
import type { LdapLink } from '../../kit/ldap/link.ts'
import { searchPages } from '../../kit/ldap/search.ts'
import { forgetTarget, type KnownEntry, saveEntries } from '../store/ldap/entries.ts'
import type { LdapEntryKind } from '../store/tables/ldap.ts'
import { digestOfEntry } from './digest.ts'
import type { PublishContext } from './publish-context.ts'
import { areOurEntries, entryDn, type Tree } from './tree.ts'

const PAGE_SIZE = 500

/** Reads everything that we have written to the server, and takes it for what stands there. */
export async function loadTree(
  link: LdapLink,
  { db, tree, target }: PublishContext,
  signal?: AbortSignal,
): Promise<void> {
  await forgetTarget(db, target)
  const search = { base: tree.base, scope: 'sub', filter: areOurEntries(tree) } as const
  const pages = searchPages(link, { ...search, attributes: ['*'], pageSize: PAGE_SIZE }, signal)
  for await (const page of pages) {
    const found = page.map((entry) => ({ entry, place: placeOf(entry, tree) }))
    for (const kind of ['organisation', 'service'] as const) {
      const ofKind = found.flatMap(({ entry, place }) =>
        place?.kind === kind ? [{ ...place.known, hash: digestOfEntry(entry), problem: null }] : [],
      )
      await saveEntries(db, { target, kind }, ofKind)
    }
  }
}

/** @returns null for an entry that has been moved away from its place; it is not looked for there */
function placeOf(
  entry: LdapEntry,
  tree: Tree,
): { readonly kind: LdapEntryKind; readonly known: Pick<KnownEntry, 'subject' | 'id'> } | null {
  const [service] = textsOf(entry, 'hpdServiceId')
  const [id = ''] = service === undefined ? textsOf(entry, 'uid') : [service]
  const kind = service === undefined ? 'organisation' : 'service'
  const [subject] = kind === 'service' ? id.split('.') : [id]
  const isInPlace = spelt(entry.dn) === spelt(entryDn(tree, kind, id))
  return isInPlace && subject ? { kind, known: { subject, id } } : null
}

const spelt = (dn: string): string => dn.toLowerCase().replace(/\s*([,=])\s*/g, '$1')
