import type { Transaction } from 'kysely'
import type { ClientBase } from 'pg'
import type { FactKind } from '../../domain/statement/facts.ts'
import { dayOf, type LocalDate } from '../../domain/time/local-date.ts'
import { ImportRefused } from '../../errors/importing.ts'
import { type Applied, applySnapshot } from '../../store/import/apply-snapshot.ts'
import { forgetPersons } from '../../store/import/forget-persons.ts'
import { type Closings, closingsOf, isTooMany } from '../../store/import/guards.ts'
import type { ImportRun } from '../../store/import/import-run.ts'
import type { Outcome, OutcomeCount } from '../../store/import/outcomes.ts'
import { countRejected, keepRejected } from '../../store/import/rejected-rows.ts'
import {
  countInForce,
  type KnownSource,
  type LastSnapshot,
  lastSnapshot,
} from '../../store/import/revisions.ts'
import { openStaging } from '../../store/import/staging.ts'
import type { Tables } from '../../store/tables.ts'
import type { Outcomes, SourceReport } from '../import-report.ts'
import { collectRejections } from './collect-rejections.ts'
import type { Delivery } from './delivery.ts'
import type { ImportPlan } from './plan.ts'
import { type OnBatch, type ReadDelivery, readDelivery } from './read-delivery.ts'

/** What is kept of a source once the revision is recorded. */
export interface PendingSnapshot {
  readonly run: ImportRun
  readonly source: KnownSource
  readonly instant: string
  readonly fingerprint: string
  readonly report: SourceReport
}

/** The transaction of an import, and the connection that it runs on. */
export interface ImportSession {
  readonly trx: Transaction<Tables>
  readonly client: ClientBase
  readonly plan: ImportPlan
  readonly revision: number
  readonly now: Date
  readonly onBatch: OnBatch
}

/**
 * Brings one source to what its files say.
 *
 * @param onReport takes the report before the guards look, so that a refusal can show it
 * @throws {ImportRefused} when a file cannot be trusted, is older than the last, or closes too many
 */
export async function importDelivery(
  session: ImportSession,
  delivery: Delivery,
  target: { readonly source: KnownSource; readonly onReport: (report: SourceReport) => void },
): Promise<PendingSnapshot> {
  const { trx, plan } = session
  const force = plan.options?.force ?? false
  const last = await lastSnapshot(trx, delivery.source)
  const staging = await openStaging(trx, session.client, delivery.source)
  const read = await readDelivery(delivery, staging, {
    columnOverrides: plan.options?.columnOverrides ?? new Map(),
    readsPersons: plan.options?.readsPersons ?? false,
    onBatch: session.onBatch,
    signal: plan.signal,
  })
  const at = dated(read, session)
  if (!force) refuseOlder(delivery.source, { day: at.day, instant: read.instant }, last)
  plan.onProgress?.({ phase: 'comparing', source: delivery.source })
  const run = {
    ...{ source: delivery.source, format: delivery.format, revision: session.revision },
    ...{ day: at.day, speaksFor: read.speaksFor },
  }
  const applied = await applySnapshot(trx, run, read.tables)
  const isForgotten = await unaskedForgotten(session, delivery)
  const changed = applied.changed || isForgotten || last?.day !== at.day
  const report = await sourceReport(session, { run, read, applied, changed })
  target.onReport(report)
  if (applied.ended && !force && !target.source.isSample) await refuseClosings(trx, run)
  if (changed)
    await keepRejected(
      trx,
      run,
      read.files.map(({ name }) => name),
    )
  const { instant } = at
  return { run, source: target.source, instant, fingerprint: delivery.fingerprint, report }
}

/** @returns whether persons were held who are not asked for any more */
async function unaskedForgotten(
  { trx, plan }: ImportSession,
  { source, files }: Delivery,
): Promise<boolean> {
  if (plan.options?.readsPersons || !files.some(({ feed }) => feed.holdsPersons)) return false
  return forgetPersons(trx, source)
}

function dated(
  read: ReadDelivery,
  { plan, now }: ImportSession,
): { day: LocalDate; instant: string } {
  const today = dayOf(now)
  const day = read.day ?? plan.options?.snapshotDate ?? today
  const instant = read.instant ?? (day === today ? now.toISOString() : `${day}T00:00:00Z`)
  return { day, instant }
}

function refuseOlder(
  source: string,
  at: { readonly day: LocalDate; readonly instant: string | null },
  last: LastSnapshot | null,
): void {
  if (!last || at.day > last.day) return
  const isEarlier = at.instant !== null && Date.parse(at.instant) < Date.parse(last.instant)
  if (at.day === last.day && !isEarlier) return
  const [is, was] = at.day < last.day ? [at.day, last.day] : [at.instant, last.instant]
  throw new ImportRefused(
    'OLDER_THAN_LAST',
    `Cannot import source "${source}": it is of ${is}, and the last one was of ${was}`,
  )
}

async function refuseClosings(trx: Transaction<Tables>, run: ImportRun): Promise<void> {
  const tooMany = (await closingsOf(trx, run)).filter(isTooMany)
  if (tooMany.length === 0) return
  const said = tooMany.map(describeClosings).join(' and ')
  throw new ImportRefused(
    'CLOSES_TOO_MANY',
    `Cannot import source "${run.source}": it would close ${said}`,
  )
}

const CLOSED_NAMES: Readonly<Record<Closings['kind'], string>> = {
  organisation: 'units',
  mailbox: 'GLNs',
  'group-member': 'members of groups',
}

const describeClosings = ({ kind, active, closed, examples }: Closings): string =>
  `${closed} of ${active} active ${CLOSED_NAMES[kind]} (${examples.join(', ')}${
    closed > examples.length ? ' and more' : ''
  })`

async function sourceReport(
  { trx, plan }: ImportSession,
  result: {
    readonly run: ImportRun
    readonly read: ReadDelivery
    readonly applied: Applied
    readonly changed: boolean
  },
): Promise<SourceReport> {
  const { run, read, applied } = result
  const names = read.files.map(({ name }) => name)
  const rejected = await countRejected(trx)
  return {
    name: run.source,
    day: run.day,
    state: result.changed ? 'changed' : 'same',
    files: read.files.map((file, number) => ({
      ...{ name: file.name, format: file.format, rows: file.rows, unknown: file.unknown },
      rejected: rejected.get(number) ?? 0,
      outcomes: summed(applied, (count) => count.file === number),
    })),
    outcomes: summed(applied, () => true),
    rejected: [...rejected.values()].reduce((sum, count) => sum + count, 0),
    rejections: await collectRejections(trx, names, plan.onRejections),
    ...(await countInForce(trx, run)),
  }
}

const NONE: Outcomes = {
  ...{ created: 0, updated: 0, closed: 0, replaced: 0, reopened: 0, unchanged: 0 },
}

function summed(
  { outcomes }: Applied,
  counts: (count: OutcomeCount) => boolean,
): ReadonlyMap<FactKind, Outcomes> {
  const byKind = new Map<FactKind, Outcomes>()
  for (const [kind, all] of outcomes) {
    const sums: Record<Outcome, number> = { ...NONE }
    for (const { outcome, count } of all.filter(counts)) sums[outcome] += count
    if (Object.values(sums).some((sum) => sum > 0)) byKind.set(kind, sums)
  }
  return byKind
}
