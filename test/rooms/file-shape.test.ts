import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { longFiles, poorExports, poorNames } from './file-shape.ts'
import { projectCode } from './project.ts'

const file = (path: string, text = '') => ({ path, text })

describe('longFiles()', () => {
  it('finds none in the project', () => {
    assert.deepEqual(longFiles(projectCode()), [])
  })

  it('catches 401 lines without a reason, and takes a reason in line 1', () => {
    const long = 'x\n'.repeat(401)
    assert.deepEqual(longFiles([file('a.ts', long)]), ['a.ts: 401 lines'])
    assert.deepEqual(longFiles([file('a.ts', `// One table, one file.\n${long}`)]), [])
  })
})

describe('poorNames()', () => {
  it('finds none in the project', () => {
    assert.deepEqual(poorNames(projectCode()), [])
  })

  for (const name of [
    'util.ts',
    'date-utils.ts',
    'LogManager.ts',
    'helpers.test.ts',
    'two_words.ts',
  ]) {
    it(`catches ${name}`, () => {
      assert.equal(poorNames([file(`services/kit/${name}`)]).length, 1)
    })
  }
})

describe('poorExports()', () => {
  it('finds none in the project', () => {
    assert.deepEqual(poorExports(projectCode()), [])
  })

  it('catches a default export and a barrel', () => {
    const text = [
      'export default 1',
      "export * from './a.ts'",
      "export { b } from './b.ts'",
      '',
    ].join('\n')
    assert.equal(poorExports([file('a.ts', text)]).length, 3)
    assert.deepEqual(poorExports([file('a.ts', 'const a = 1\nexport { a }\n')]), [])
  })
})
