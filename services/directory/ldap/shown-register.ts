import type { Kysely } from 'kysely'
import type { ViewedDirectory } from '../domain/directory.ts'
import { mailboxesOn } from '../domain/mailbox/mailbox-merge.ts'
import { type RegisterState, visibleSources } from '../domain/register.ts'
import type { LocalDate } from '../domain/time/local-date.ts'
import { directory } from '../store/reading/directory.ts'
import { glnStatements } from '../store/reading/mailboxes.ts'
import type { Sight } from '../store/reading/sight.ts'
import type { LdapEntryKind } from '../store/tables/ldap.ts'
import type { Tables } from '../store/tables.ts'
import { organisationEntry } from './organisation-entry.ts'
import { serviceEntry } from './service-entry.ts'
import type { PublishedEntry, Tree } from './tree.ts'

/** The register as it is shown to an LDAP server: one revision, one day, and what may be seen. */
export interface ShownRegister {
  readonly sight: Sight
  /** @returns the entries that are to stand for the subjects; none for what is not held */
  entriesOf(kind: LdapEntryKind, subjects: readonly string[]): Promise<readonly PublishedEntry[]>
}

/** Opens the register at its latest revision. */
export function shownRegister(
  db: Kysely<Tables>,
  register: RegisterState,
  {
    day,
    grants,
    tree,
  }: { readonly day: LocalDate; readonly grants: ReadonlySet<string>; readonly tree: Tree },
): ShownRegister {
  const sight: Sight = {
    day,
    revision: register.latest,
    visibleSources: visibleSources(register, grants),
  }
  // What a view has read stays as long as the view: a new one for every batch keeps memory level.
  const view = () =>
    directory(db, {
      ...{ hubRules: [], freshForDays: 1, grants, now: () => new Date() },
      latest: async () => ({ register, memory: null }),
    }).at(day, register.latest)
  return {
    sight,
    entriesOf: async (kind, subjects) =>
      kind === 'organisation'
        ? organisations(await view(), tree, subjects)
        : services({ db, sight, view: await view() }, tree, subjects),
  }
}

async function organisations(
  view: ViewedDirectory,
  tree: Tree,
  sorIds: readonly string[],
): Promise<readonly PublishedEntry[]> {
  const entries = await Promise.all(
    sorIds.map(async (sorId) => {
      const unit = await view.unit(sorId)
      if (unit === null || unit.isGone) return null
      const [chain, walk] = await Promise.all([view.chain(unit), view.walk(unit)])
      return organisationEntry(tree, { chain, walk })
    }),
  )
  return entries.filter((entry) => entry !== null)
}

interface Reading {
  readonly db: Kysely<Tables>
  readonly sight: Sight
  readonly view: ViewedDirectory
}

async function services(
  { db, sight, view }: Reading,
  tree: Tree,
  glns: readonly string[],
): Promise<readonly PublishedEntry[]> {
  const statements = await glnStatements(db, sight, { glns })
  const mailboxes = statements.flatMap((one) => mailboxesOn(one, sight.day))
  return Promise.all(
    mailboxes.map(async (mailbox) => {
      const [owner, accessPoint] = await Promise.all([
        view.ownerOf(mailbox),
        mailbox.accessPoint && view.accessPoint(mailbox.accessPoint),
      ])
      return serviceEntry(tree, { mailbox, owner, accessPoint })
    }),
  )
}
