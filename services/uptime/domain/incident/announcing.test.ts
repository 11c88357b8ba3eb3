import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { announcedAtOf, wrongTimes } from './announcing.ts'

const NOW = Date.parse('2026-11-23T08:00:00Z')
const at = (hour: string) => `2026-11-23T${hour}:00Z`

describe('wrongTimes()', () => {
  const wrong = (startsAt: string, endsAt: string) => wrongTimes({ startsAt, endsAt }, NOW)

  it('has nothing against what is to come or goes on', () => {
    assert.equal(wrong(at('07:00'), at('09:00')), null)
    assert.equal(wrong('2026-12-01T10:00:00.5+01:00', '2026-12-01T12:00:00+01:00'), null)
  })

  it('refuses what is no time, backwards, over, too long or too far ahead', () => {
    assert.match(wrong('tomorrow', at('09:00')) ?? '', /RFC 3339/)
    assert.match(wrong('2026-11-23', at('09:00')) ?? '', /RFC 3339/)
    assert.match(wrong(at('09:00'), at('09:00')) ?? '', /before it begins/)
    assert.match(wrong(at('06:00'), at('08:00')) ?? '', /passed/)
    assert.match(wrong(at('09:00'), '2027-01-23T08:00:00Z') ?? '', /31 days/)
    assert.match(wrong('2028-01-23T08:00:00Z', '2028-01-23T09:00:00Z') ?? '', /366 days/)
  })
})

describe('announcedAtOf()', () => {
  const former = {
    ...{ id: 'm', services: ['a', 'b'], startsAt: at('07:00'), endsAt: at('09:00') },
    ...{ title: { da: 'x', en: 'x' }, announcedAt: at('05:00') },
  }
  const said = (startsAt: string, services: readonly string[], now = NOW) =>
    announcedAtOf({ startsAt, services }, former, now)

  it('stays what it was where nothing that has passed comes in', () => {
    assert.equal(said(at('07:00'), ['a', 'b']), at('05:00'))
    assert.equal(said(at('07:30'), ['b']), at('05:00'))
  })

  it('is now for a new one, an earlier beginning, another service, and one that was over', () => {
    const now = '2026-11-23T08:00:00.000Z'
    assert.equal(announcedAtOf({ startsAt: at('07:00'), services: ['a'] }, null, NOW), now)
    assert.equal(said(at('06:59'), ['a']), now)
    assert.equal(said(at('07:00'), ['a', 'c']), now)
    const later = Date.parse(at('12:00'))
    assert.equal(said(at('07:00'), ['a'], later), '2026-11-23T12:00:00.000Z')
  })
})
