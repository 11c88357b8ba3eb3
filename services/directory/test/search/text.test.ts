import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { OrganisationFact } from '../../domain/statement/facts.ts'
import { file, importing, mailbox, unit } from '../import-harness.ts'
import { glnNumber, unitId } from '../register-builder.ts'
import { openSearching, pageOf, type Searching } from './searching.ts'

const NAMES = [
  'Fjordland Sygehus',
  'Fjordland Sygehus Ålbæk',
  'Odense Universitetshospital',
  'Aarhus Universitetshospital',
  'Rigshospitalet',
  'Lægehuset Nørregade',
  'Lægerne Østerbro',
  'Børne- og Ungdomsafdelingen',
  'Børneungdom Sundland',
  'Café Søværnets Lægeklinik',
  'Kardiologisk Ambulatorium',
  'Kardiologisk',
  'Team 4',
  'Skt. Hans Klinik',
  'Tandklinikken Lillevang',
  'Lille Klinik',
  'Sundheds Center Tangeby',
] as const

const NOWHERE = {
  ...{ street: null, building: null, floor: null, suite: null, postCode: null, city: null },
  ...{ municipality: null, country: null, position: null },
}

const facts: readonly OrganisationFact[] = NAMES.map((name, place) =>
  unit(unitId(place + 1), '2020-01-01..', {
    ...{ name, level: place < 2 ? 'INSTITUTION' : 'UNIT' },
    ...(name === 'Lægerne Østerbro' ? { ydernumre: ['004711'], shak: '9902ABC' } : {}),
    ...(name === 'Tandklinikken Lillevang' ? { postal: { ...NOWHERE, postCode: '9993' } } : {}),
  }),
)

describe('searchOrganisations(text)', () => {
  let searching: Searching
  before(async () => {
    searching = await openSearching()
    const items = [...facts, mailbox(unitId(14), glnNumber(7))]
    await importing(searching.register, [file({ on: '2026-11-20', items })])
  })
  after(() => searching[Symbol.asyncDispose]())

  const found = async (text: string) => (await pageOf(searching, { text })).names

  const first: readonly (readonly [string, string, string])[] = [
    ['case', 'RIGSHOSPITALET', 'Rigshospitalet'],
    ['å as aa', 'aalbaek', 'Fjordland Sygehus Ålbæk'],
    ['aa as å', 'Århus', 'Aarhus Universitetshospital'],
    ['ø as oe', 'noerregade', 'Lægehuset Nørregade'],
    ['ø as o', 'norregade', 'Lægehuset Nørregade'],
    ['an accent', 'cafe', 'Café Søværnets Lægeklinik'],
    ['an accent made of two characters', 'Cafe\u0301', 'Café Søværnets Lægeklinik'],
    ['word order', 'nørregade lægehuset', 'Lægehuset Nørregade'],
    ['beginnings', 'læg øst', 'Lægerne Østerbro'],
    ['a typing error', 'rigshospitlet', 'Rigshospitalet'],
    ['two typing errors', 'rigshosptialt', 'Rigshospitalet'],
    ['neighbours exchanged in a short word', 'taem 4', 'Team 4'],
    ['an error in the first letter', 'jkordland sygehus', 'Fjordland Sygehus'],
    ['a short name', 'OUH', 'Odense Universitetshospital'],
    ['another', 'auh', 'Aarhus Universitetshospital'],
    ['a short name with dots', 'O.U.H.', 'Odense Universitetshospital'],
    ['a cut word', 'Rigshosp.', 'Rigshospitalet'],
    ['cut words in one', 'univ.hosp. odense', 'Odense Universitetshospital'],
    ['initials', 'fsa', 'Fjordland Sygehus Ålbæk'],
    ['a usual abbreviation', 'sankt hans', 'Skt. Hans Klinik'],
    ['the end of a compound', 'hospital odense', 'Odense Universitetshospital'],
    ['a compound written as two', 'Universitets hospital Odense', 'Odense Universitetshospital'],
    ['two words written as one', 'sundhedscenter tangeby', 'Sundheds Center Tangeby'],
    ['joining words left out', 'børne ungdomsafdelingen', 'Børne- og Ungdomsafdelingen'],
    ['joining words too many', 'lægerne på østerbro', 'Lægerne Østerbro'],
    ['a SOR id', unitId(3), 'Odense Universitetshospital'],
    ['a ydernummer', '004711', 'Lægerne Østerbro'],
    ['a SHAK code', '9902abc', 'Lægerne Østerbro'],
    ['a GLN', glnNumber(7), 'Skt. Hans Klinik'],
    ['a post code', '9993', 'Tandklinikken Lillevang'],
    ['a post code beside a word', 'tandklinik 9993', 'Tandklinikken Lillevang'],
  ]
  for (const [what, text, name] of first) {
    it(`finds by ${what}: ${text}`, async () => assert.equal((await found(text))[0], name))
  }

  it('finds nothing by a word that is too far off, or too short to be', async () => {
    for (const text of ['rigshxsptxlt', 'tae', 'xyzzy', 'team 5', glnNumber(8)]) {
      assert.deepEqual(await found(text), [], text)
    }
  })

  it('puts the name itself first, then whole words, beginnings, and typing errors', async () => {
    assert.deepEqual(await found('kardiologisk'), ['Kardiologisk', 'Kardiologisk Ambulatorium'])
    assert.deepEqual(await found('klinik'), [
      'Lille Klinik',
      'Skt. Hans Klinik',
      'Café Søværnets Lægeklinik',
    ])
    assert.deepEqual(
      await found('børneungdom'),
      ['Børneungdom Sundland', 'Børne- og Ungdomsafdelingen'].slice(0, 1),
    )
  })

  it('refuses a text that nothing can be found by', async () => {
    for (const text of ['!!!', 'x'.repeat(201), 'a b c d e f g h j k l m n o p q']) {
      await assert.rejects(pageOf(searching, { text }), /FILTER_INVALID/)
    }
  })

  it('takes a blank text for none', async () => {
    assert.equal((await pageOf(searching, { text: ' ' })).totalCount, NAMES.length)
  })
})
