import { randomUUID } from 'node:crypto'
import { addEntry, replaceAttributes } from '../../kit/ldap/change.ts'
import { textsOf } from '../../kit/ldap/entry.ts'
import type { LdapLink } from '../../kit/ldap/link.ts'
import { readEntry } from '../../kit/ldap/search.ts'
import { LdapForeign } from '../errors/ldap.ts'
import { saveLdapTarget } from '../store/ldap/targets.ts'
import type { PublishContext } from './publish-context.ts'
import { isOurs, markerDn } from './tree.ts'

/** What the marker is to say. */
export type MarkerState =
  | { readonly state: 'WRITING' }
  | {
      readonly state: 'WHOLE'
      readonly revision: number
      readonly day: string
      readonly sources: readonly string[]
    }

/** @returns what the server's marker says of the turn it was written at; null where there is none */
export async function markerToken(
  link: LdapLink,
  { tree }: PublishContext,
): Promise<string | null> {
  const entry = await readEntry(link, markerDn(tree), { filter: isOurs(tree) })
  return entry ? (textsOf(entry, 'fundamentToken')[0] ?? null) : null
}

/**
 * Gives the marker a new token, on the server and in our table. The table knows of it before the server has it, so that being
 * stopped in between is told apart from a server that was put back to an earlier state.
 */
export async function turnMarker(
  link: LdapLink,
  context: PublishContext,
  to: MarkerState,
): Promise<void> {
  const { db, tree, target } = context
  const token = randomUUID()
  await saveLdapTarget(db, target, { next_token: token })
  const said =
    to.state === 'WHOLE' ? { fundamentRevision: [String(to.revision)], fundamentDay: [to.day] } : {}
  const attributes = { fundamentState: [to.state], fundamentToken: [token], ...said }
  await writeMarker(link, context, attributes)
  const { state: _, ...written } = to
  await saveLdapTarget(db, target, { token, next_token: null, ...written })
  context.log.debug({ target: tree.base, state: to.state }, 'LDAP marker turned')
}

async function writeMarker(
  link: LdapLink,
  { tree }: PublishContext,
  attributes: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const dn = markerDn(tree)
  const added = await addEntry(link, dn, {
    objectClass: ['top', 'fundamentMarker'],
    ...{ cn: [tree.source], fundamentSource: [tree.source] },
    ...attributes,
  })
  if (added === 'done') return
  const changed = await replaceAttributes(link, dn, { attributes, onlyIf: isOurs(tree) })
  if (changed !== 'done') throw new LdapForeign(dn)
}
