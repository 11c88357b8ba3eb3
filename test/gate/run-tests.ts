import { relative } from 'node:path'
import { run } from 'node:test'
import { failureText, type TestFailure } from './failure.ts'

/** What a run of test files came to. */
export interface TestRun {
  readonly passed: boolean
  readonly seconds: number
  /** The runner's own closing counts, one a line: `tests 12`, `pass 12`, … */
  readonly counts: readonly string[]
  readonly skipped: readonly string[]
}

/** A file whose tests are done but whose process stays alive would hold the gate for ever. */
const QUIET_MS = 90_000

/**
 * Runs test files, each in a process of its own, two at a time.
 * A file that passes is one line, a failure is shown in full when it happens.
 */
export async function runTests(
  root: string,
  files: readonly string[],
  { print, signal }: { readonly print: (text: string) => void; readonly signal: AbortSignal },
): Promise<TestRun> {
  const begun = performance.now()
  const quiet = new AbortController()
  const timer = setTimeout(() => quiet.abort(), QUIET_MS)
  const events = run({
    files: [...files],
    concurrency: 2,
    signal: AbortSignal.any([signal, quiet.signal]),
  })
  const counts: string[] = []
  const skipped: string[] = []
  const stderr = new Map<string, string[]>()
  let passed = true
  for await (const { type, data } of events) {
    timer.refresh()
    if (type === 'test:stderr')
      stderr.set(data.file, [...(stderr.get(data.file) ?? []), data.message])
    if (type === 'test:diagnostic' && !data.file) counts.push(data.message)
    if (type === 'test:pass' && typeof data.skip === 'string')
      skipped.push(`${data.name}: ${data.skip}`)
    if (type === 'test:fail') {
      passed = false
      const file = data.file ?? data.name
      print(failureText(relative(root, file), data as TestFailure, stderr.get(file) ?? []))
    }
    if (type === 'test:summary' && data.file && data.success) {
      const took = (data.duration_ms / 1000).toFixed(1)
      print(`✔ ${relative(root, data.file)}  ${data.counts.tests} tests  ${took} s`)
    }
  }
  clearTimeout(timer)
  return { passed, seconds: (performance.now() - begun) / 1000, counts, skipped }
}
