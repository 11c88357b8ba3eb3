import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { TestDatabase } from '../../../test/harness/database.ts'
import { parseCallers } from '../../kit/callers.ts'
import { createLog } from '../../kit/log.ts'
import { createMetrics } from '../../kit/telemetry/metrics.ts'
import { idsOnly } from '../../kit/telemetry/tracing.ts'
import type { CopyHeader, CopyTrailer } from '../domain/copy/register-copy.ts'
import { exportRoute } from '../export/export-route.ts'
import { openCopies } from '../store/copy/open-copies.ts'
import type { Tables } from '../store/tables.ts'

/** The key of a caller that may see the source `secret`. */
export const KEY = 'key-of-the-holder'

const KEY_SHA256 = createHash('sha256').update(KEY).digest('hex')

/** A line of a copy between header and trailer. */
export interface Line {
  readonly table: string
  readonly row?: Readonly<Record<string, unknown>>
  readonly end?: { readonly id: number; readonly last_revision: number }
}

/** A copy that was read to its end. */
export interface ReadCopy {
  readonly header: CopyHeader
  readonly lines: readonly Line[]
  readonly trailer: CopyTrailer
}

/** Reads the text of a copy. */
export function copyOf(text: string): ReadCopy {
  const [header, ...rest] = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  return { header, lines: rest.slice(0, -1), trailer: rest.at(-1) }
}

/** An HTTP server that gives copies of the register of a test. */
export interface ServedExport extends AsyncDisposable {
  readonly url: URL
}

export async function serveExport(register: TestDatabase<Tables>): Promise<ServedExport> {
  const metrics = createMetrics({})
  const callers = parseCallers(
    JSON.stringify([{ name: 'Holder', keySha256: KEY_SHA256, grants: ['secret'] }]),
  )
  if (typeof callers === 'string') throw new TypeError(callers)
  const around = {
    ...{ callers, telemetry: { tracing: idsOnly, metrics }, maxBodyBytes: 1_000 },
    log: createLog({ level: 'error' }),
  }
  const server = createServer(
    express()
      .disable('etag')
      .use(exportRoute(around, openCopies(register))),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: new URL(`http://127.0.0.1:${port}/export`),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await metrics[Symbol.asyncDispose]()
    },
  }
}
