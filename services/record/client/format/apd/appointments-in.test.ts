import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { withSharedData } from '../../../../../test/harness/shared-data.ts'
import { type XmlText, xml } from '../../../../nsp/xml/template.ts'
import type { DayRange } from '../../../domain/asker.ts'
import type { Appointment } from '../../../domain/part/appointments.ts'
import { CPR, cda, citizenOf, LISTED } from '../../../test/documents/cda.ts'
import { DocumentUnreadable } from '../../documents/errors.ts'
import { appointmentsIn } from './appointments-in.ts'
import { appointmentsWithin } from './appointments-within.ts'

const TIME = xml`<effectiveTime><low value="20260310090000+0100"/><high value="20260310093000+0100"/></effectiveTime>`
const STATUS = xml`<statusCode code="active"/>`
const REST = xml`<participant typeCode="LOC"><participantRole><addr><streetAddressLine>Prøvevej 1</streetAddressLine>
<postalCode>8000</postalCode><city>Prøveby</city></addr><playingEntity><name>Ambulatoriet</name></playingEntity></participantRole></participant>
<entryRelationship typeCode="RSON"><observation><code code="1" codeSystem="1.2" displayName="Kontrol"/></observation></entryRelationship>`
const REQUESTER = xml`<author><assignedAuthor><id root="1.2.208.176.1.4" extension="091034"/><code code="RESB"/></assignedAuthor></author>`

const encounter = (inner: readonly XmlText[], mood = 'APT') =>
  cda({
    events: REQUESTER,
    sections: [xml`<entry><encounter moodCode="${mood}">${inner}</encounter></entry>`],
  })

const read = (content: Buffer) => appointmentsIn(content, CPR, LISTED)

describe('appointmentsIn()', () => {
  it('reads when, where, why, who is responsible and who asked for it', () => {
    assert.deepEqual(read(encounter([STATUS, TIME, REST])), [
      {
        start: '2026-03-10T09:00:00+01:00',
        end: '2026-03-10T09:30:00+01:00',
        status: 'active',
        title: 'Kontrol',
        location: 'Ambulatoriet, Prøvevej 1, 8000 Prøveby',
        responsible: {
          ...{ sorId: '9000006021000016001', ydernummer: null, shak: null },
          name: 'Lægehuset Prøvevej',
        },
        requester: { sorId: null, ydernummer: '091034', shak: null, name: null },
        document: LISTED,
      },
    ])
  })

  const broken: Readonly<Record<string, readonly [readonly XmlText[], RegExp]>> = {
    'without status': [[TIME], /encounter\/statusCode is missing/],
    'without time': [[STATUS], /effectiveTime is missing/],
    'whose time has no beginning': [[STATUS, xml`<effectiveTime/>`], /has no beginning/],
    'with a wrong time': [
      [STATUS, xml`<effectiveTime><low value="2026-03-10"/></effectiveTime>`],
      /section\[1\]\/entry\[1\]\/encounter\/effectiveTime\/low is no time/,
    ],
    'that ends before it begins': [
      [STATUS, xml`<effectiveTime><low value="20260310"/><high value="20260309"/></effectiveTime>`],
      /ends before it begins/,
    ],
  }
  for (const [which, [inner, state]] of Object.entries(broken)) {
    it(`refuses an appointment ${which}, by rule and place`, () => {
      assert.throws(
        () => read(encounter(inner)),
        (error) => error instanceof DocumentUnreadable && state.test(error.message),
      )
    })
  }

  it('refuses a document without an appointment', () => {
    assert.throws(() => read(encounter([STATUS, TIME], 'EVN')), /encounter is missing/)
  })

  withSharedData('nsp/aftaler/DK-APD_Example_1_2_apd_maximum.xml', (path) => {
    it('reads the published example', () => {
      const content = readFileSync(path)
      const [appointment, ...others] = appointmentsIn(content, citizenOf(content), LISTED)
      assert.equal(others.length, 0)
      assert.equal(appointment?.start, '2022-10-01T10:00:00+02:00')
      assert.equal(appointment.status, 'active')
      assert.equal(appointment.responsible?.sorId, '325431000016004')
      assert.equal(appointment.requester?.sorId, '345061000016001')
      assert.match(appointment.location ?? '', /^Ortopædkirurgisk ambulatorie, Valdemarsgade 53/)
    })
  })
})

describe('appointmentsWithin()', () => {
  const at = (start: string, end: string | null = null): Appointment => ({
    ...{ start, end, status: 'active', title: null, responsible: null, requester: null },
    ...{ location: null, document: LISTED },
  })
  const late = at('2026-03-11T23:30:00+01:00', '2026-03-12T00:30:00+01:00')
  const early = at('2026-03-10T08:00:00+01:00')
  const utc = at('2026-03-12T23:30:00Z')

  const chosen = (range: DayRange) => appointmentsWithin([late, utc, early], range)

  it('orders by the beginning, whatever the zone', () => {
    assert.deepEqual(chosen({ from: null, to: null }), [early, late, utc])
  })

  it('takes what touches the range, by days in Denmark, both ends included', () => {
    assert.deepEqual(chosen({ from: '2026-03-12', to: '2026-03-12' }), [late])
    assert.deepEqual(chosen({ from: '2026-03-13', to: null }), [utc])
    assert.deepEqual(chosen({ from: null, to: '2026-03-10' }), [early])
  })
})
