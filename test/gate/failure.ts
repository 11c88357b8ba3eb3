import { inspect } from 'node:util'

/** What the test runner says of one test that failed. */
export interface TestFailure {
  readonly name: string
  readonly line?: number | undefined
  readonly details: { readonly error: Error & { readonly failureType?: string } }
}

/**
 * One failed test in full: file and line, name, the error with its difference, and what the process wrote to stderr
 * when the whole file fell.
 *
 * @returns empty for a suite that fails only because a test within it did: that one is shown already
 */
export function failureText(
  file: string,
  { name, line, details }: TestFailure,
  stderr: readonly string[],
): string {
  const { error } = details
  if (error.failureType === 'subtestsFailed') return ''
  if (error.failureType === 'testAborted')
    return `✖ ${file}  did not end; what it opened stays open`
  const whole = name.endsWith('.test.ts')
  const title = whole ? file : `${file}:${line ?? 1}  ${name}`
  const body = whole ? stderr.join('') : errorText(error.cause ?? error)
  return `✖ ${title}\n${body.replace(/^(?=.)/gm, '    ').trimEnd()}`
}

const errorText = (error: unknown): string =>
  error instanceof Error && error.stack ? error.stack : inspect(error, { depth: 6 })
