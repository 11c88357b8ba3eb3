import type { LdapLink } from '../../kit/ldap/link.ts'
import { openLdap } from '../../kit/ldap/open.ts'
import { visibleSources } from '../domain/register.ts'
import { dayOf, type LocalDate } from '../domain/time/local-date.ts'
import { RegisterEmpty } from '../errors/reading.ts'
import { type LdapTarget, ldapTarget, saveLdapTarget } from '../store/ldap/targets.ts'
import { registerState } from '../store/reading/register-state.ts'
import { affectedBatches, affectedSince, allBatches } from './batches.ts'
import { ensureContainers } from './containers.ts'
import { loadTree } from './load-tree.ts'
import { markerToken, turnMarker } from './marker.ts'
import type { PublishContext } from './publish-context.ts'
import { type ShownRegister, shownRegister } from './shown-register.ts'
import { type EntryBatch, type Written, writeBatch } from './write-batch.ts'

/**
 * How a run came to know what to write: `whole`: it read what the server holds, and compared all; `all`: it compared all with
 * what it had written; `changes`: it looked at what changed; `none`: nothing had.
 */
export type PublishWay = 'whole' | 'all' | 'changes' | 'none'

/** What a run did. */
export interface Published extends Written {
  readonly revision: number
  readonly day: LocalDate
  readonly way: PublishWay
  readonly seconds: number
}

/**
 * Brings an LDAP server to the latest revision of the register, as it is today.
 *
 * @param isFull read what the server holds, whatever is known of it
 * @throws {LdapUnavailable | LdapTimeout | LdapUntrusted | LdapRefused} as the server answers; the next run goes on
 * @throws {RegisterEmpty} where nothing has been imported yet
 */
export async function publish(
  context: PublishContext,
  { isFull = false, signal }: { readonly isFull?: boolean; readonly signal?: AbortSignal } = {},
): Promise<Published> {
  const begun = performance.now()
  const { db, tree, grants } = context
  const register = await registerState(db, null)
  if (register === null) throw new RegisterEmpty()
  const day = dayOf(context.now())
  const sources = visibleSources(register, grants)
  await using links = await openLinks(context, signal)
  const [link] = links.all
  const before = isFull ? null : await trusted(link, context)
  const { latest: revision } = register
  const finished = (way: PublishWay, written: Written): Published => ({
    ...{ revision, day, way, seconds: (performance.now() - begun) / 1_000 },
    ...written,
  })
  if (isWritten(before, { revision, day, sources })) return finished('none', NOTHING)
  const shown = shownRegister(db, register, { day, grants, tree })
  const plan = await planOf(context, shown, before)
  if (plan.way === 'whole') await ensureContainers(link, tree)
  await turnMarker(link, context, { state: 'WRITING' })
  if (plan.way === 'whole') {
    // A run that is stopped in here has to begin with reading again.
    await saveLdapTarget(db, context.target, { revision: null })
    await loadTree(link, context, signal)
  }
  const written = await writeAll(links.all, context, { batches: plan.batches, signal })
  await turnMarker(link, context, { state: 'WHOLE', revision, day, sources })
  return finished(plan.way, written)
}

/** @returns how far the server is written; null where it is not, or is not as we left it */
async function trusted(link: LdapLink, context: PublishContext): Promise<LdapTarget | null> {
  const known = await ldapTarget(context.db, context.target)
  if (known === null || known.revision === null) return null
  const token = await markerToken(link, context)
  const isAsLeft = token !== null && (token === known.token || token === known.next_token)
  if (!isAsLeft) context.log.warn({ target: context.target }, 'LDAP server is not as it was left')
  return isAsLeft ? known : null
}

const isWritten = (
  before: LdapTarget | null,
  { revision, day, sources }: Pick<LdapTarget, 'revision' | 'day' | 'sources'>,
): boolean =>
  before?.revision === revision &&
  before.day === day &&
  before.next_token === null &&
  showsTheSame(before, sources)

const showsTheSame = (before: LdapTarget, sources: readonly string[]): boolean =>
  String(before.sources) === String(sources)

const NOTHING: Written = { added: 0, changed: 0, removed: 0, unchanged: 0, problems: 0 }

async function planOf(
  context: PublishContext,
  shown: ShownRegister,
  before: LdapTarget | null,
): Promise<{ readonly way: PublishWay; readonly batches: AsyncGenerator<EntryBatch> }> {
  if (before === null || before.revision === null || before.day === null) {
    return { way: 'whole', batches: allBatches(context, shown, true) }
  }
  const since = { revision: before.revision, day: before.day as LocalDate }
  // What a source said before it could be seen is in no feed.
  const affected = showsTheSame(before, shown.sight.visibleSources)
    ? await affectedSince(context, shown, since)
    : null
  return affected === null
    ? { way: 'all', batches: allBatches(context, shown, false) }
    : { way: 'changes', batches: affectedBatches(affected, shown) }
}

/** While one batch is written, the next is read. */
async function writeAll(
  links: readonly LdapLink[],
  context: PublishContext,
  work: { readonly batches: AsyncGenerator<EntryBatch>; readonly signal: AbortSignal | undefined },
): Promise<Written> {
  let total = NOTHING
  const { batches, signal } = work
  try {
    for (let batch = await batches.next(); !batch.done; ) {
      signal?.throwIfAborted()
      const next = batches.next()
      next.catch(() => {})
      total = sum(total, await writeBatch(links, context, batch.value))
      batch = await next
    }
  } finally {
    await batches.return(undefined)
  }
  return total
}

const sum = (one: Written, other: Written): Written => ({
  added: one.added + other.added,
  changed: one.changed + other.changed,
  removed: one.removed + other.removed,
  unchanged: one.unchanged + other.unchanged,
  problems: one.problems + other.problems,
})

interface Links extends AsyncDisposable {
  readonly all: readonly [LdapLink, ...LdapLink[]]
}

async function openLinks(
  { server, connections }: PublishContext,
  signal?: AbortSignal,
): Promise<Links> {
  await using opening = new AsyncDisposableStack()
  const first = opening.use(await openLdap(server, signal))
  const others: LdapLink[] = []
  while (others.length < connections - 1) others.push(opening.use(await openLdap(server, signal)))
  const opened = opening.move()
  return { all: [first, ...others], [Symbol.asyncDispose]: () => opened.disposeAsync() }
}
