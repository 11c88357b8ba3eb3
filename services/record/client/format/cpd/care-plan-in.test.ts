import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { xml } from '../../../../nsp/xml/template.ts'
import { CPR, cda, LISTED } from '../../../test/documents/cda.ts'
import { DocumentUnreadable } from '../../documents/errors.ts'
import { carePlanIn } from './care-plan-in.ts'

const EVENT = xml`<documentationOf><serviceEvent><templateId root="1.2.208.184.10.1.11"/>
<effectiveTime><low value="20260101"/><high nullFlavor="NA"/></effectiveTime></serviceEvent></documentationOf>`

describe('carePlanIn()', () => {
  it('reads title, period, organisation and the words of every entry', () => {
    const content = cda({
      events: EVENT,
      sections: [
        xml`<text>Genoptræning og mere</text><entry><act><code code="a" codeSystem="1.2" displayName="Genoptræning"/></act></entry>
<entry><organizer><component><observation><code nullFlavor="NI"><originalText>Måling af vægt</originalText></code></observation></component></organizer></entry>
<entry><act><text>Opfølgning om en uge</text></act></entry>`,
        xml`<title>Aftaler</title><text><paragraph>Ingen</paragraph></text>`,
        xml`<title>Tom</title>`,
      ],
    })
    assert.deepEqual(carePlanIn(content, CPR, LISTED), {
      title: 'Dokument',
      period: { start: '2026-01-01T00:00:00+01:00', end: null },
      responsible: {
        ...{ sorId: '9000006021000016001', ydernummer: null, shak: null },
        name: 'Lægehuset Prøvevej',
      },
      activities: ['Genoptræning', 'Måling af vægt', 'Opfølgning om en uge', 'Aftaler: Ingen'],
      document: LISTED,
    })
  })

  it('refuses a body that has no structure', () => {
    const content = cda({ sections: [] }).toString().replaceAll('structuredBody', 'nonXMLBody')
    assert.throws(() => carePlanIn(Buffer.from(content), CPR, LISTED), DocumentUnreadable)
  })
})
