import type { LdapLink } from '../../kit/ldap/link.ts'
import {
  type EntryPlace,
  type EntryRange,
  forgetEntries,
  type KnownEntry,
  knownEntries,
  saveEntries,
} from '../store/ldap/entries.ts'
import { digestOf } from './digest.ts'
import type { PublishContext } from './publish-context.ts'
import { entryDn, type PublishedEntry } from './tree.ts'
import { type EntryChange, writeEntry } from './write-entry.ts'

/** What is to stand for some subjects, and which they are. */
export interface EntryBatch {
  readonly kind: EntryPlace['kind']
  readonly range: EntryRange
  readonly entries: readonly PublishedEntry[]
  /** What is known to stand there was read there, so that it may hold more than we have written. */
  readonly isRead: boolean
}

/** How many entries were treated how. */
export interface Written {
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly unchanged: number
  /** Entries that the server has otherwise, or not, than they are to be. */
  readonly problems: number
}

const IN_FLIGHT = 16

interface Step {
  readonly change: EntryChange
  readonly known: KnownEntry
}

/**
 * Brings the entries of some subjects to what they are to be, and keeps what became of them once all is written: being
 * stopped in between is mended by writing them again.
 */
export async function writeBatch(
  links: readonly LdapLink[],
  context: PublishContext,
  batch: EntryBatch,
): Promise<Written> {
  const { db, tree, target } = context
  const place = { target, kind: batch.kind }
  const known = await knownEntries(db, place, batch.range)
  const steps = stepsOf(context, batch, known)
  const done = await inParallel(steps, links, async (step, link) => {
    const problem = await writeEntry(link, tree, step.change)
    if (problem !== null) report(context, step, problem)
    return { step, problem }
  })
  const isGone = ({ step, problem }: (typeof done)[number]) =>
    problem === null && step.change.verb === 'remove'
  await forgetEntries(
    db,
    place,
    done.filter(isGone).map(({ step }) => step.known.id),
  )
  const kept = done.filter((one) => !isGone(one))
  await saveEntries(
    db,
    place,
    kept.map(({ step: { known: entry }, problem }) =>
      problem === null ? { ...entry, problem: null } : { ...entry, hash: null, problem },
    ),
  )
  const count = (verb: EntryChange['verb']) =>
    done.filter(({ step, problem }) => problem === null && step.change.verb === verb).length
  return {
    ...{ added: count('add'), changed: count('change') + count('mend'), removed: count('remove') },
    unchanged: batch.entries.length - steps.filter(({ change }) => change.verb !== 'remove').length,
    problems: done.filter(({ problem }) => problem !== null).length,
  }
}

function stepsOf(
  { tree }: PublishContext,
  { kind, entries, isRead }: EntryBatch,
  known: ReadonlyMap<string, KnownEntry>,
): readonly Step[] {
  const wanted = new Set(entries.map(({ id }) => id))
  const writes = entries.flatMap(({ subject, id, attributes }): Step[] => {
    const hash = digestOf(attributes)
    const before = known.get(id)
    if (before?.hash === hash) return []
    const verb = !before || before.hash === null ? 'add' : isRead ? 'mend' : 'change'
    const change = { verb, dn: entryDn(tree, kind, id), attributes } as const
    return [{ change, known: { subject, id, hash, problem: null } }]
  })
  const removals = [...known.values()]
    .filter(({ id }) => !wanted.has(id))
    .map(
      (entry): Step => ({
        change: { verb: 'remove', dn: entryDn(tree, kind, entry.id) },
        known: entry,
      }),
    )
  return [...writes, ...removals]
}

const report = ({ log }: PublishContext, { change }: Step, problem: string): void =>
  log.warn(
    { code: 'LDAP_FOREIGN_ENTRY', verb: change.verb, dn: change.dn, problem },
    'LDAP entry left as it is',
  )

/** Works on the steps over all connections at once; the first failure ends it. */
async function inParallel<Done>(
  steps: readonly Step[],
  links: readonly LdapLink[],
  work: (step: Step, link: LdapLink) => Promise<Done>,
): Promise<readonly Done[]> {
  const done: Done[] = []
  let next = 0
  const lane = async (link: LdapLink): Promise<void> => {
    for (let step = steps[next++]; step !== undefined; step = steps[next++]) {
      done.push(await work(step, link))
    }
  }
  const lanes = links.flatMap((link) => Array.from({ length: IN_FLIGHT }, () => lane(link)))
  try {
    await Promise.all(lanes)
  } finally {
    // What others have under way is not begun again.
    next = steps.length
    await Promise.allSettled(lanes)
  }
  return done
}
