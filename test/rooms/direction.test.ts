import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { wrongDirections } from './direction.ts'
import { projectCode } from './project.ts'

const importing = (path: string, target: string) => [
  { path, text: `import { x } from '${target}'\n` },
]

const BREACHES = [
  ['services/shop/domain/a.ts', '../errors.ts'],
  ['services/shop/domain/a.ts', '../../kit/errors.ts'],
  ['services/shop/domain/a.ts', 'lodash'],
  ['services/shop/store/a.ts', '../graphql/b.ts'],
  ['services/shop/graphql/a.ts', '../store/b.ts'],
  ['services/shop/source/a.ts', '../service.ts'],
  ['services/shop/service.ts', '../bank/service.ts'],
  ['services/shop/service.ts', '../../test/harness/database.ts'],
  ['services/shop/cellar/a.ts', '../domain/b.ts'],
  ['services/kit/a.ts', '../shop/domain/b.ts'],
  ['gateway/a.ts', '../services/shop/domain/b.ts'],
  ['gateway/a.ts', '../infra/b.ts'],
] as const

const FINE = [
  ['services/shop/main.ts', './service.ts'],
  ['services/shop/service.ts', './store/b.ts'],
  ['services/shop/source/a.ts', '../store/b.ts'],
  ['services/shop/store/a.ts', '../domain/b.ts'],
  ['services/shop/store/a.ts', '../../kit/database.ts'],
  ['services/shop/store/a.test.ts', '../../../test/harness/database.ts'],
  ['gateway/a.ts', '../services/kit/log.ts'],
  ['infra/start.ts', '../services/shop/service.ts'],
] as const

describe('wrongDirections()', () => {
  it('finds none in the project', () => {
    assert.deepEqual(wrongDirections(projectCode()), [])
  })

  for (const [path, target] of BREACHES) {
    it(`catches ${path} importing ${target}`, () => {
      assert.equal(wrongDirections(importing(path, target)).length, 1)
    })
  }

  for (const [path, target] of FINE) {
    it(`lets ${path} import ${target}`, () => {
      assert.deepEqual(wrongDirections(importing(path, target)), [])
    })
  }
})
