import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { withSharedData } from '../../../../test/harness/shared-data.ts'
import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import { rootOf, type XmlElement } from '../../../nsp/xml/parse.ts'
import { readAnswer } from '../answer/read-answer.ts'
import { medicineCardOf } from './medicine-card.ts'
import { FMK_E2_NS, FMK_NS } from './names.ts'

const CPR = '6103480014'
const TODAY = '2026-05-04'

const read = (text: string | Buffer, { cpr = CPR, today = TODAY } = {}) =>
  readAnswer(() => medicineCardOf(rootOf(text), { cpr, today }))

const patient = `<e2:Patient><Person><PersonIdentifier source="CPR">${CPR}</PersonIdentifier></Person></e2:Patient>`

const card = (inside: string, whose = patient) =>
  `<e2:GetMedicineCardResponse xmlns="${FMK_NS}" xmlns:e2="${FMK_E2_NS}"><e2:MedicineCard>${whose}<e2:Version>1</e2:Version>${inside}</e2:MedicineCard></e2:GetMedicineCardResponse>`

const parts = {
  by: '<By><Organisation><Name>Anna Møllebæk</Name><Type>Yder</Type><Identifier source="Yder">101</Identifier></Organisation></By>',
  more: '',
  dates:
    '<CreatedDateTime>2026-01-01T10:00:00Z</CreatedDateTime><TreatmentStartDate>2026-01-01</TreatmentStartDate><TreatmentEndingUndetermined/>',
  drug: '<ATC><Code>C09AA02</Code><Text>Enalapril</Text></ATC><Identifier source="Medicinpriser">99900000025</Identifier><Name>Enalapril Sandkasse</Name><Form><Text>tabletter</Text></Form><Strength><Text>10 mg</Text></Strength>',
  dosage: '<e2:FreeText><Text>1 tablet morgen</Text></e2:FreeText><e2:Type>ikke angivet</e2:Type>',
}

const medication = (other: Partial<typeof parts> = {}) => {
  const { by, more, dates, drug, dosage } = { ...parts, ...other }
  return `<e2:DrugMedication><e2:Identifier>7</e2:Identifier><e2:Created>${by}</e2:Created>${more}<e2:BeginEndDate>${dates}</e2:BeginEndDate><e2:Drug>${drug}</e2:Drug><e2:Dosage>${dosage}</e2:Dosage></e2:DrugMedication>`
}

const dates = (from: string, to: string) =>
  `<TreatmentStartDate>${from}</TreatmentStartDate><TreatmentEndDate>${to}</TreatmentEndDate>`

const entriesOf = (inside: string) => {
  const said = read(card(inside))
  return said.kind === 'found' ? said.part.entries : []
}

const structures = (inside: string) => `<e2:StructuresFixed>${inside}</e2:StructuresFixed>`
const translated = '<DosageTranslation><LongText>1 tablet morgen</LongText></DosageTranslation>'

const readOrNull = (text: string) => {
  try {
    return read(text)
  } catch (error) {
    assert.ok(error instanceof UpstreamAnswerInvalid)
    return null
  }
}

/** The card once without each of its elements below a medication. */
function withoutEach(text: string): readonly string[] {
  const below = (root: XmlElement) =>
    [...root.getElementsByTagNameNS(FMK_E2_NS, 'DrugMedication')].flatMap((medication) => [
      ...medication.getElementsByTagName('*'),
    ])
  return below(rootOf(text)).map((_element, index) => {
    const root = rootOf(text)
    const gone = below(root)[index]
    gone?.parentNode?.removeChild(gone)
    return root.toString()
  })
}

describe('medicineCardOf()', () => {
  withSharedData('nsp/fmk/medicine-card-response.xml', (path) => {
    it('reads a real card: one medication, and another that is private', () => {
      const said = read(readFileSync(path), { cpr: '1111111118', today: '2026-05-01' })
      assert.ok(said.kind === 'found')
      assert.equal(said.part.filtered, true)
      const [entry, ...more] = said.part.entries
      assert.ok(entry && more.length === 0)
      assert.deepEqual(entry.drug.code, 'M01AE01')
      assert.equal(entry.name, 'Ipren, filmovertrukne tabletter, 200 mg')
      assert.match(entry.dosage ?? '', /morgen.*middag[\s\S]*aften efter behov/)
      assert.equal(entry.dosage?.match(/morgen/g)?.length, 1)
      assert.deepEqual([entry.from, entry.to], ['2013-05-01', null])
      assert.equal(entry.prescribedBy?.shak, '1330599')
    })

    it('takes no real card of somebody else', () => {
      assert.throws(() => read(readFileSync(path)), UpstreamAnswerInvalid)
    })
  })

  it('gives drug, name with form and strength, dosage, days and the organisation that wrote it', () => {
    assert.deepEqual(entriesOf(medication()), [
      {
        drug: { code: 'C09AA02', system: 'http://www.whocc.no/atc', display: 'Enalapril' },
        ...{ name: 'Enalapril Sandkasse, tabletter, 10 mg', dosage: '1 tablet morgen' },
        ...{ from: '2026-01-01', to: null },
        prescribedBy: { sorId: null, ydernummer: '000101', shak: null, name: 'Anna Møllebæk' },
      },
    ])
  })

  it('holds what is in force on the day, first and last day included', () => {
    const inForce = [dates('2026-05-04', '2026-06-01'), dates('2026-01-01', '2026-05-04')]
    const not = [dates('2026-05-05', '2026-06-01'), dates('2026-01-01', '2026-05-03')]
    for (const days of inForce) assert.equal(entriesOf(medication({ dates: days })).length, 1)
    for (const days of not) assert.equal(entriesOf(medication({ dates: days })).length, 0)
    for (const more of ['<e2:Paused/>', '<e2:Withdrawn/>']) {
      assert.equal(read(card(medication({ more }))).kind, 'none')
    }
  })

  it('says none for an empty card, and that everything is held back where only private ones are there', () => {
    assert.deepEqual(read(card('')), { kind: 'none' })
    const hidden = '<e2:PrivateDrugMedication><Identifier>1</Identifier></e2:PrivateDrugMedication>'
    assert.deepEqual(read(card(hidden)), { kind: 'allHeldBack' })
    const said = read(card(hidden + medication()))
    assert.ok(said.kind === 'found' && said.part.filtered)
  })

  it('names a drug by its number where it has no ATC code, and by its name where it has neither', () => {
    const number = '<ATC/><Identifier source="Medicinpriser">99900000025</Identifier>'
    const codes = [`${number}<Name>A</Name>`, '<Name>Salve</Name>'].map(
      (drug) => entriesOf(medication({ drug }))[0]?.drug.code,
    )
    assert.deepEqual(codes, ['99900000025', 'Salve'])
  })

  it('puts no dosage into words of its own', () => {
    const texts = {
      [`${structures(`<Structure>${translated}</Structure>`)}<e2:Type>fast</e2:Type>`]:
        '1 tablet morgen',
      '<e2:Type>ikke angivet</e2:Type>': null,
      '<e2:AdministrationAccordingToSchemaInLocalSystem/><e2:Type>ikke angivet</e2:Type>':
        'Dosering efter skema i lokalt system',
    }
    for (const [dosage, text] of Object.entries(texts)) {
      assert.equal(entriesOf(medication({ dosage }))[0]?.dosage, text)
    }
  })

  const wrong: Readonly<Record<string, string>> = {
    'is no card': '<a/>',
    'has no card in it': `<e2:GetMedicineCardResponse xmlns:e2="${FMK_E2_NS}"/>`,
    'is of nobody': card(medication(), ''),
    'is of somebody else': card(medication(), patient.replace(CPR, '6210520023')),
    'holds two cards': card(medication()).replace(
      '</e2:MedicineCard>',
      `</e2:MedicineCard><e2:MedicineCard>${patient}</e2:MedicineCard>`,
    ),
    'calls itself invalid': card(`<e2:IsInvalid/>${medication()}`),
    'holds an invalid medication': card(`${medication()}<e2:InvalidDrugMedication/>`),
    'says what the WSDL does not know': card(medication({ more: '<e2:Suspended/>' })),
    'has no dates': card(medication({ dates: '' })),
    'begins on no day': card(medication({ dates: dates('2026-02-30', '2026-05-31') })),
    'ends in another way': card(
      medication({ dates: `${parts.dates}<TreatmentEndText>snart</TreatmentEndText>` }),
    ),
    'has a drug without a name': card(medication({ drug: '<ATC><Code>A</Code></ATC>' })),
    'has a structure without words': card(
      medication({ dosage: `${structures('<Structure/>')}<e2:Type>fast</e2:Type>` }),
    ),
    'has an empty free text': card(
      medication({ dosage: '<e2:FreeText/><e2:Type>ikke angivet</e2:Type>' }),
    ),
    'has a dosage that says nothing': card(medication({ dosage: '<e2:Type>fast</e2:Type>' })),
    'has a number of no register': card(
      medication({ by: '<By><Organisation><Identifier>1</Identifier></Organisation></By>' }),
    ),
    'is wrong in a medication that is not in force': card(
      medication({ more: '<e2:Withdrawn/>', drug: '' }),
    ),
  }
  for (const [how, text] of Object.entries(wrong)) {
    it(`fails whole where the answer ${how}`, () => {
      assert.throws(() => read(text), UpstreamAnswerInvalid)
    })
  }

  it('loses no medication and no dosage in silence, whichever element is missing', () => {
    const dosage = `${structures(`<Structure>${translated}</Structure>`)}<e2:Type>fast</e2:Type>`
    const inside = medication({ dates: dates('2026-01-01', '2026-06-01'), dosage })
    for (const text of withoutEach(card(inside))) {
      const said = readOrNull(text)
      if (said === null) continue
      assert.ok(said.kind === 'found')
      assert.deepEqual(
        said.part.entries.map(({ dosage }) => dosage),
        ['1 tablet morgen'],
      )
    }
  })

  withSharedData('nsp/fmk/get-prescription-response.xml', (path) => {
    it('parses a real answer with prescriptions, and takes it for no card', () => {
      assert.equal(rootOf(readFileSync(path)).localName, 'GetPrescriptionResponse')
      assert.throws(() => read(readFileSync(path)), UpstreamAnswerInvalid)
    })
  })
})
