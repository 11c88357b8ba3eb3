import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatOf } from './format.ts'
import { languageOf, TEXTS } from './language.ts'

const [da, en] = [formatOf(TEXTS.da), formatOf(TEXTS.en)]

describe('formatOf()', () => {
  it('tells instants in Danish time with its zone, on both sides of the end of summer time', () => {
    const at = Date.parse('2026-10-25T00:30:00Z')
    assert.equal(
      da.instant(at).toString(),
      '<time datetime="2026-10-25T00:30:00.000Z">25. okt. 2026, 02.30 CEST</time>',
    )
    assert.match(da.instantText(at + 3_600_000), /02\.30 CET$/)
    assert.match(en.instantText(at), /25 Oct 2026, 02:30 CEST/)
  })

  it('never rounds a share up to all', () => {
    assert.equal(en.percent(0.999999, 3), '99.999%')
    assert.equal(en.percent(1, 3), '100%')
    assert.equal(en.percent(0.9995, 2), '99.95%')
    assert.match(da.percent(-0.5, 0), /^-50\s%$/)
  })

  it('says durations in two units at most', () => {
    assert.deepEqual([12_000, 60_000, 3_600_000, 5_400_000, 90_000_000].map(en.duration), [
      '12 secs',
      '1 min',
      '1 hr',
      '1 hr 30 mins',
      '1 day 1 hr',
    ])
  })
})

describe('languageOf()', () => {
  it('follows the address, then the reader, and is Danish else', () => {
    assert.equal(languageOf('en', 'da'), 'en')
    assert.equal(languageOf(null, 'en'), 'en')
    assert.equal(languageOf('fr', false), 'da')
  })
})

/** Every text of a language, with its place. */
function textsIn(value: unknown, place = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[place, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, `${place}.${key}`))
}

describe('TEXTS', () => {
  it('has each text in both languages, and none of them empty', () => {
    const places = [TEXTS.da, TEXTS.en].map((texts) =>
      textsIn(texts)
        .map(([place]) => place)
        .sort(),
    )
    assert.deepEqual(places[0], places[1])
    for (const texts of [TEXTS.da, TEXTS.en]) {
      assert.deepEqual(
        textsIn(texts).filter(([, text]) => text.trim() === ''),
        [],
      )
    }
  })

  it('says how all stands by what is the matter most, and never that nothing is up', () => {
    const none = { down: 0, degraded: 0, unknown: 0, maintenance: 0, total: 3 }
    assert.equal(TEXTS.en.overall({ ...none, down: 1, unknown: 1 }), '1 service is down')
    assert.equal(
      TEXTS.en.overall({ ...none, unknown: 2 }),
      '2 services cannot be measured right now',
    )
    assert.equal(TEXTS.da.overall({ ...none, degraded: 2 }), '2 tjenester har nedsat drift')
    assert.equal(TEXTS.da.overall(none), 'Alle tjenester er oppe')
    assert.equal(TEXTS.da.overall({ ...none, total: 0 }), 'Ingen tjenester overvåges')
  })
})
