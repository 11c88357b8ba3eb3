import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { XmlRefused } from '../../../../nsp/xml/errors.ts'
import { rootOf } from '../../../../nsp/xml/parse.ts'
import { xml } from '../../../../nsp/xml/template.ts'
import { CPR, cda } from '../../../test/documents/cda.ts'
import { codeIn } from './code.ts'
import { cdaOf } from './document.ts'
import { statementsOf } from './entry.ts'
import { organisationOf } from './organisation.ts'
import { addressIn, nameIn, phoneIn } from './person.ts'
import { valueIn } from './value.ts'

const element = (name: string, rest: string) =>
  rootOf(
    `<${name} xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ${rest}`,
  )

describe('codeIn()', () => {
  const code = (rest: string) => codeIn(element('code', rest), 'code')

  it('reads a code, or its first translation where it is left open', () => {
    const system = 'urn:oid:1.2.3'
    assert.deepEqual(code('code="a" codeSystem="1.2.3" displayName="A"/>'), {
      ...{ code: 'a', system, display: 'A' },
    })
    const translated = 'nullFlavor="NI"><translation code="b" codeSystem="1.2.3"/></code>'
    assert.deepEqual(code(translated), { code: 'b', system, display: null })
    assert.equal(code('nullFlavor="NI"/>'), null)
  })

  it('refuses a code without a system', () => {
    assert.throws(() => code('code="a"/>'), /code has no code system/)
  })
})

describe('valueIn()', () => {
  const value = (rest: string) => valueIn(element('value', rest), 'value')

  it('keeps the unit, and reads answers as text', () => {
    const nothing = { value: null, unit: null, text: null }
    const cases: Readonly<Record<string, object>> = {
      'xsi:type="PQ" value="0.97" unit="NA"/>': { value: 0.97, unit: 'NA' },
      'xsi:type="PQ" value="-1e3" unit="10*9/L"/>': { value: -1000, unit: '10*9/L' },
      'xsi:type="PQ" value="80" unit="%"/>': { value: 80, unit: '%' },
      'xsi:type="INT" value="5"/>': { value: 5 },
      'xsi:type="ST">Ja, ofte</value>': { text: 'Ja, ofte' },
      'xsi:type="CE" code="a" displayName="Aldrig"/>': { text: 'Aldrig' },
      'xsi:type="BL" value="true"/>': { text: 'true' },
      'xsi:type="IVL_PQ"><low value="1" unit="g"/><high value="2" unit="g"/></value>': {
        text: '1 g – 2 g',
      },
      'xsi:type="PQ" nullFlavor="NI"/>': {},
    }
    for (const [rest, read] of Object.entries(cases)) {
      assert.deepEqual(value(rest), { ...nothing, ...read }, rest)
    }
  })

  it('refuses a number, a unit and a type that are none', () => {
    const wrong = [
      ...['value="many" unit="g"', 'unit="g"', 'value="1" unit=""', 'value="1" unit=" "'],
      ...['value="1" unit="12"', 'value="1,5" unit="g"'],
    ]
    for (const rest of wrong)
      assert.throws(() => value(`xsi:type="PQ" ${rest}/>`), XmlRefused, rest)
    assert.throws(() => value('xsi:type="RTO_PQ_PQ"/>'), /type that is not read/)
    assert.throws(() => value('value="1"/>'), /type that is not read/)
  })
})

describe('organisationOf()', () => {
  const organisation = (inner: string) => organisationOf(element('o', `>${inner}</o>`))
  const none = { sorId: null, ydernummer: null, shak: null, name: null }

  it('tells numbers by their roots, and never takes a person number for one', () => {
    assert.deepEqual(
      organisation(`<id root="1.2.208.176.1.2" extension="${CPR}"/>
<id root="1.2.208.176.1.4" extension="091034"/><id root="1.2.208.176.1.1" extension="1"/><name>X</name>`),
      { ...none, sorId: '1', ydernummer: '091034', name: 'X' },
    )
    assert.equal(organisation(`<id root="1.2.208.176.1.2" extension="${CPR}"/>`), null)
    assert.equal(organisation('<id root="1.2.208.176.1.1" extension="NI"/>'), null)
  })
})

describe('addressIn(), nameIn() and phoneIn()', () => {
  it('take what a source writes for nothing as nothing', () => {
    const lines = '<streetAddressLine>null</streetAddressLine><city>\n Prøveby</city>'
    const { street, city } = addressIn(element('addr', `>${lines}</addr>`))
    assert.deepEqual({ street, city }, { street: null, city: 'Prøveby' })
    const name = '><given>Ida</given><family>NA</family></name>'
    assert.equal(nameIn(element('name', name)), 'Ida')
    assert.equal(phoneIn(element('telecom', 'value="tel:null"/>')), null)
    assert.equal(phoneIn(element('telecom', 'value="mailto:a@b.example"/>')), null)
    assert.equal(phoneIn(element('telecom', 'value="tel:12345678"/>')), '12345678')
  })
})

describe('cdaOf()', () => {
  it('reads a document with a style sheet', () => {
    const { title, author, sections } = cdaOf(cda({ sections: [xml`<title>A</title>`] }), CPR)
    assert.equal(title, 'Dokument')
    assert.equal(author?.sorId, '9000006021000016001')
    assert.equal(sections.length, 1)
  })

  it('refuses a document about somebody else, without telling about whom', () => {
    assert.throws(
      () => cdaOf(cda({ cpr: '6210520023', sections: [] }), CPR),
      (error) => error instanceof XmlRefused && !/\d{6}/.test(error.message),
    )
  })

  it('refuses what is no CDA', () => {
    assert.throws(() => cdaOf(Buffer.from('<a/>'), CPR), /no ClinicalDocument/)
    assert.throws(() => cdaOf(Buffer.from('<!DOCTYPE a><a/>'), CPR), /document type/)
  })
})

describe('statementsOf()', () => {
  it('gives statements of organizers and of sections in sections, each with its place', () => {
    const section = xml`<entry><organizer><component><observation/></component></organizer></entry>
<component><section><entry><act/></entry></section></component>`
    const places = statementsOf(cdaOf(cda({ sections: [section] }), CPR).sections).map(
      ({ place }) => place,
    )
    assert.deepEqual(places, [
      'section[1]/entry[1]/organizer',
      'section[1]/entry[1]/organizer/component[1]/observation',
      'section[1]/section[1]/entry[1]/act',
    ])
  })
})
