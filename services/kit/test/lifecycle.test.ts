import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { startProcess } from '../../../test/harness/process.ts'

const PROGRAM = join(import.meta.dirname, 'lifecycle-program.ts')
const run = (behaviour: string) => startProcess([process.execPath, PROGRAM, behaviour])
const UP = /^up$/m

describe('runProgram()', () => {
  it('disposes in reverse and exits 0 on a signal that comes twice', async () => {
    await using program = run('serve')
    await program.waitFor(UP)
    program.signal('SIGINT', 'alone')
    program.signal('SIGTERM', 'alone')
    assert.deepEqual(await program.ended, { code: 0, signal: null })
    assert.match(program.output(), /stopped by SIG(INT|TERM)\nclosed second\nclosed first\n$/)
  })

  it('takes an aborted step after a signal for a clean stop', async () => {
    await using program = run('abort')
    await program.waitFor(UP)
    program.signal('SIGTERM', 'alone')
    assert.deepEqual(await program.ended, { code: 0, signal: null })
  })

  it('exits with the code that the body returns', async () => {
    await using program = run('code')
    assert.deepEqual(await program.ended, { code: 3, signal: null })
  })

  it('prints an expected failure as one line and exits 1', async () => {
    await using program = run('refuse')
    assert.deepEqual(await program.ended, { code: 1, signal: null })
    assert.match(program.output(), /closed first\nCannot open shop "north": it is night\n$/)
  })

  it('prints a bug with its stack and exits 1', async () => {
    await using program = run('break')
    assert.deepEqual(await program.ended, { code: 1, signal: null })
    assert.match(program.output(), /TypeError: broken\n {4}at /)
  })

  it('stops in order after a fault that nobody caught, and exits 1', async () => {
    await using program = run('fault')
    assert.deepEqual(await program.ended, { code: 1, signal: null })
    assert.match(
      program.output(),
      /TypeError: stray.*stopped by fault\nclosed second\nclosed first/s,
    )
  })

  it('cuts off a body that does not end in time, and exits 1', async () => {
    await using program = run('hang')
    await program.waitFor(UP)
    program.signal('SIGTERM', 'alone')
    assert.deepEqual(await program.ended, { code: 1, signal: null })
  })
})
