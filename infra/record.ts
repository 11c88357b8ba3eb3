import { bugReporter } from '../services/kit/http/report-bug.ts'
import type { Secret } from '../services/kit/secret.ts'
import type { Subgraph } from '../services/kit/subgraph.ts'
import type { SourceCall } from '../services/record/client/asking/source-desk.ts'
import {
  type Execute,
  executeIn,
  executeOver,
} from '../services/record/client/directory/execute.ts'
import type { RecordConfig } from '../services/record/config.ts'
import { createRecord, type RecordService } from '../services/record/service.ts'
import type { SandboxService } from '../services/sandbox/service.ts'
import { platformMetrics } from './platform-metrics.ts'
import type { Observed } from './serve.ts'

const POOL_SIZE = 5
const STATEMENT_TIMEOUT_MS = 10_000

/** What the record stands on. */
export interface RecordGround {
  readonly database: Secret
  readonly sandbox: SandboxService
  readonly directory: Execute
  /** Told of every question to a source. */
  readonly onCall?: (call: SourceCall) => void
}

/** Opens the record over a database, in a schema of its own, and the sandbox of this process. */
export const openRecord = (
  { database: url, sandbox, ...ground }: RecordGround,
  config: RecordConfig,
  { telemetry, log }: Observed,
): Promise<RecordService> => {
  const { tracing, onQuery } = telemetry
  const database = { url, poolSize: POOL_SIZE, statementTimeoutMs: STATEMENT_TIMEOUT_MS, onQuery }
  const { profile, url: root } = sandbox
  const counted = platformMetrics(telemetry.metrics)
  const own = { database, config, profile, sandbox: root, tracing, log }
  return createRecord({ ...ground, ...counted, ...own })
}

/** Asks a directory that is served apart. */
export const directoryAt = (url: URL): Execute => executeOver(url)

/** Asks the directory of this process. */
export const directoryHere = (directory: Subgraph, { log }: Pick<Observed, 'log'>): Execute =>
  executeIn(directory, bugReporter(log))
