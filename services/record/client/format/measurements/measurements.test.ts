import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { assert as always, array, constantFrom, property } from 'fast-check'
import { withSharedData } from '../../../../../test/harness/shared-data.ts'
import { type XmlText, xml } from '../../../../nsp/xml/template.ts'
import type { Measurement } from '../../../domain/part/measurements.ts'
import { CPR, cda, citizenOf, LISTED } from '../../../test/documents/cda.ts'
import { measurementsInPhmr } from './phmr.ts'
import { answersInQrd } from './qrd.ts'
import { measuredWithin, mergedTimeLine } from './time-line.ts'

const CODE = xml`<code nullFlavor="NI"><translation code="NPU03011" codeSystem="1.2.208.176.2.1" displayName="O2 sat."/></code>`
const VALUE = xml`<value xsi:type="PQ" value="0.97" unit="%"/>`
const METHODS = xml`<methodCode code="POT" codeSystem="1.2" displayName="Målt af borger"/><methodCode code="AUT" codeSystem="1.2" displayName="Overført"/>`
const TIME = xml`<effectiveTime value="20260301081500+0100"/>`

const phmr = (time: XmlText | null, observation: readonly XmlText[], attributes = xml``) =>
  cda({
    sections: [
      xml`<entry><organizer>${time}<component><observation ${attributes}>${observation}</observation></component></organizer></entry>`,
      xml`<title>Udstyr</title><entry><organizer><participant/></organizer></entry>`,
    ],
  })

const inPhmr = (content: Buffer) => measurementsInPhmr(content, CPR, LISTED)

describe('measurementsInPhmr()', () => {
  it('reads value, unit, code, time of the group and who measured', () => {
    const [measurement, ...others] = inPhmr(phmr(TIME, [CODE, VALUE, METHODS]))
    assert.equal(others.length, 0)
    assert.deepEqual(measurement, {
      at: '2026-03-01T08:15:00+01:00',
      code: { code: 'NPU03011', system: 'urn:oid:1.2.208.176.2.1', display: 'O2 sat.' },
      ...{ value: 0.97, unit: '%', text: null, measuredBy: 'Målt af borger, Overført' },
      responsible: {
        ...{ sorId: '9000006021000016001', ydernummer: null, shak: null },
        name: 'Lægehuset Prøvevej',
      },
      document: LISTED,
    })
  })

  const place = 'section\\[1\\]/entry\\[1\\]/organizer/component\\[1\\]/observation'
  const broken: Readonly<Record<string, readonly [Buffer, string]>> = {
    'no code': [phmr(TIME, [VALUE]), '/code is missing'],
    'no time': [phmr(null, [CODE, VALUE]), ' has no time'],
    'a wrong time': [
      phmr(xml`<effectiveTime value="2026"/>`, [CODE, VALUE]),
      '/effectiveTime is no time',
    ],
    'a unit that is none': [
      phmr(TIME, [CODE, xml`<value xsi:type="PQ" value="1" unit="7"/>`]),
      '/value has a unit that is none',
    ],
    'two values': [phmr(TIME, [CODE, VALUE, VALUE]), ' has several values'],
    'a negation': [phmr(TIME, [CODE, VALUE], xml`negationInd="true"`), ' is negated'],
  }
  for (const [what, [content, state]] of Object.entries(broken)) {
    it(`refuses a measurement with ${what}, by rule and place`, () => {
      assert.throws(() => inPhmr(content), new RegExp(`"PHMR-DK": ${place}${state}`))
    })
  }

  withSharedData('nsp/cda/phmr-example.xml', (path) => {
    it('reads the published example', () => {
      const content = readFileSync(path)
      const read = measurementsInPhmr(content, citizenOf(content), LISTED)
      assert.deepEqual(
        read.map(({ at, value, unit }) => [at, value, unit]),
        [
          ['2019-04-09T12:10:10+02:00', 0.97, 'NA'],
          ['2019-04-09T12:15:10+02:00', 0.92, 'NA'],
          ['2019-04-09T12:30:10+02:00', 0.95, 'NA'],
        ],
      )
    })
  })
})

describe('answersInQrd()', () => {
  const answer = (values: XmlText, more: XmlText | null = null) =>
    xml`<observation><templateId root="2.16.840.1.113883.10.20.33.4.5"/><code code="Q" codeSystem="1.2"><originalText>Hvor ofte?</originalText></code>${values}${more}</observation>`
  const form = (observation: XmlText) =>
    cda({
      events: xml`<documentationOf><serviceEvent><effectiveTime><low value="20260228"/><high value="20260301"/></effectiveTime></serviceEvent></documentationOf>`,
      sections: [
        xml`<entry><organizer><component>${observation}</component></organizer></entry>`,
        xml`<entry><observation><code code="COPY" codeSystem="1.2"/></observation></entry>`,
      ],
    })
  const CHOICES = xml`<value xsi:type="CE" code="a" displayName="Sjældent"/><value xsi:type="CE" code="b"/>`

  it('reads a number, several choices as one text, and the answer to a question below', () => {
    const below = xml`<entryRelationship typeCode="REFR">${answer(xml`<value xsi:type="REAL" value="7.6"/>`)}</entryRelationship>
<entryRelationship typeCode="SUBJ">${answer(xml`<value xsi:type="ST">Ikke et svar</value>`)}</entryRelationship>`
    const read = answersInQrd(form(answer(CHOICES, below)), CPR, LISTED)
    assert.deepEqual(
      read.map(({ at, code, value, text }) => [at, code.display, value, text]),
      [
        ['2026-03-01T00:00:00+01:00', 'Hvor ofte?', null, 'Sjældent; b'],
        ['2026-03-01T00:00:00+01:00', 'Hvor ofte?', 7.6, null],
      ],
    )
  })

  withSharedData('nsp/cda/qrd-example.xml', (path) => {
    it('reads the published example', () => {
      const content = readFileSync(path)
      const read = answersInQrd(content, citizenOf(content), LISTED)
      assert.deepEqual(
        read.map(({ code, value, text }) => [code.code, value ?? text?.slice(0, 15)]),
        [
          ['Q.NUM.01', 5],
          ['Q.NUM.02', 342],
          ['Q.MC.01', 'Svarmulighed 2;'],
          ['Q.MC.02', 'Svarmulighed me'],
          ['Q.MC.02.TE.01', 'Dette er en tes'],
          ['Q.TE.01', 'Livet er en kom'],
          ['Q.ANALOG.01', 33],
          ['Q.ANALOG.02', 7.6],
          ['Q.DISCRETE.01', 'Slider svarmuli'],
          ['Q.DISCRETE.02', 'Slider optional'],
        ],
      )
      assert.ok(read.every(({ at }) => at === '2023-10-25T08:00:00+00:00'))
    })
  })
})

describe('mergedTimeLine()', () => {
  const measured = (at: string): Measurement => ({
    ...{ at, code: { code: 'a', system: 'b', display: null }, value: 1, unit: null, text: null },
    ...{ measuredBy: null, responsible: null, document: null },
  })
  const times = constantFrom(
    '2026-03-01T08:00:00Z',
    '2026-03-01T09:00:00+01:00',
    '2026-03-02T00:00:00Z',
  )

  it('keeps every measurement, the newest first, and of one instant the earlier line first', () => {
    always(
      property(array(array(times.map(measured))), (lines) => {
        const merged = mergedTimeLine(lines)
        const order = new Map(lines.flat().map((each, index) => [each, index]))
        assert.equal(merged.length, lines.flat().length)
        assert.deepEqual(new Set(merged), new Set(lines.flat()))
        for (const [index, later] of merged.slice(1).entries()) {
          const [one, other] = [merged[index] ?? later, later]
          const apart = Date.parse(one.at) - Date.parse(other.at)
          assert.ok(apart > 0 || (apart === 0 && (order.get(one) ?? 0) < (order.get(other) ?? 0)))
        }
      }),
    )
  })

  it('measuredWithin() includes both ends, whatever the zone', () => {
    const [one, other] = [measured('2026-03-01T08:00:00Z'), measured('2026-03-02T00:00:00Z')]
    const within = measuredWithin([one, other], {
      from: '2026-03-01T09:00:00+01:00',
      to: '2026-03-01T23:59:59Z',
    })
    assert.deepEqual(within, [one])
  })
})
