import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { missingPrograms, systemProgram } from '../harness/system-programs.ts'
import { systemPackages } from './system-packages.ts'

describe('systemPackages()', () => {
  it('costs next to nothing where all are there, or nothing is to be installed', async () => {
    const { passed, seconds } = await systemPackages(new AbortController().signal)
    assert.equal(passed, true)
    assert.ok(seconds < 0.5)
  })
})

describe('missingPrograms()', () => {
  it('finds what is there, and names what is not', () => {
    assert.deepEqual(missingPrograms(['sh', 'no-such-program']), ['no-such-program'])
    assert.equal(systemProgram('no-such-program'), null)
    assert.match(systemProgram('sh') ?? '', /\/sh$/)
  })
})
