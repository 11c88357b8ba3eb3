import assert from 'node:assert/strict'
import type { PageStep } from './page.ts'

/**
 * Holds what a step printed against what its page says: JSON is equal as a value; of a text every line occurs, in order.
 * `…` stands for whatever is there: as a line of its own for any lines, in a line for any characters.
 */
export function holdPrinted({ command, printed }: PageStep, output: string): void {
  if (printed === null) return
  if (printed.kind === 'json') {
    assert.deepEqual(JSON.parse(output), JSON.parse(printed.text), command)
    return
  }
  const lines = output.split('\n')
  let from = 0
  for (const line of printed.text.split('\n')) {
    if (line.trim() === '' || line.trim() === '…') continue
    const pattern = patternOf(line)
    const at = lines.findIndex((each, index) => index >= from && pattern.test(each))
    assert.ok(at >= 0, `${command}\ndid not print the line\n${line}\nbut\n${output}`)
    from = at + 1
  }
}

const patternOf = (line: string): RegExp =>
  new RegExp(`^${line.trimEnd().split('…').map(RegExp.escape).join('.*')}\\s*$`, 'u')
