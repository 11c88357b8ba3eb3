import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { file, importing, unit } from '../import-harness.ts'
import { unitId } from '../register-builder.ts'
import { openSearching, pageOf, type SearchArguments, type Searching } from './searching.ts'

describe('searchOrganisations(filter)', () => {
  let searching: Searching
  before(async () => {
    searching = await openSearching()
    const items = [
      unit(unitId(1), '2020-01-01..', { name: 'Fjordland', level: 'OWNER' }),
      unit(unitId(2), '2020-01-01..', { name: 'Fjordland Sygehus', parentId: unitId(1) }),
      unit(unitId(3), '2020-01-01..2026-01-31', { name: 'Fjordland Arkiv', parentId: unitId(2) }),
      unit(unitId(4), '2030-01-01..', { name: 'Fjordland Nyt', parentId: unitId(2) }),
    ]
    await importing(searching.register, [file({ on: '2026-11-20', items })])
  })
  after(() => searching[Symbol.asyncDispose]())

  const refused = async (asked: SearchArguments): Promise<string> =>
    pageOf(searching, asked).then(
      () => 'answered',
      (error: Error) => error.message,
    )

  const malformed: readonly (readonly [object, RegExp])[] = [
    [{ types: ['hospital'] }, /types "hospital": a SNOMED CT code has 6 to 18 digits/],
    [{ types: [] }, /types of "0"/],
    [{ specialities: ['123'] }, /specialities "123"/],
    [{ municipality: '751' }, /municipality "751": a municipality code has 4 digits/],
    [{ municipality: 'Aarhus' }, /municipality "Aarhus"/],
    [{ region: '1080' }, /region "1080": a region code is 1081/],
    [{ region: 'Region Midtjylland' }, /region "Region Midtjylland"/],
    [{ postCode: 'DK-8000' }, /postCode "DK-8000": a post code has 4 digits/],
    [{ under: '1234' }, /under "1234": a SOR id has 11 to 19 digits/],
    [{ cluster: 'Ø klyngen' }, /cluster "Ø klyngen": an id has/],
    [{ receives: ' ' }, /message type " "/],
  ]
  for (const [filter, message] of malformed) {
    it(`refuses ${JSON.stringify(filter)}, naming value and rule`, async () => {
      const said = await refused({ filter })
      assert.match(said, /^searchOrganisations FILTER_INVALID/)
      assert.match(said, message)
    })
  }

  it('answers with neither text nor filter, and with a filter that nothing meets', async () => {
    const all = await pageOf(searching, {})
    assert.deepEqual(all.names, ['Fjordland', 'Fjordland Sygehus'])
    const none = await pageOf(searching, { filter: { postCode: '9999' } })
    assert.deepEqual([none.totalCount, none.names], [0, []])
    assert.deepEqual(none.pageInfo, {
      ...{ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    })
  })

  it('holds closed ones back unless they are asked for, and future ones always', async () => {
    const open = await pageOf(searching, { filter: { under: unitId(1) } })
    assert.deepEqual(open.names, ['Fjordland Sygehus'])
    const all = await pageOf(searching, { filter: { under: unitId(1), includeClosed: true } })
    assert.deepEqual(all.names, ['Fjordland Sygehus', 'Fjordland Arkiv'])
    const later = await pageOf(searching, { text: 'nyt', on: '2030-01-01' })
    assert.deepEqual(later.names, ['Fjordland Nyt'])
    const then = await pageOf(searching, { text: 'arkiv', on: '2025-06-01' })
    assert.deepEqual(then.names, ['Fjordland Arkiv'])
  })

  it('refuses first outside 1 to 1000', async () => {
    for (const first of [0, -1, 1001]) {
      assert.match(await refused({ first }), /FIRST_OUT_OF_RANGE/)
    }
  })

  it('refuses a cursor of another search, and says of what it is', async () => {
    const { cursors } = await pageOf(searching, { text: 'fjordland', first: 1 })
    const [after = ''] = cursors
    const others: readonly (readonly [SearchArguments, RegExp])[] = [
      [{ text: 'sygehus' }, /another text or filter/],
      [{ text: 'fjordland', filter: { level: 'UNIT' } }, /another text or filter/],
      [{ text: 'fjordland', on: '2026-11-01' }, /it is of a search on 2026-11-23/],
    ]
    for (const [asked, message] of others) {
      const said = await refused({ ...asked, after })
      assert.match(said, /CURSOR_INVALID/)
      assert.match(said, message)
    }
    assert.match(await refused({ text: 'fjordland', after: 'bm9uZQ' }), /no cursor of ours/)
    const next = await pageOf(searching, { text: 'fjordland', on: '2026-11-23', after })
    assert.deepEqual(next.names, ['Fjordland Sygehus'])
  })

  it('shows no person number in what it refuses', async () => {
    const said = await refused({ filter: { postCode: '0101010101' } })
    assert.match(said, /FILTER_INVALID/)
    assert.doesNotMatch(said, /0101010101/)
  })
})
