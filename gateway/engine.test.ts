import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loadEngine } from './engine.ts'

const silent = () => {
  const lines: unknown[][] = []
  return { lines, warn: (...line: unknown[]) => void lines.push(line) }
}

describe('loadEngine()', () => {
  it('loads the native planner where it can', async () => {
    const log = silent()
    const { name, handler } = await loadEngine('rust', log)
    assert.equal(name, 'rust')
    assert.equal(typeof handler, 'function')
    assert.deepEqual(log.lines, [])
  })

  it('takes stitching, with a line in the log, where the native planner does not load', async () => {
    const log = silent()
    const load = () => Promise.reject(new Error('no such file: planner.musl.node'))
    assert.deepEqual(await loadEngine('rust', log, load), {
      name: 'stitching',
      handler: undefined,
    })
    assert.equal(log.lines.length, 1)
    assert.match(String(log.lines[0]?.[1]), /native query planner does not load/)
  })

  it('does not load it where stitching is wanted', async () => {
    const load = () => assert.fail('loaded')
    assert.equal((await loadEngine('stitching', silent(), load)).name, 'stitching')
  })
})
