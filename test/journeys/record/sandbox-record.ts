import { type ExecutionResult, parse } from 'graphql'
import { decodeJwt } from 'jose'
import type { Caller } from '../../../services/kit/callers.ts'
import { EnvReader } from '../../../services/kit/config.ts'
import { createLog } from '../../../services/kit/log.ts'
import { Secret } from '../../../services/kit/secret.ts'
import {
  executeInSubgraph,
  type OperationResult,
} from '../../../services/kit/subgraph-execution.ts'
import { idsOnly } from '../../../services/kit/telemetry/tracing.ts'
import type { SourceCall } from '../../../services/record/client/asking/source-desk.ts'
import { recordConfigFrom } from '../../../services/record/config.ts'
import { createRecord, type RecordService } from '../../../services/record/service.ts'
import { createSandbox, type SandboxService } from '../../../services/sandbox/service.ts'
import { openTestDatabase } from '../../harness/database.ts'

/** The record over a sandbox of its own and a real database, asked as somebody of the sandbox. */
export interface SandboxRecord extends AsyncDisposable {
  readonly sandbox: SandboxService
  readonly record: RecordService
  readonly database: Secret
  /** Every question to a source, in order of their ends. */
  readonly calls: SourceCall[]
  /** Everything that was logged, at every level. */
  readonly logged: () => string
  /** @param person key of the sandbox's people; null for an anonymous caller */
  ask(person: string | null, query: string, cpr: string): Promise<ExecutionResult>
  follow(person: string, cpr: string): Promise<OperationResult>
}

/**
 * @param env settings of the record beside the defaults
 * @param over another record's sandbox and database, which stay that one's; default: its own
 */
export async function openSandboxRecord(
  env: Readonly<Record<string, string>> = {},
  over: Pick<SandboxRecord, 'sandbox' | 'database'> | null = null,
): Promise<SandboxRecord> {
  await using opening = new AsyncDisposableStack()
  const url = over?.database ?? opening.use(await openTestDatabase()).url
  const sandbox = over?.sandbox ?? opening.use(await createSandbox())
  const calls: SourceCall[] = []
  const lines: string[] = []
  const record = opening.use(
    await createRecord({
      database: { url },
      config: recordConfigFrom(new EnvReader(env)),
      ...{ profile: sandbox.profile, sandbox: sandbox.url, tracing: idsOnly },
      directory: async () => ({
        data: { organisationsByKeys: [{ sorId: '9000006021000016001' }] },
      }),
      log: createLog({ level: 'trace', destination: { write: (line) => lines.push(line) } }),
      onCall: (call) => calls.push(call),
    }),
  )
  const callers = new Map<string, Promise<Caller>>()
  const callerOf = (person: string): Promise<Caller> => {
    const known = callers.get(person) ?? signedIn(sandbox, person)
    callers.set(person, known)
    return known
  }
  const execute = async (person: string | null, query: string, cpr: string) => {
    const caller = person === null ? null : await callerOf(person)
    const context = record.subgraph.contextOf({ caller, signal: undefined })
    const operation = {
      document: parse(query),
      variables: { cpr },
      operationName: undefined,
      context,
    }
    return executeInSubgraph(record.subgraph, operation, (bug) => {
      throw bug
    })
  }
  const opened = opening.move()
  return {
    ...{ sandbox, record, calls, database: url, logged: () => lines.join('') },
    ask: async (...asked) => (await execute(...asked)) as ExecutionResult,
    follow: (person, cpr) =>
      execute(
        person,
        'subscription ($cpr: Cpr!) { citizenRecordChanged(citizens: [$cpr]) { id cpr source changedOn receivedAt } }',
        cpr,
      ),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

async function signedIn({ url }: SandboxService, person: string): Promise<Caller> {
  const response = await fetch(new URL('/sign-in/token', url), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:fundament:sandbox:test-person',
      ...{ client_id: 'fundament-try', person },
    }),
  })
  const { access_token: token } = (await response.json()) as { access_token: string }
  const claims = decodeJwt(token)
  return { name: 'a-client', grants: new Set(), signIn: { token: new Secret(token), claims } }
}
