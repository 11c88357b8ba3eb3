import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../services/kit/free-port.ts'
import { type Program, startProgram, stop } from './program.ts'

/** The whole project, running on a data folder of its own. */
export interface Service extends AsyncDisposable {
  readonly pid: number
  readonly url: string
  /** From the start to the first answer. */
  readonly startSeconds: number
  /** The last that it printed. */
  output(): string
}

const START_TIMEOUT_MS = 60_000

/** @throws {Error} with what the service printed, when it ends or stays silent */
export async function startService(
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Service> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/graphql`
  const begun = performance.now()
  const program = startProgram('infra/start.ts', [], {
    PORT: String(port),
    FUNDAMENT_DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    ...env,
  })
  await untilAnswered(url, program)
  return {
    pid: program.pid,
    url,
    output: program.output,
    startSeconds: (performance.now() - begun) / 1000,
    [Symbol.asyncDispose]: () => stop(program.child),
  }
}

async function untilAnswered(url: string, { child, output }: Program): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`Cannot start the service: it ended\n${output()}`)
    try {
      await answerOf(url, JSON.stringify({ query: '{ register { revision } }' }))
      return
    } catch {
      await sleep(50)
    }
  }
  await stop(child)
  throw new Error(`Cannot start the service: no answer in ${START_TIMEOUT_MS} ms\n${output()}`)
}

/**
 * One answer of the gateway, as it comes over the wire.
 *
 * @throws {Error} when it is not 200, or holds an error
 */
export async function answerOf(url: string, body: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
  })
  const text = await response.text()
  if (response.ok && !('errors' in JSON.parse(text))) return text
  throw new Error(`Cannot use answer of "${url}": ${text.slice(0, 500)}`)
}
