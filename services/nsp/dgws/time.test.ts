import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readTime } from './time.ts'

describe('readTime()', () => {
  it('reads times with a zone', () => {
    assert.equal(readTime('2031-05-06T10:00:00Z').toISOString(), '2031-05-06T10:00:00.000Z')
    assert.equal(readTime('2031-05-06T10:00:00.250Z').toISOString(), '2031-05-06T10:00:00.250Z')
    assert.equal(readTime('2031-05-06T10:00:00+02:00').toISOString(), '2031-05-06T08:00:00.000Z')
  })

  it('reads times without one as Danish, in winter and in summer', () => {
    assert.equal(readTime('2006-01-05T07:53:00').toISOString(), '2006-01-05T06:53:00.000Z')
    assert.equal(readTime('2006-08-31T15:36:53').toISOString(), '2006-08-31T13:36:53.000Z')
    assert.equal(readTime('2006-10-29T02:30:00').toISOString(), '2006-10-29T00:30:00.000Z')
  })

  it('refuses what is no time', () => {
    for (const text of [
      null,
      '',
      '2031-05-06',
      '2031-13-06T10:00:00Z',
      '10:00',
      '2031-05-06 10:00:00',
    ])
      assert.throws(() => readTime(text), /time is missing, or is none/)
  })
})
