import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { withSharedData } from '../../../../test/harness/shared-data.ts'
import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import { rootOf, type XmlElement } from '../../../nsp/xml/parse.ts'
import { readAnswer } from '../answer/read-answer.ts'
import { DDV_NS } from './names.ts'
import { vaccinationCardOf } from './vaccination-card.ts'

const read = (text: string | Buffer) => readAnswer(() => vaccinationCardOf(rootOf(text)))

const parts = {
  organisation: '<Name>Anna Møllebæk</Name><Identifier source="Yder">101</Identifier>',
  vaccine:
    '<VaccineIdentifier>7</VaccineIdentifier><VaccineName>Stivkrampe</VaccineName><ATC><Code>J07AM01</Code></ATC>',
  credibility: 'Oprettet af læge / medhjælp',
  at: '<EffectuatedDateTime>2025-05-04T22:00:00Z</EffectuatedDateTime>',
  status: '<ActiveStatus>true</ActiveStatus>',
  previous: '<IsPrevious>false</IsPrevious>',
  more: '',
}

const vaccination = (other: Partial<typeof parts> = {}) => {
  const of = { ...parts, ...other }
  return `<Vaccination><VaccinationIdentifier>1</VaccinationIdentifier><Created><Modificator><Organisation>${of.organisation}</Organisation></Modificator></Created><Vaccine>${of.vaccine}</Vaccine><VaccinationCredibility>${of.credibility}</VaccinationCredibility>${of.at}${of.status}${of.previous}${of.more}</Vaccination>`
}

const card = (inside: string) =>
  `<GetVaccinationCardResponse xmlns="${DDV_NS}">${inside}</GetVaccinationCardResponse>`

const firstOf = (inside: string) => {
  const said = read(card(inside))
  assert.ok(said.kind === 'found')
  return said.part.entries[0]
}

describe('vaccinationCardOf()', () => {
  withSharedData('nsp/ddv/vaccination-card-response.xml', (path) => {
    it('reads a real card, the newest first', () => {
      const said = read(readFileSync(path))
      assert.ok(said.kind === 'found')
      assert.deepEqual(
        said.part.entries.map(({ vaccine, name, givenAt, performedBy }) => [
          ...[vaccine.code, name, givenAt, performedBy?.ydernummer],
        ]),
        [
          ['J07BG01', 'Rabies', '2026-06-14T22:00:00Z', '990027'],
          ['J07BN01', 'Pfizer BioNTech Covid-19 vacc', '2024-06-05T22:00:00Z', '990027'],
        ],
      )
    })
  })

  it('leaves out what is not active, and says none for a card without an active vaccination', () => {
    const deleted = vaccination({ status: '<ActiveStatus>false</ActiveStatus>', at: '' })
    assert.deepEqual(read(card(deleted)), { kind: 'none' })
    assert.deepEqual(read(card('')), { kind: 'none' })
    assert.equal(firstOf(deleted + vaccination())?.vaccine.code, 'J07AM01')
  })

  it('names who gave it by the register that the number is of', () => {
    const named = (organisation: string) => firstOf(vaccination({ organisation }))?.performedBy
    const nothing = { sorId: null, ydernummer: null, shak: null, name: 'A' }
    assert.deepEqual(
      ['SOR', 'Yder', 'SKS', 'CVR'].map((source) =>
        named(`<Name>A</Name><Identifier source="${source}">12345678</Identifier>`),
      ),
      [
        { ...nothing, sorId: '12345678' },
        { ...nothing, ydernummer: '12345678' },
        { ...nothing, shak: '12345678' },
        nothing,
      ],
    )
  })

  it('names nobody where the one who wrote it down is not told to have given it', () => {
    const others = [
      { credibility: 'Oprettet af borger' },
      { credibility: 'Udleveret på apotek' },
      { previous: '<IsPrevious>true</IsPrevious>' },
    ]
    for (const other of others) assert.equal(firstOf(vaccination(other))?.performedBy, null)
  })

  it("takes the register's own number where there is no ATC code", () => {
    const vaccine = '<VaccineIdentifier>7</VaccineIdentifier><VaccineName>A</VaccineName><ATC/>'
    assert.deepEqual(firstOf(vaccination({ vaccine }))?.vaccine, {
      ...{ code: '7', system: 'urn:fundament:ddv:vaccine-identifier', display: 'A' },
    })
  })

  it('loses no vaccination in silence, whichever element is missing', () => {
    const text = card(vaccination())
    const below = (root: XmlElement) =>
      [...root.getElementsByTagNameNS(DDV_NS, 'Vaccination')].flatMap((one) => [
        ...one.getElementsByTagName('*'),
      ])
    let failures = 0
    below(rootOf(text)).forEach((_element, index) => {
      const root = rootOf(text)
      const gone = below(root)[index]
      gone?.parentNode?.removeChild(gone)
      try {
        assert.equal(read(root.toString()).kind, 'found')
      } catch (error) {
        assert.ok(error instanceof UpstreamAnswerInvalid)
        failures += 1
      }
    })
    assert.ok(failures > 5)
  })

  const wrong: Readonly<Record<string, string>> = {
    'is no card': '<a/>',
    'is of another version': card(vaccination()).replaceAll('2013/12/01', '2019/01/01'),
    'holds a vaccination of another version': card('<v:Vaccination xmlns:v="urn:later"/>'),
    'says what the schema does not know': card(vaccination({ more: '<Suspended/>' })),
    'has no time': card(vaccination({ at: '' })),
    'has a time without offset': card(
      vaccination({ at: '<EffectuatedDateTime>2025-05-04T22:00:00</EffectuatedDateTime>' }),
    ),
    'has no status': card(vaccination({ status: '' })),
    'has a status that is no truth': card(
      vaccination({ status: '<ActiveStatus>ja</ActiveStatus>' }),
    ),
    'has no vaccine': card(vaccination({ vaccine: '' })),
    'came in another way': card(vaccination({ credibility: 'Oprettet af andre' })),
    'is wrong in one that is not active': card(
      vaccination({ status: '<ActiveStatus>false</ActiveStatus>', vaccine: '' }),
    ),
  }
  for (const [how, text] of Object.entries(wrong)) {
    it(`fails whole where the answer ${how}`, () => {
      assert.throws(() => read(text), UpstreamAnswerInvalid)
    })
  }
})
