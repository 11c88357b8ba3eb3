import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { UpstreamAnswerInvalid } from '../../nsp/soap/errors.ts'
import { XdsFailure } from '../../nsp/xds/errors.ts'
import { FILTERED, failed, type RegistryOutcome } from '../../nsp/xds/registry-response.ts'
import { xml } from '../../nsp/xml/template.ts'
import { DocumentUnreadable } from '../client/documents/errors.ts'
import { DocumentHeldBack } from '../client/documents/held-back.ts'
import { openDocumentSource } from '../client/documents/open-document-source.ts'
import { openMasterCardSource } from '../client/master-card/open-master-card-source.ts'
import { ResuscitationUnclear } from '../client/master-card/resuscitation-unclear.ts'
import { cda } from './documents/cda.ts'
import { asking, type Shared, shared, xdsPlatform } from './documents/xds.ts'

const CPR_SYSTEM = 'urn:oid:1.2.208.176.1.2'
const OPEN = { from: null, to: null }

const appointment = (day: string) =>
  cda({
    sections: [
      xml`<entry><encounter moodCode="APT"><statusCode code="active"/><effectiveTime><low value="${day}"/></effectiveTime></encounter></entry>`,
    ],
  })

const card = (said: string | null, uniqueId = '1.2.3^card', format = 'pdc-v3.0') =>
  shared(
    'masterCard',
    cda({
      head: xml`<templateId root="1.2.208.184.16.1" extension="3.0"/>`,
      sections: [
        said === null
          ? xml``
          : xml`<entry><observation classCode="OBS" moodCode="EVN"><code code="NoResuscitationRegistration" codeSystem="1.2.208.184.100.1"/><value xsi:type="II" root="1.2" extension="${said}"/></observation></entry>`,
      ],
    }),
    {
      uniqueId,
      formatCode: {
        code: `urn:ad:dk:medcom:${format}:full`,
        ...{ scheme: '1.2.208.184.100.10', display: null },
      },
    },
  )

const source = (documents: readonly Shared[], outcome?: RegistryOutcome) => {
  const platform = xdsPlatform(documents, outcome)
  return { ...openDocumentSource({ platform }), heard: platform.heard }
}

const many = (count: number, content = appointment('20260310')) =>
  Array.from({ length: count }, (_, index) =>
    shared('appointment', content, { uniqueId: `1.2.3^${index}` }),
  )

const PARTIAL: RegistryOutcome = {
  status: 'PartialSuccess',
  errors: [{ code: 'XDSUnavailableCommunity', context: '', severity: 'Error' }],
}

describe('openDocumentSource()', () => {
  it('tells nothing, something held back and all held back apart', async () => {
    const found = [shared('appointment', appointment('20260310'))]
    const said = (documents: readonly Shared[], outcome?: RegistryOutcome) =>
      source(documents, outcome).appointments(asking(), OPEN)
    assert.deepEqual(await said([]), { kind: 'none' })
    assert.deepEqual(await said([], FILTERED), { kind: 'allHeldBack' })
    const whole = await said(found)
    const part = await said(found, FILTERED)
    assert.ok(whole.kind === 'found' && !whole.part.filtered)
    assert.ok(part.kind === 'found' && part.part.filtered)
  })

  it('tells a document that is held back only when it is fetched', async () => {
    const heldBack = shared('appointment', null, { uniqueId: '1.2.3^h' })
    const some = await source([...many(1), heldBack]).appointments(asking(), OPEN)
    assert.ok(some.kind === 'found' && some.part.filtered && some.part.entries.length === 1)
    assert.deepEqual(await source([heldBack]).appointments(asking(), OPEN), { kind: 'allHeldBack' })
  })

  it('reads all documents, a few at a time, and no superseded one', async () => {
    const old = shared('appointment', Buffer.from('<broken'), {
      ...{ uniqueId: '1.2.3^old', status: 'DEPRECATED' },
    })
    const { appointments, heard } = source([...many(9), old])
    const said = await appointments(asking(), OPEN)
    assert.ok(said.kind === 'found' && said.part.entries.length === 9)
    assert.equal(heard.fetched.length, 9)
    assert.equal(heard.mostAtOnce, 8)
  })

  it('fails as a whole where one document cannot be read, and stops fetching', async () => {
    const broken = shared('appointment', Buffer.from('<broken'), {
      ...{ uniqueId: '1.2.3^broken', created: '2026-03-02T00:00:00Z' },
    })
    const { appointments, heard } = source([...many(40), broken])
    await assert.rejects(appointments(asking(), OPEN), DocumentUnreadable)
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate)
    assert.ok(heard.fetched.length < 10)
  })

  it('fails for more documents than are read, an answer in part, a failure, and a stranger', async () => {
    const rejected = (documents: readonly Shared[], outcome?: RegistryOutcome) =>
      source(documents, outcome).appointments(asking(), OPEN)
    await assert.rejects(rejected(many(501)), UpstreamAnswerInvalid)
    await assert.rejects(rejected(many(1), PARTIAL), UpstreamAnswerInvalid)
    await assert.rejects(rejected([], failed('XDSRegistryBusy', '')), XdsFailure)
    const patient = { id: '6210520023', authority: '1.2.208.176.1.2' }
    const stranger = shared('appointment', appointment('20260310'), { patient })
    await assert.rejects(rejected([stranger]), UpstreamAnswerInvalid)
  })

  it('fetches no document whose time lies outside the range, and says none where none is left', async () => {
    const service = { start: '2026-03-10T08:00:00Z', stop: '2026-03-10T09:00:00Z' }
    const { appointments, heard } = source([
      shared('appointment', appointment('20260310'), { service }),
    ])
    const range = { from: '2026-04-01', to: null }
    assert.deepEqual(await appointments(asking(), range), { kind: 'none' })
    assert.equal(heard.fetched.length, 0)
    assert.equal((await appointments(asking(), { ...range, from: '2026-03-10' })).kind, 'found')
  })

  it('lists documents of all types and states, the newest first, and gives their content', async () => {
    const old = shared('carePlan', Buffer.from('x'), {
      ...{ status: 'DEPRECATED', created: '2026-03-02T00:00:00Z' },
    })
    const { documents, contentOf } = source([...many(1), old])
    const said = await documents(asking(), null)
    assert.ok(said.kind === 'found')
    const [newest, other] = said.part.entries
    assert.ok(newest && other)
    assert.equal(newest.status, 'DEPRECATED')
    assert.equal(other.author?.sorId, '9000006021000016001')
    assert.equal((await contentOf(asking(), newest)).toString(), 'x')
    const plans = await documents(asking(), ['81215-6'])
    assert.ok(plans.kind === 'found' && plans.part.entries.length === 1)
    assert.deepEqual(await documents(asking(), ['none']), { kind: 'none' })
    const filtered = await source([old], FILTERED).documents(asking(), ['none'])
    assert.deepEqual(filtered, { kind: 'found', part: { entries: [], filtered: true } })
  })

  it('fails for a content that says itself to be about somebody else, mapped or not', async () => {
    const other = '6210520023'
    const patient = {
      resourceType: 'Patient',
      identifier: [{ value: 'x' }, { system: CPR_SYSTEM, value: other }],
    }
    for (const [content, isRefused] of [
      [cda({ sections: [] }), false],
      [cda({ cpr: other, sections: [] }), true],
      [Buffer.from(JSON.stringify({ entry: [{ resource: patient }] })), true],
      [Buffer.from('{"entry":[{"resource":null},{}]}'), false],
      [Buffer.from('<not>well'), false],
    ] as const) {
      const { documents, contentOf } = source([shared('appointment', content)])
      const said = await documents(asking(), null)
      assert.ok(said.kind === 'found' && said.part.entries[0])
      const had = contentOf(asking(), said.part.entries[0])
      if (isRefused) await assert.rejects(had, DocumentUnreadable)
      else assert.deepEqual(await had, content)
    }
  })

  it('fails for the content of a document that is held back', async () => {
    const { documents, contentOf } = source([shared('appointment', null)])
    const said = await documents(asking(), null)
    assert.ok(said.kind === 'found' && said.part.entries[0])
    await assert.rejects(contentOf(asking(), said.part.entries[0]), DocumentHeldBack)
  })
})

describe('openMasterCardSource()', () => {
  const NOW = Date.parse('2026-03-01T12:00:00Z')
  const opened = (documents: readonly Shared[], outcome?: RegistryOutcome) => {
    const platform = xdsPlatform(documents, outcome)
    return { ...openMasterCardSource({ platform, now: () => NOW }), heard: platform.heard }
  }
  const resuscitation = (documents: readonly Shared[], outcome?: RegistryOutcome) =>
    opened(documents, outcome).resuscitation(asking())

  it('answers of resuscitation by the card alone', async () => {
    const optedOut = await resuscitation([card('true')])
    assert.ok(optedOut.kind === 'found')
    const { document, ...part } = optedOut.part
    assert.equal(document.uniqueId, '1.2.3^card')
    assert.deepEqual(part, {
      ...{ registered: true, registeredOn: null, inForceFrom: null },
      askedAt: '2026-03-01T12:00:00.000Z',
    })
    assert.deepEqual(await resuscitation([card('false')]), { kind: 'none' })
    assert.deepEqual(await resuscitation([], FILTERED), { kind: 'allHeldBack' })
  })

  it('asks for the card anew each time', async () => {
    const { resuscitation: ask, heard } = opened([card('true')])
    await ask(asking())
    await ask(asking())
    assert.equal(heard.fetched.length, 2)
    assert.deepEqual(heard.formatCodes[0], ['urn:ad:dk:medcom:pdc-v3.0:full^^1.2.208.184.100.10'])
  })

  const unclear: Readonly<Record<string, readonly [readonly Shared[], RegistryOutcome?]>> = {
    'without a card': [[]],
    'with a card that is silent': [[card(null)]],
    'with several cards': [[card('false'), card('false', '1.2.3^other')]],
    'with a card of an earlier format only': [[card('false', '1.2.3^2', 'pdc-v2.0')]],
    'with a card beside others that are held back': [[card('false')], FILTERED],
    'with a card that cannot be read': [[shared('masterCard', Buffer.from('<broken'))]],
  }
  for (const [when, [documents, outcome]] of Object.entries(unclear)) {
    it(`is unclear about resuscitation ${when}`, async () => {
      await assert.rejects(resuscitation(documents, outcome), ResuscitationUnclear)
    })
  }

  it('fails as the registry does, and not as unclear', async () => {
    await assert.rejects(resuscitation([], failed('XDSRegistryBusy', '')), XdsFailure)
    await assert.rejects(resuscitation([card('false')], PARTIAL), UpstreamAnswerInvalid)
  })

  it('takes the newest card of the current format for the master card', async () => {
    const old = card(null, '1.2.3^old')
    const newest = card(null, '1.2.3^new')
    const earlier = card(null, '1.2.3^earlier', 'pdc-v2.0')
    const at = ({ entry, content }: Shared, created: string): Shared => ({
      ...{ entry: { ...entry, created }, content },
    })
    const said = await opened([
      at(old, '2025-01-01T00:00:00Z'),
      at(newest, '2026-01-01T00:00:00Z'),
      at(earlier, '2026-02-01T00:00:00Z'),
    ]).masterCard(asking())
    assert.ok(said.kind === 'found')
    assert.equal(said.part.document.uniqueId, '1.2.3^new')
    assert.deepEqual(await opened([earlier]).masterCard(asking()), { kind: 'none' })
  })
})
