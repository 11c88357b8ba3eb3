/** One part of the gate once it has run. */
export interface Step {
  readonly name: string
  readonly passed: boolean
  readonly seconds: number
  /** What to show when it failed. */
  readonly output: string
}

/** The closing table: one line a step, with its result and its seconds. */
export function stepTable(steps: readonly Step[]): string {
  const width = Math.max(...steps.map(({ name }) => name.length))
  const rows = steps.map(
    ({ name, passed, seconds }) =>
      `${passed ? '✔' : '✖'} ${name.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s  ${passed ? 'passed' : 'FAILED'}`,
  )
  return rows.join('\n')
}
