import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { withSharedData } from '../../../../test/harness/shared-data.ts'
import { type XmlText, xml } from '../../../nsp/xml/template.ts'
import { CPR, cda, citizenOf, LISTED } from '../../test/documents/cda.ts'
import { DocumentUnreadable } from '../documents/errors.ts'
import { masterCardIn } from './master-card-in.ts'
import { resuscitationIn } from './resuscitation-in.ts'
import { ResuscitationUnclear } from './resuscitation-unclear.ts'

const VERSION = xml`<templateId root="1.2.208.184.16.1" extension="3.0"/>`
const NOW = Date.parse('2026-03-01T12:00:00Z')

const observation = (code: string, inner: XmlText, attributes = xml``) =>
  xml`<entry><observation classCode="OBS" moodCode="EVN" ${attributes}><code code="${code}" codeSystem="1.2.208.184.100.1"/>${inner}</observation></entry>`

const card = (observations: readonly XmlText[], head: XmlText | null = VERSION) =>
  cda({ head, sections: [xml`${observations}`] })

const optOut = (inner: XmlText, attributes?: XmlText) =>
  observation('NoResuscitationRegistration', inner, attributes)

const yesNo = (said: string) =>
  xml`<value xsi:type="II" root="1.2.208.176.1.8" extension="${said}"/>`

describe('resuscitationIn()', () => {
  const read = (observations: readonly XmlText[], head?: XmlText | null) =>
    resuscitationIn(card(observations, head), CPR)

  it('is registered where the card says true, with the days as the card writes them', () => {
    const nothing = { registered: true, registeredOn: null, inForceFrom: null }
    assert.deepEqual(read([optOut(yesNo('true'))]), nothing)
    assert.deepEqual(read([optOut(xml`<value xsi:type="BL" value="true"/>`)]), nothing)
    const dated = xml`<effectiveTime><low value="20260128000000+0000"/><high nullFlavor="NA"/></effectiveTime>${yesNo('true')}<author><time value="20260121"/></author>`
    assert.deepEqual(read([optOut(dated)]), {
      ...{ registered: true, registeredOn: '2026-01-21', inForceFrom: '2026-01-28' },
    })
  })

  it('is not registered where the card says false', () => {
    assert.deepEqual(read([optOut(yesNo('false'))]), { registered: false })
  })

  const unclear: Readonly<Record<string, readonly XmlText[]>> = {
    'no statement': [],
    'no value': [optOut(xml``)],
    'a null flavour': [optOut(xml`<value xsi:type="II" nullFlavor="NAV"/>`)],
    'a null flavour beside a true': [
      optOut(xml`<value xsi:type="II" nullFlavor="NAV" extension="true"/>`),
    ],
    'a word that is neither': [optOut(yesNo('TRUE'))],
    'an empty word': [optOut(yesNo(''))],
    'another type': [optOut(xml`<value xsi:type="ST">true</value>`)],
    'no type': [optOut(xml`<value extension="true"/>`)],
    'two values': [optOut(xml`${yesNo('true')}${yesNo('true')}`)],
    'two that contradict': [optOut(yesNo('true')), optOut(yesNo('false'))],
    'two that agree': [optOut(yesNo('false')), optOut(yesNo('false'))],
    'a negation': [optOut(yesNo('true'), xml`negationInd="true"`)],
    'an end': [
      optOut(xml`<effectiveTime><high value="20270101"/></effectiveTime>${yesNo('true')}`),
    ],
    'a status that is not final': [optOut(xml`<statusCode code="aborted"/>${yesNo('true')}`)],
    'a day that there is not': [
      optOut(xml`<effectiveTime><low value="20260230"/></effectiveTime>${yesNo('true')}`),
    ],
    'a code of another system': [
      xml`<entry><observation classCode="OBS" moodCode="EVN"><code code="NoResuscitationRegistration" codeSystem="1.2.3"/>${yesNo('true')}</observation></entry>`,
    ],
    'another mood': [
      xml`<entry><observation classCode="OBS" moodCode="INT"><code code="NoResuscitationRegistration" codeSystem="1.2.208.184.100.1"/>${yesNo('false')}</observation></entry>`,
    ],
  }
  for (const [what, observations] of Object.entries(unclear)) {
    it(`is unclear with ${what}`, () => {
      assert.throws(() => read(observations), ResuscitationUnclear)
    })
  }

  it('is unclear in a card of another version, about somebody else, or that is none', () => {
    const said = [optOut(yesNo('true'))]
    const earlier = xml`<templateId root="1.2.208.184.16.1" extension="2.0"/>`
    assert.throws(() => read(said, earlier), ResuscitationUnclear)
    assert.throws(() => read(said, null), ResuscitationUnclear)
    assert.throws(() => resuscitationIn(card(said), '6210520023'), ResuscitationUnclear)
    assert.throws(() => resuscitationIn(Buffer.from('true'), CPR), ResuscitationUnclear)
  })

  withSharedData('nsp/fsk/pdc-faelles-stamkort-example.xml', (path) => {
    it('is unclear in the published example, which leaves it open', () => {
      const content = readFileSync(path)
      assert.throws(
        () => resuscitationIn(content, citizenOf(content)),
        (error) => error instanceof ResuscitationUnclear && /leaves it open/.test(error.message),
      )
    })
  })
})

describe('masterCardIn()', () => {
  const read = (content: Buffer, cpr = CPR, now = NOW) =>
    masterCardIn(content, { cpr, document: LISTED, now })

  const address = (low: string, high: string, street: string) =>
    observation(
      'TempAddrTypedIn',
      xml`<effectiveTime><low value="${low}"/><high value="${high}"/></effectiveTime>
<value xsi:type="AD"><streetAddressLine>${street}</streetAddressLine><postalCode>8000</postalCode><city>Prøveby</city></value>`,
    )

  it('takes the temporary address that is in force', () => {
    const past = address('20250101', '20260101', 'Før 1')
    const current = address('20260101', '20270101', 'Nu 1')
    assert.equal(read(card([past, current])).temporaryAddress?.street, 'Nu 1')
    assert.equal(read(card([past])).temporaryAddress, null)
  })

  it('refuses an observation without a code, and an earlier version', () => {
    assert.throws(
      () => read(card([xml`<entry><observation><code/></observation></entry>`])),
      /"PDC-DK": section\[1\]\/entry\[1\]\/observation\/code is missing, or has no code/,
    )
    assert.throws(() => read(card([], null)), DocumentUnreadable)
  })

  withSharedData('nsp/fsk/pdc-faelles-stamkort-example.xml', (path) => {
    it('reads the published example', () => {
      const content = readFileSync(path)
      const { document, ...read_ } = read(content, citizenOf(content), Date.parse('2024-01-01'))
      assert.equal(document, LISTED)
      assert.deepEqual(read_, {
        languages: [{ code: 'de', system: 'urn:oid:1.0.639.1', display: 'German' }],
        relatives: [
          {
            name: 'Else Jochomsen',
            relation: {
              ...{ code: 'forældre', system: 'urn:oid:1.2.208.184.100.2', display: 'forældre' },
            },
            phone: '70343332',
          },
        ],
        dentist: { sorId: null, ydernummer: '123456', shak: null, name: 'laege praksis' },
        temporaryAddress: {
          ...{ street: 'Øster Hurupvej 53', building: null, floor: null, suite: null },
          ...{ postCode: '1234', city: 'Testby', country: 'Danmark' },
        },
        coverageGroup: { code: '1', system: 'urn:oid:1.2.208.176.1.99.99.99', display: null },
        organDonor: { code: 'true', system: 'urn:oid:1.2.208.176.1.10', display: null },
      })
    })
  })
})
