import type { TestDatabase } from '../../../../test/harness/database.ts'
import { type Slapd, SUFFIX } from '../../../../test/harness/slapd.ts'
import { type LdapEntry, textsOf } from '../../../kit/ldap/entry.ts'
import { type LdapFilter, present } from '../../../kit/ldap/filter.ts'
import { openLdap } from '../../../kit/ldap/open.ts'
import { searchPages } from '../../../kit/ldap/search.ts'
import { createLog } from '../../../kit/log.ts'
import { dayOf } from '../../domain/time/local-date.ts'
import { allBatches } from '../../ldap/batches.ts'
import { digestOf, digestOfEntry } from '../../ldap/digest.ts'
import { type PublishContext, targetOf } from '../../ldap/publish-context.ts'
import { shownRegister } from '../../ldap/shown-register.ts'
import { entryDn } from '../../ldap/tree.ts'
import { changeFeed } from '../../store/changes/change-feed.ts'
import { changeReader } from '../../store/changes/change-reader.ts'
import { watchRevisions } from '../../store/changes/revision-watch.ts'
import { registerState } from '../../store/reading/register-state.ts'
import type { Tables } from '../../store/tables.ts'

export const TREE = { base: SUFFIX, source: 'fundament' }

/** A publisher's context over a test's register and server; what is logged is gathered. */
export interface Publishing extends AsyncDisposable {
  readonly context: PublishContext
  readonly logged: () => string
  /** The instant at which everything takes place from now on. */
  at(instant: string): void
}

export function publishing(
  register: TestDatabase<Tables>,
  slapd: Slapd,
  more: Partial<PublishContext> = {},
): Publishing {
  let now = new Date('2026-11-20T10:00:00Z')
  let logged = ''
  const watch = watchRevisions({ url: register.url })
  const grants = more.grants ?? new Set<string>()
  const settings = { server: slapd.server(), tree: TREE, connections: 2, grants }
  const destination = {
    write: (line: string) => {
      logged += line
    },
  }
  const context: PublishContext = {
    ...settings,
    db: register.db,
    feed: changeFeed(register.db, { grants, reader: changeReader(register.db, watch) }),
    log: createLog({ level: 'debug', destination }),
    now: () => now,
    target: targetOf(settings),
    ...more,
  }
  return {
    context,
    logged: () => logged,
    at: (instant) => {
      now = new Date(instant)
    },
    [Symbol.asyncDispose]: () => watch[Symbol.asyncDispose](),
  }
}

/** Everything on the server that the filter takes. */
export async function entriesOn(
  { context }: Publishing,
  filter: LdapFilter = present('fundamentSource'),
): Promise<readonly LdapEntry[]> {
  await using link = await openLdap(context.server)
  const search = { base: SUFFIX, scope: 'sub', attributes: ['*'], pageSize: 500 } as const
  return (await Array.fromAsync(searchPages(link, { ...search, filter }))).flat()
}

/** The same as text: name and digest, without the marker. */
export const treeOn = async (publishing: Publishing): Promise<readonly string[]> =>
  (await entriesOn(publishing))
    .filter((entry) => !textsOf(entry, 'objectClass').includes('fundamentMarker'))
    .map((entry) => `${entry.dn} ${digestOfEntry(entry)}`)
    .sort()

/** What the server is to hold, made anew out of the register. */
export async function treeWanted({ context }: Publishing): Promise<readonly string[]> {
  const { db, tree, grants } = context
  const state = await registerState(db, null)
  if (state === null) return []
  const shown = shownRegister(db, state, { day: dayOf(context.now()), grants, tree })
  const lines: string[] = []
  for await (const { kind, entries } of allBatches(context, shown, false)) {
    for (const { id, attributes } of entries) {
      lines.push(`${entryDn(tree, kind, id)} ${digestOf(attributes)}`)
    }
  }
  return lines.sort()
}
