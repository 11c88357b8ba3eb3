import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Asker } from './record-questions.ts'
import { startService } from './service.ts'

/** The hub and the sandbox in a process of their own, as somebody who is signed in asks them. */
export interface RecordHub extends AsyncDisposable {
  readonly pid: number
  /** Asks as one of the test people; tells how long the answer took in milliseconds, and what it was. */
  ask(asker: Asker, body: string, traceId?: string): Promise<Asked>
  /** The spans of a trace that was asked for, one a line. */
  traceOf(traceId: string): Promise<string>
  /** Makes every service that a record is read from take so long before it answers; 0 for as they are. */
  slowDown(ms: number): Promise<void>
  /** What the process printed. */
  output(): string
}

/** One answer. */
export interface Asked {
  readonly tookMs: number
  readonly text: string
}

const SOURCES = [
  ...['dds-registry', 'dds-repository', 'sfsk-registry', 'sfsk-repository', 'btr', 'ltr'],
  ...['fmk', 'ddv', 'fut-measurement', 'mhd'],
]

/** Starts it on an empty folder, with the sample of the register. */
export async function startRecordHub(): Promise<RecordHub> {
  await using starting = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'fundament-bench-record-'))
  starting.defer(() => rmSync(folder, { recursive: true, force: true }))
  // Its debugger is opened where it is profiled, and not before.
  const env = { NODE_OPTIONS: '--inspect-port=127.0.0.1:0' }
  const service = starting.use(await startService(folder, env))
  const { output } = service
  const graph = new URL('/clinical/graphql', service.url)
  const signIn = await signInOf(graph)
  const sandbox = new URL('/', signIn)
  const tokens = new Map<string, Promise<string>>()
  const tokenOf = ({ person }: Asker): Promise<string> => {
    const token = tokens.get(person) ?? signedIn(signIn, person)
    tokens.set(person, token)
    return token
  }
  const started = starting.move()
  return {
    ...{ pid: service.pid, output },
    ask: async (asker, body, traceId) => {
      const authorization = `Bearer ${await tokenOf(asker)}`
      const begun = performance.now()
      const response = await fetch(graph, {
        method: 'POST',
        headers: {
          ...{ authorization, 'content-type': 'application/json' },
          ...(traceId && { traceparent: `00-${traceId}-00f067aa0ba902b7-01` }),
        },
        body,
      })
      const text = await response.text()
      const tookMs = performance.now() - begun
      if (!response.ok || 'errors' in JSON.parse(text))
        throw new Error(`Cannot measure the record: ${text.slice(0, 500)}`)
      return { tookMs, text }
    },
    traceOf: async (traceId) => {
      const [, internal = ''] = /^Internal {2}(\S+)/m.exec(output()) ?? []
      return (await fetch(new URL(`/traces/${traceId}`, internal))).text()
    },
    slowDown: async (ms) => {
      for (const name of SOURCES) await setMode(sandbox, name, ms)
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  }
}

async function signInOf(graph: URL): Promise<string> {
  const page = await fetch(new URL('/.well-known/oauth-protected-resource', graph))
  const { authorization_servers: [issuer = ''] = [] } = (await page.json()) as {
    readonly authorization_servers?: readonly string[]
  }
  return issuer
}

async function signedIn(issuer: string, person: string): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'urn:fundament:sandbox:test-person', client_id: 'fundament-try', person },
    }),
  })
  const { access_token: token } = (await response.json()) as { readonly access_token?: string }
  if (token === undefined) throw new Error(`Cannot sign in "${person}": ${response.status}`)
  return token
}

async function setMode(sandbox: URL, name: string, ms: number): Promise<void> {
  const mode = ms === 0 ? { kind: 'well' } : { kind: 'slow', ms }
  const { ok, status } = await fetch(new URL(`/modes/${name}`, sandbox), {
    ...{ method: 'PUT', body: JSON.stringify(mode) },
  })
  if (!ok) throw new Error(`Cannot slow down "${name}": ${status}`)
}
