import type { Transaction } from 'kysely'
import { openSession, type Session } from '../../../kit/database.ts'
import { dayOf } from '../../domain/time/local-date.ts'
import { ImportRefused } from '../../errors/importing.ts'
import { CHANGE_PARTS } from '../../store/changes/change-parts.ts'
import { recordChanges } from '../../store/changes/record-changes.ts'
import { followedUrl } from '../../store/copy/following.ts'
import {
  lockImports,
  nextRevision,
  recordRevision,
  recordSnapshot,
  saveSource,
} from '../../store/import/revisions.ts'
import { prepareSession } from '../../store/import/session-settings.ts'
import { recordSteppedAside, stepAside } from '../../store/import/step-aside.ts'
import { refreshSearch } from '../../store/search/refresh.ts'
import type { Tables } from '../../store/tables.ts'
import type { ImportReport, SourceReport } from '../import-report.ts'
import { cancelOnAbort } from './cancel-on-abort.ts'
import { type Delivery, type SortedInputs, sortInputs } from './delivery.ts'
import { type ImportSession, importDelivery, type PendingSnapshot } from './import-delivery.ts'
import type { ImportPlan } from './plan.ts'
import type { OnBatch } from './read-delivery.ts'
import { targetSource, unchangedReport } from './source-state.ts'

/**
 * Imports files: one transaction, at most one revision. A second import waits for the first.
 *
 * @returns the report; a refusal is one too, and leaves the register as it was
 * @throws {ImportUnusable} when the plan does not fit together; faults of the database pass through
 */
export async function importFiles(plan: ImportPlan): Promise<ImportReport> {
  const startedAt = performance.now()
  const work: Work = { sources: [], skipped: [], steppedAside: [], revision: null }
  const finished = (outcome: ImportReport['outcome'], refusal: ImportRefused | null = null) => ({
    ...work,
    outcome,
    refusal: refusal && { rule: refusal.rule, message: refusal.message },
    seconds: (performance.now() - startedAt) / 1000,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
  })
  try {
    const sorted = await sortInputs(plan)
    work.skipped = sorted.skipped
    await using session = await openSession<Tables>({ url: plan.url })
    return finished(await inOneTransaction(session, { plan, sorted, work }))
  } catch (error) {
    if (error instanceof ImportRefused) return finished('refused', error)
    throw error
  }
}

interface Work {
  sources: SourceReport[]
  skipped: SortedInputs['skipped']
  steppedAside: string[]
  revision: number | null
}

interface Task {
  readonly plan: ImportPlan
  readonly sorted: SortedInputs
  readonly work: Work
}

async function inOneTransaction(
  session: Session<Tables>,
  task: Task,
): Promise<'recorded' | 'unchanged' | 'dry-run'> {
  await prepareSession(session.db)
  const { url, signal } = task.plan
  using _cancelling = await cancelOnAbort(session.client, url, signal)
  const trx = await session.db.startTransaction().execute()
  try {
    const isChanged = await importAll(trx, session, task)
    const isKept = isChanged && !task.plan.options?.dryRun
    if (!isKept) {
      task.work.revision = null
      await trx.rollback().execute()
      return isChanged ? 'dry-run' : 'unchanged'
    }
    await trx.commit().execute()
    return 'recorded'
  } catch (error) {
    task.work.revision = null
    task.work.steppedAside = []
    // The connection may be what failed; then there is nothing left to roll back.
    if (!trx.isCommitted && !trx.isRolledBack) await trx.rollback().execute().catch(ignored)
    task.plan.signal?.throwIfAborted()
    throw error
  }
}

const ignored = (): void => {}

async function importAll(
  trx: Transaction<Tables>,
  { client }: Session<Tables>,
  { plan, sorted, work }: Task,
): Promise<boolean> {
  await lockImports(trx, () => plan.onProgress?.({ phase: 'waiting' }))
  const followed = await followedUrl(trx)
  if (followed !== null) {
    throw new ImportRefused('FOLLOWS_ANOTHER', `Cannot import: this hub is a copy of "${followed}"`)
  }
  const revision = await nextRevision(trx)
  const onBatch = batchProgress(plan, sorted)
  const session = { trx, client, plan, revision, now: plan.now ?? new Date(), onBatch }
  const pending: PendingSnapshot[] = []
  for (const delivery of sorted.deliveries) {
    const snapshot = await importOne(session, delivery, work)
    if (snapshot) pending.push(snapshot)
  }
  if (pending.length === 0) return false
  plan.onProgress?.({ phase: 'recording' })
  await record(session, pending, work.steppedAside)
  work.revision = revision
  return true
}

/** @returns null when the source says nothing new */
async function importOne(
  session: ImportSession,
  delivery: Delivery,
  work: Work,
): Promise<PendingSnapshot | null> {
  const { trx, plan, revision } = session
  const { source, isChanged } = await targetSource(trx, delivery, plan.options ?? {})
  const isTrusted = !isChanged && !plan.options?.force
  const known = isTrusted ? await unchangedReport(trx, delivery) : null
  if (known) {
    work.sources.push(known)
    return null
  }
  if (!source.isSample) work.steppedAside.push(...(await stepAside(trx, revision)))
  const snapshot = await importDelivery(session, delivery, {
    source,
    onReport: (report) => work.sources.push(report),
  })
  return isChanged || snapshot.report.state === 'changed' ? snapshot : null
}

async function record(
  { trx, revision, now }: ImportSession,
  pending: readonly PendingSnapshot[],
  steppedAside: readonly string[],
): Promise<void> {
  await recordRevision(trx, revision)
  const instant = now.toISOString()
  // Not the day of import: the register is as old as what it holds now.
  const day =
    pending
      .map(({ run }) => run.day)
      .sort()
      .at(-1) ?? dayOf(now)
  await recordSteppedAside(trx, steppedAside, { revision, day, instant })
  for (const { run, source, instant, fingerprint, report } of pending) {
    const { organisations, endpoints, rejected } = report
    await saveSource(trx, source)
    await recordSnapshot(trx, run, { instant, fingerprint, organisations, endpoints, rejected })
  }
  await recordChanges(trx, revision, CHANGE_PARTS)
  await refreshSearch(trx)
}

function batchProgress(plan: ImportPlan, { deliveries }: SortedInputs): OnBatch {
  const files = deliveries.flatMap((delivery) => delivery.files)
  const bytesTotal = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  let bytesBefore = 0
  let current = { name: '', sizeBytes: 0, bytes: 0 }
  return ({ file, bytes, rows }) => {
    if (file.name !== current.name) {
      bytesBefore += current.sizeBytes
      current = { name: file.name, sizeBytes: file.sizeBytes, bytes: 0 }
    }
    current.bytes += bytes
    // A feed may pass over a file more than once.
    const bytesRead = bytesBefore + Math.min(current.bytes, current.sizeBytes)
    plan.onProgress?.({ phase: 'reading', file: file.name, bytesRead, bytesTotal, rows })
  }
}
