import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { DgwsFault } from '../../nsp/soap/errors.ts'
import type { DocumentEntry } from '../../nsp/xds/document-entry.ts'
import { DOCUMENT_TYPES, OID } from '../../nsp/xds/document-types.ts'
import { type XdsErrorCode, XdsFailure } from '../../nsp/xds/errors.ts'
import { provideDocument } from '../../nsp/xds/provide-document.ts'
import { rootOf } from '../../nsp/xml/parse.ts'
import { DOCUMENT_SHARING, PRACTICE_YDERNUMMER } from '../domain/world/organisations.ts'
import { CITIZENS } from '../domain/world/persons.ts'
import { type Citizen, startDocuments } from './documents-harness.ts'

let sandbox: Awaited<ReturnType<typeof startDocuments>>
before(async () => {
  sandbox = await startDocuments()
})
after(() => sandbox[Symbol.asyncDispose]())

const typesIn = (entries: readonly DocumentEntry[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...Map.groupBy(entries, ({ typeCode }) => typeCode.code)].map(([code, of]) => [
      code,
      of.length,
    ]),
  )

const { appointment, diagnoses, laboratoryReport, masterCard } = DOCUMENT_TYPES

const failsWith =
  (code: XdsErrorCode) =>
  (error: unknown): boolean =>
    error instanceof XdsFailure && error.errorCodes.join() === code

const notAuthorised = (error: unknown): boolean =>
  error instanceof DgwsFault && error.faultCode === 'not_authorized'

describe('the registry', () => {
  it('lists what each citizen has', async () => {
    const as = sandbox.staff('doctor')
    const lists = async (about: Citizen) => typesIn((await sandbox.find({ as, about })).entries)
    assert.deepEqual(await lists('full'), {
      ...{ '56446-8': 5, '81215-6': 2, '11450-4': 1, '53576-5': 2, '74465-6': 1, '11502-2': 1 },
    })
    assert.deepEqual(await lists('empty'), {})
    assert.deepEqual(await lists('pregnant'), { '56446-8': 1, PRF: 1, PSCR: 1, PMR: 1 })
  })

  it('narrows by status, format, type, entry type and time', async () => {
    const asked = { as: sandbox.staff('doctor'), about: 'full' } as const
    const count = async (query: Parameters<typeof sandbox.find>[1]) =>
      (await sandbox.find(asked, query)).entries.length
    const appointments = { formatCodes: [appointment.formatCode] }
    assert.equal(await count(appointments), 5)
    assert.equal(await count({ ...appointments, status: ['DEPRECATED'] }), 1)
    assert.equal(await count({ ...appointments, status: ['APPROVED', 'DEPRECATED'] }), 6)
    assert.equal(await count({ typeCodes: [diagnoses.typeCode] }), 1)
    assert.equal(await count({ typeCodes: [diagnoses.typeCode], entryTypes: ['stable'] }), 0)
    const soon = { from: new Date(), to: new Date(Date.now() + 10 * 86_400_000) }
    assert.equal(await count({ ...appointments, serviceStart: soon }), 3)
  })

  it('names a practice by the number under which it settles, where the document does', async () => {
    const { entries } = await sandbox.find({ as: sandbox.staff('doctor'), about: 'full' })
    const institutions = entries.map(({ author }) => author.institution)
    const [practice] = institutions.filter((each) => each?.authority === OID.ydernummer)
    assert.equal(practice?.id, PRACTICE_YDERNUMMER)
    assert.ok(institutions.some((each) => each?.authority === OID.sor))
  })

  it('holds back by consent, and says so; not from the citizen, nor where consent is set aside', async () => {
    const as = sandbox.staff('doctor')
    const counts = async (...asked: Parameters<typeof sandbox.find>) => {
      const { entries, isFiltered } = await sandbox.find(...asked)
      return { count: entries.length, isFiltered }
    }
    const all = { count: 7, isFiltered: false }
    assert.deepEqual(await counts({ as, about: 'blocked' }), { count: 3, isFiltered: true })
    assert.deepEqual(await counts({ as, about: 'blocked', consentOverride: true }), all)
    const self = await sandbox.citizen('blocked')
    assert.deepEqual(await counts({ as: self, about: 'blocked' }), all)
    assert.deepEqual(await counts({ as, about: 'closed' }), { count: 0, isFiltered: true })
    assert.deepEqual(await counts({ as, about: 'closed', consentOverride: true }), {
      ...{ count: 3, isFiltered: false },
    })
  })

  it('lets a parent ask for a child, and nobody else', async () => {
    const { cpr } = CITIZENS.child
    const parent = await sandbox.citizen('pregnant', { cpr, by: 'PARENTAL_CUSTODY' })
    assert.equal((await sandbox.find({ as: parent, about: 'child' })).entries.length, 1)
    await assert.rejects(sandbox.find({ as: parent, about: 'full' }), notAuthorised)
  })

  it('shows appointments only to staff without authorisation, and refuses the rest aloud', async () => {
    const asked = { as: sandbox.staff('homeHelper'), about: 'full' } as const
    const { entries } = await sandbox.find(asked, { formatCodes: [appointment.formatCode] })
    assert.equal(entries.length, 5)
    await assert.rejects(sandbox.find(asked), notAuthorised)
    await assert.rejects(sandbox.find(asked, { typeCodes: [diagnoses.typeCode] }), notAuthorised)
  })
})

describe('the repository', () => {
  const keyOf = (entry: DocumentEntry | undefined): DocumentEntry => {
    assert.ok(entry)
    return entry
  }

  it('gives every document that is listed, as it is listed', async () => {
    const as = sandbox.staff('doctor')
    for (const about of ['full', 'pregnant'] as const) {
      const { entries } = await sandbox.find({ as, about })
      for (const entry of entries) {
        const answer = await sandbox.fetch({ as, about }, entry)
        assert.ok(answer.kind === 'document')
        assert.equal(answer.mimeType, entry.mimeType)
        if (entry.hash === null) continue
        assert.equal(createHash('sha1').update(answer.content).digest('hex'), entry.hash)
        assert.equal(answer.content.length, entry.size)
      }
    }
  })

  it('gives CDA, FHIR and what is no text', async () => {
    const asked = { as: sandbox.staff('doctor'), about: 'full' } as const
    const contentOf = async (typeCode: { readonly code: string; readonly scheme: string }) => {
      const { entries } = await sandbox.find(asked, { typeCodes: [typeCode] })
      const answer = await sandbox.fetch(asked, keyOf(entries[0]))
      assert.ok(answer.kind === 'document')
      return answer.content
    }
    const cda = rootOf(await contentOf(appointment.typeCode))
    assert.equal(cda.namespaceURI, 'urn:hl7-org:v3')
    const fhir = JSON.parse((await contentOf(diagnoses.typeCode)).toString())
    assert.equal(fhir.entry[0].resource.resourceType, 'Composition')
    const page = await contentOf(laboratoryReport.typeCode)
    assert.match(page.toString('latin1'), /^%PDF-1\.4\n/)
  })

  it('holds back by consent', async () => {
    const doctor = { as: sandbox.staff('doctor'), about: 'blocked' } as const
    const all = await sandbox.find({ ...doctor, consentOverride: true })
    const shown = await sandbox.find(doctor)
    const held = all.entries.find(
      ({ uniqueId }) => !shown.entries.some((entry) => entry.uniqueId === uniqueId),
    )
    assert.deepEqual(await sandbox.fetch(doctor, keyOf(held)), { kind: 'heldBack' })
    const overridden = await sandbox.fetch({ ...doctor, consentOverride: true }, keyOf(held))
    assert.equal(overridden.kind, 'document')
  })

  it('says what is wrong with a number', async () => {
    const asked = { as: sandbox.staff('doctor'), about: 'full' } as const
    const { entries } = await sandbox.find(asked)
    const entry = keyOf(entries[0])
    const fetch = (change: Partial<DocumentEntry>) => sandbox.fetch(asked, { ...entry, ...change })
    await assert.rejects(fetch({ uniqueId: '2.25.1' }), failsWith('XDSDocumentUniqueIdError'))
    await assert.rejects(
      fetch({ repositoryUniqueId: '2.25.1' }),
      failsWith('XDSUnknownRepositoryId'),
    )
    await assert.rejects(fetch({ homeCommunityId: '2.25.1' }), failsWith('XDSUnknownCommunity'))
    const other = { as: asked.as, about: 'blocked' } as const
    await assert.rejects(sandbox.fetch(other, entry), failsWith('XDSDocumentUniqueIdError'))
  })
})

describe('the master card', () => {
  const cardOf = async (about: Citizen): Promise<string> => {
    const asked = { as: sandbox.staff('nurse'), about, sharing: 'sfsk' } as const
    const { entries } = await sandbox.find(asked, { formatCodes: [masterCard.formatCode] })
    const [entry] = entries
    if (!entry) return ''
    const answer = await sandbox.fetch(asked, entry)
    assert.ok(answer.kind === 'document')
    return answer.content.toString()
  }
  const resuscitation = (card: string): string | null =>
    /"NoResuscitationRegistration".*?<value ([^>]*)\/>/.exec(card)?.[1] ?? null

  it('states an opt-out of resuscitation, states none, does not know, or is silent', async () => {
    assert.match(resuscitation(await cardOf('optedOut')) ?? '', /extension="true"/)
    assert.match(resuscitation(await cardOf('full')) ?? '', /extension="false"/)
    assert.match(resuscitation(await cardOf('unclear')) ?? '', /nullFlavor="NAV"/)
    const silent = await cardOf('child')
    assert.notEqual(silent, '')
    assert.equal(resuscitation(silent), null)
    assert.equal(await cardOf('empty'), '')
  })

  it('has a registry of its own, which consent does not reach', async () => {
    assert.notEqual(await cardOf('closed'), '')
    const { entries } = await sandbox.find({ as: sandbox.staff('doctor'), about: 'full' })
    assert.ok(entries.every(({ typeCode }) => typeCode.code !== 'PDC'))
  })

  it('is there for a system', async () => {
    const asked = { as: { kind: 'system' }, about: 'full', sharing: 'sfsk' } as const
    const { entries } = await sandbox.find(asked)
    assert.match(entries[0]?.uniqueId ?? '', /^[\d.]+\^[0-9a-f-]{36}$/)
  })
})

describe('giving a document', () => {
  const content = Buffer.from('<ClinicalDocument xmlns="urn:hl7-org:v3"/>')
  const entry = {
    entryUuid: 'urn:uuid:6e3f9a52-1f0e-4d4c-8a8e-6d4f6f2a1c11',
    ...{ uniqueId: '2.25.424242', repositoryUniqueId: '', homeCommunityId: '' },
    entryType: 'stable',
    status: 'APPROVED',
    ...{ title: 'Given', mimeType: 'text/xml' },
    ...{ languageCode: 'da-DK', created: '2026-01-01T00:00:00Z' },
    service: { start: null, stop: null },
    classCode: { code: '001', scheme: OID.classCode, display: null },
    typeCode: { ...appointment.typeCode, display: null },
    formatCode: { code: appointment.formatCode, scheme: OID.formatCode, display: null },
    ...{ confidentiality: [], events: [], facilityType: null, practiceSetting: null },
    author: { institution: null, person: null },
  } as const
  const give = (about: Citizen, bytes = content) =>
    provideDocument(sandbox.platform, {
      ...sandbox.of({ as: { kind: 'system' }, about }),
      entry: { ...entry, patient: { id: CITIZENS[about].cpr, authority: OID.cpr } },
      ...{ content: bytes, sourceId: '2.999.7', submittedAt: new Date() },
    })

  it('lets it be found and fetched from then on, once', async () => {
    const asked = { as: sandbox.staff('doctor'), about: 'empty' } as const
    await give('empty')
    const [found] = (await sandbox.find(asked)).entries
    assert.equal(found?.uniqueId, entry.uniqueId)
    assert.equal(found?.repositoryUniqueId, DOCUMENT_SHARING.nationalRepository)
    assert.ok(found)
    const answer = await sandbox.fetch(asked, found)
    assert.ok(answer.kind === 'document' && answer.content.equals(content))
    await assert.rejects(give('empty'), failsWith('XDSDuplicateUniqueIdInRegistry'))
    await assert.rejects(give('full', Buffer.from('<a/>')), failsWith('XDSNonIdenticalHash'))
  })
})
