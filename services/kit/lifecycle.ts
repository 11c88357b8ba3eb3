import { isKnownError } from './errors.ts'

/** What made the process stop. */
export type StopReason = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'parent gone' | 'fault'

/** What a program is told while it runs. */
export interface Running {
  /** Aborted at the first request to stop; long work takes it, short steps ask `throwIfAborted()` between them. */
  readonly stopping: AbortSignal
  /** Resolves at the first request to stop, at once when it came earlier; keeps the process alive until then. */
  readonly untilStopped: () => Promise<StopReason>
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs a whole program: what it opened with `await using` is disposed in reverse when its body ends.
 *
 * A signal, once or more often, or the death of the launcher asks the body to end. An expected failure is one line on
 * standard error, a bug is a stack. A body that has not ended `drainMs` after the request is cut off.
 *
 * @param body returns the exit code; nothing means 0
 */
export async function runProgram(
  body: (running: Running) => Promise<number | undefined>,
  { drainMs = 4_000 }: { readonly drainMs?: number } = {},
): Promise<void> {
  const { running, request } = stopRequests()
  // Kept by nothing else, the process has ended before; still here means that something hangs.
  running.stopping.addEventListener('abort', () => {
    setTimeout(() => process.exit(process.exitCode ?? 1), drainMs).unref()
  })
  process.on('uncaughtException', (error) => {
    report(error)
    process.exitCode = 1
    request('fault')
  })
  try {
    const code = (await body(running)) ?? 0
    process.exitCode ??= code
  } catch (error) {
    if (running.stopping.aborted && isAbort(error)) {
      process.exitCode ??= 0
    } else {
      report(error)
      process.exitCode = 1
    }
  }
  // All is disposed. Left to itself Node takes its signal handlers down some milliseconds before it ends, and a signal
  // that comes a second time would kill what has stopped in order.
  process.exit()
}

function stopRequests(): { running: Running; request: (reason: StopReason) => void } {
  const controller = new AbortController()
  const asked = Promise.withResolvers<StopReason>()
  const request = (reason: StopReason) => {
    asked.resolve(reason)
    controller.abort()
  }
  for (const signal of SIGNALS) process.on(signal, () => request(signal))
  process.once('disconnect', () => request('parent gone'))
  // Listening to the launcher must not keep a finished program alive.
  process.channel?.unref()
  const untilStopped = async () => {
    const keepAlive = setInterval(() => {}, 60_000)
    const reason = await asked.promise
    clearInterval(keepAlive)
    return reason
  }
  return { running: { stopping: controller.signal, untilStopped }, request }
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'

function report(error: unknown): void {
  const text = isKnownError(error) ? error.message : error instanceof Error ? error.stack : error
  process.stderr.write(`${text}\n`)
}
