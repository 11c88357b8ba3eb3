import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { testFiles } from './test-files.ts'

describe('testFiles()', () => {
  const root = mkdtempSync(join(tmpdir(), 'fundament-test-files-'))
  after(() => rmSync(root, { recursive: true }))
  for (const folder of ['services/kit', 'test/bench', 'test/node_modules/x']) {
    mkdirSync(join(root, folder), { recursive: true })
    writeFileSync(join(root, folder, 'a.test.ts'), '')
    writeFileSync(join(root, folder, 'a.ts'), '')
  }

  it('finds every test file of the rooms, but no bench and no dependency', () => {
    assert.deepEqual(testFiles(root, []), [join(root, 'services/kit/a.test.ts')])
  })

  it('takes a file or a folder by name', () => {
    const expected = [join(root, 'services/kit/a.test.ts')]
    assert.deepEqual(testFiles(root, ['services/kit/a.test.ts']), expected)
    assert.deepEqual(testFiles(root, ['services']), expected)
  })

  it('throws when there is nothing to test by that name', () => {
    assert.throws(() => testFiles(root, ['services/kit/a.ts']), /Cannot test "services\/kit\/a.ts"/)
  })
})
