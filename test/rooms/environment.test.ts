import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { strayEnvironmentReads } from './environment.ts'
import { projectCode } from './project.ts'

describe('strayEnvironmentReads()', () => {
  it('finds none in the project', () => {
    assert.deepEqual(strayEnvironmentReads(projectCode()), [])
  })

  it('catches a store that asks the environment, and lets config and comments be', () => {
    const text = '// process.env\nconst a = process.env.PORT\n'
    const paths = ['services/shop/store/a.ts', 'services/shop/config.ts', 'infra/start.ts']
    const found = strayEnvironmentReads(paths.map((path) => ({ path, text })))
    assert.deepEqual(found, ['services/shop/store/a.ts:2 process.env'])
  })
})
