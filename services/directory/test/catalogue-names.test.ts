import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { BY_SOR_ID, type UnitPlace } from '../domain/catalogue/catalogue.ts'
import { EVERY, type NameMatch, type UnitCondition } from '../domain/catalogue/unit-condition.ts'
import { localDate } from '../domain/time/local-date.ts'
import { catalogue } from '../store/catalogue/catalogue.ts'
import { folded } from '../store/catalogue/folded-name.ts'
import { latestRegister } from '../store/reading/latest-register.ts'
import { file, importing, openRegister, unit } from './import-harness.ts'
import { unitId } from './register-builder.ts'

const NAMES = [
  ...['Lægerne Bæk & Ågård', "St. Josef's Hospice", 'ÅRHUS–afd. 5, kl.1', 'Øre/næse/hals (Ø)', 'a'],
  ...[
    'Café Ünder-Straße',
    'Kl. 10%_b',
    `Center${'æbler'.repeat(25)}hus`,
    'Æblegårdens  Børnehus',
    '§ 52',
  ],
  ...[
    'Fysioterapien Søndergade',
    'Fysio-Søndergade',
    'IV. afsnit',
    'Tandlægerne',
    'Æ',
    'Œuvre þing',
  ],
]

describe('units by name', () => {
  let register: Awaited<ReturnType<typeof openRegister>>
  before(async () => {
    register = await openRegister()
    // Some have had another name, in the register or for the time before; some are closed.
    const items = (shift: number) =>
      NAMES.flatMap((_name, place) => {
        const name = NAMES[(place + shift) % NAMES.length] ?? ''
        const id = unitId(place + 1)
        if (place % 3 === 0) return [unit(id, '2020-01-01..2024-12-31', { name })]
        if (place % 3 === 1) return [unit(id, '2020-01-01..', { name })]
        return [
          unit(id, '2020-01-01..2023-12-31', { name: `Tidligere ${name}` }),
          unit(id, '2024-01-01..', { name }),
        ]
      })
    await importing(register, [file({ on: '2026-10-30', items: items(0) })])
    await importing(register, [file({ on: '2026-10-31', items: items(5) })])
  })
  after(() => register[Symbol.asyncDispose]())

  const found = async (condition: UnitCondition, at: { day: string; revision: number }) => {
    const latest = latestRegister(register.db, 0)
    const options = {
      hubRules: [],
      freshForDays: 3,
      now: () => new Date(),
      grants: new Set<string>(),
    }
    const view = await catalogue(register.db, { ...options, latest }).view({
      ...{ day: localDate(at.day), revision: at.revision },
    })
    const page = { order: BY_SOR_ID, after: null, first: 1_000 }
    const units = await view.units(condition, page)
    assert.equal(await view.countUnits(condition), units.length)
    return units
  }
  const isMatch = ({ name }: UnitPlace, match: NameMatch, value: string): boolean => {
    const [held, asked] = [folded(name), folded(value)]
    if (match === 'equals') return name === value
    return match === 'contains' ? held.includes(asked) : held.startsWith(asked)
  }
  const parts = fc
    .tuple(
      fc.constantFrom(...NAMES),
      fc.nat(12),
      fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 7, max: 140 })),
    )
    .map(([name, from, length]) => name.slice(from, from + length))
    .filter((value) => value !== '')

  it('are those that a look at each would find, whatever is asked', async () => {
    const all = new Map<string, readonly UnitPlace[]>()
    const views = fc.record({
      day: fc.constantFrom('2022-06-01', '2026-11-02'),
      revision: fc.constantFrom(1, 2),
    })
    const matches = fc.constantFrom<NameMatch[]>('begins', 'contains', 'equals')
    const spelled = fc.constantFrom(
      ...[(text: string) => text, (text: string) => text.toUpperCase(), folded],
    )
    let hits = 0
    const asking = fc.asyncProperty(
      views,
      matches,
      parts,
      spelled,
      async (at, match, part, spell) => {
        const name = JSON.stringify(at)
        const units = all.get(name) ?? (await found(EVERY, at))
        all.set(name, units)
        const value = spell(part)
        const expected = units.filter((one) => isMatch(one, match, value))
        assert.deepEqual(await found({ kind: 'name', match, value }, at), expected, value)
        hits += expected.length
      },
    )
    await fc.assert(asking, { numRuns: 150 })
    assert.ok(hits > 30, String(hits))
  })

  it('are found where the search is behind', async () => {
    const asked: UnitCondition = { kind: 'name', match: 'contains', value: 'søndergade' }
    const at = { day: '2026-11-02', revision: 2 }
    const expected = await found(asked, at)
    assert.ok(expected.length > 0)
    await sql`delete from search_entry`.execute(register.db)
    assert.deepEqual(await found(asked, at), [], 'it is what the search knows that is looked at')
    await sql`delete from search_state`.execute(register.db)
    assert.deepEqual(await found(asked, at), expected)
  })
})
