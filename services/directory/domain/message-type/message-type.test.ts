import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  type MessageType,
  matches,
  newestFirst,
  parseMessageType,
  sameLetter,
} from './message-type.ts'
import { MESSAGE_TYPE_ROWS } from './message-type-label.ts'

const FHIR = 'urn:dk:healthcare:medcom:messaging:fhir:structuredefinition'
const said = ({ standard, name, version }: MessageType): string => `${standard} ${name} ${version}`

describe('parseMessageType()', () => {
  const spellings: readonly (readonly [string, string])[] = [
    ['DIS91', 'EDIFACT DIS91 null'],
    ['dis 91', 'EDIFACT DIS91 null'],
    ['D9134L', 'EDIFACT DIS91 D9134L'],
    ['MEDDIS:DIS91:D9134L', 'EDIFACT DIS91 D9134L'],
    ['urn:dk:healthcare:medcom:messaging:edifact:meddis:dis91:d9134l', 'EDIFACT DIS91 D9134L'],
    ['XDIS91', 'OIOXML XDIS91 null'],
    [
      'urn:dk:healthcare:medcom:messaging:oioxml:schema:xsd:meddis:xdis91:xd9134l',
      'OIOXML XDIS91 XD9134L',
    ],
    ['FDIS91', 'FHIR CareCommunication null'],
    ['FDIS20', 'FHIR HospitalNotification null'],
    ['FCTL', 'FHIR Acknowledgement null'],
    ['carecommunication 5.0', 'FHIR CareCommunication 5.0'],
    [`${FHIR}:homecareobservation:1.1`, 'FHIR HomeCareObservation 1.1'],
    [
      `${FHIR}::homecareobservation-message##urn:dk:medcom:fhir:homecareobservation-message::1.2`,
      'FHIR HomeCareObservation 1.2',
    ],
    [
      'urn:dk:healthcare:messaging:oasis:ebxml:schema:xsd::ehmisbdh-acknowledgement##urn:dk:ehmi:sbdh:ehmisbdh-acknowledgement::1.0',
      'ENVELOPE EhmiSbdhAcknowledgement 1.0',
    ],
    ['LMS016', 'EDIFACT PRE01 LMS016'],
    ['R6031W', 'EDIFACT PRE60 R6031W'],
  ]
  for (const [spelling, expected] of spellings) {
    it(`reads ${spelling}`, () => assert.equal(said(parseMessageType(spelling)), expected))
  }

  it('reads the version code of every published type as that type', () => {
    const coded = MESSAGE_TYPE_ROWS.filter(
      ([standard]) => standard === 'EDIFACT' || standard === 'OIOXML',
    )
    assert.ok(coded.length > 90)
    for (const [standard, , name, version, display] of coded) {
      const type = parseMessageType(version)
      assert.equal(said(type), `${standard} ${name} ${version}`)
      assert.ok(type.display, display)
    }
  })

  it('gives the Danish label', () => {
    assert.equal(parseMessageType('D9134L').display, 'Korrespondancebrev')
  })

  it('keeps an unknown spelling raw', () => {
    const type = parseMessageType('Brev til tandlægen')
    assert.deepEqual([type.raw, type.standard, type.name], ['Brev til tandlægen', null, null])
  })
})

describe('matches()', () => {
  const match = (asked: string, offered: string) =>
    matches(parseMessageType(asked), parseMessageType(offered))

  it('takes any version where none is asked', () => assert.ok(match('DIS91', 'D9134L')))
  it('takes only the version asked', () => {
    assert.ok(match('D9134L', 'urn:dk:healthcare:medcom:messaging:edifact:meddis:dis91:d9134l'))
    assert.ok(match('DIS91 3.4', 'D9134L'))
    assert.ok(!match('D9133L', 'D9134L'))
    assert.ok(!match('D9134L', 'DIS91'))
  })
  it('takes both generations of URN for one', () => {
    assert.ok(
      match(
        `${FHIR}:homecareobservation:1.2`,
        `${FHIR}::homecareobservation-message##urn:dk:medcom:fhir:homecareobservation-message::1.2`,
      ),
    )
  })
  it('never crosses standards', () => {
    for (const [asked, offered] of [
      ['DIS91', 'XDIS91'],
      ['XDIS91', 'FDIS91'],
      ['FDIS91', 'DIS91'],
      ['DIS91', 'urn:dk:healthcare:medcom:messaging:oioxml:schema:xsd:meddis:dis91:d9134l'],
    ] as const) {
      assert.ok(!match(asked, offered), `${asked} ${offered}`)
    }
  })
  it('takes an unknown spelling by its exact text only', () => {
    assert.ok(match('Brev', 'Brev'))
    assert.ok(!match('Brev', 'brev'))
  })
})

describe('sameLetter()', () => {
  const same = (a: string, b: string) => sameLetter(parseMessageType(a), parseMessageType(b))

  it('finds the letter in the other standards', () => {
    assert.ok(same('DIS91', 'XDIS91'))
    assert.ok(same('DIS91', 'CareCommunication'))
    assert.ok(same('XDIS20', 'FDIS20'))
    assert.ok(same('CTL03', 'FCTL'))
  })
  it('tells other letters apart', () => {
    assert.ok(!same('DIS91', 'DIS01'))
    assert.ok(!same('Brev', 'Brev'))
  })
})

describe('newestFirst()', () => {
  it('orders by number and not by text, without a version last', () => {
    const types = ['FDIS91', 'FDIS91 1.9', 'FDIS91 1.10', 'FDIS91 5.0'].map(parseMessageType)
    const versions = types.toSorted(newestFirst).map(({ version }) => version)
    assert.deepEqual(versions, ['5.0', '1.10', '1.9', null])
  })
  it('orders version codes', () => {
    const types = ['D9133L', 'D9135L', 'D9134L'].map(parseMessageType)
    assert.deepEqual(
      types.toSorted(newestFirst).map(({ version }) => version),
      ['D9135L', 'D9134L', 'D9133L'],
    )
  })
})
