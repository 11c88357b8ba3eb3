import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { machinePaths } from './machine-paths.ts'
import { projectFiles } from './project.ts'

const found = (text: string) => machinePaths([{ path: 'a.md', text }]).length
const pathOf = (...parts: readonly string[]) => ['', ...parts].join('/')

describe('machinePaths()', () => {
  it('finds none in the project', () => {
    assert.deepEqual(machinePaths(projectFiles()), [])
  })

  it('catches a folder of one machine and a download address', () => {
    assert.equal(found(`see ${pathOf('home', 'ann', 'fundament')}`), 1)
    assert.equal(found(`'${pathOf('tmp', 'x')}'`), 1)
    assert.equal(found(`"${'resolved'}": "https://registry.example/a.tgz"`), 1)
  })

  it('lets addresses and relative paths be', () => {
    assert.equal(found('https://example.org/home/page, ./tmp/x, test/work/a'), 0)
  })
})
