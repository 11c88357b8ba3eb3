import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, describe, it } from 'node:test'
import { withSharedData } from '../../../test/harness/shared-data.ts'
import { platformSchemas, type SchemaSet } from '../../../test/harness/xsd.ts'
import { readEnvelope } from '../soap/envelope.ts'
import { needed } from '../xml/element.ts'
import { XmlRefused } from '../xml/errors.ts'
import { rootOf, type XmlElement } from '../xml/parse.ts'
import type { XmlText } from '../xml/template.ts'
import type { DocumentEntry } from './document-entry.ts'
import { DOCUMENT_TYPES, OID } from './document-types.ts'
import { XdsFailure } from './errors.ts'
import { readDtm, readInstitution, readPatientId } from './hl7.ts'
import { lcm, rim } from './names.ts'
import { provideRequest, readProvideRequest } from './provide-request.ts'
import { EntryList, queryReferences, queryResponse, readQueryResponse } from './query-response.ts'
import { readEntry } from './read-entry.ts'
import { readStoredQuery } from './read-stored-query.ts'
import {
  CONSENT_FILTER_APPLIED,
  completenessOf,
  FILTERED,
  failed,
  readOutcome,
  registryResponse,
  SUCCESS,
} from './registry-response.ts'
import { readRetrieveRequest, retrieveRequest } from './retrieve-request.ts'
import { readRetrieveResponse, retrieveResponse } from './retrieve-response.ts'
import { findDocuments, getDocuments } from './stored-query.ts'

const CPR = '6103480014'

const ENTRY: DocumentEntry = {
  entryUuid: 'urn:uuid:0a4b9a52-1f0e-4d4c-8a8e-6d4f6f2a1c11',
  ...{ uniqueId: '2.25.11', repositoryUniqueId: '2.999.1', homeCommunityId: '2.999.2' },
  ...{ entryType: 'stable', status: 'APPROVED', patient: { id: CPR, authority: OID.cpr } },
  ...{ title: 'Aftale & <mere>', mimeType: 'text/xml', languageCode: 'da-DK' },
  created: '2026-03-01T10:20:30Z',
  service: { start: '2026-04-01T08:00:00Z', stop: null },
  classCode: { code: '001', scheme: OID.classCode, display: 'Klinisk rapport' },
  typeCode: { ...DOCUMENT_TYPES.appointment.typeCode, display: 'Aftale' },
  formatCode: {
    ...{ code: DOCUMENT_TYPES.appointment.formatCode, scheme: OID.formatCode },
    display: 'DK APD',
  },
  confidentiality: [{ code: 'N', scheme: OID.confidentiality, display: 'Normal' }],
  events: [{ code: 'ALAL01', scheme: OID.sks, display: null }],
  ...{ facilityType: null, practiceSetting: null },
  author: {
    institution: { name: 'En "klinik"', id: '9000006021000016001', authority: OID.sor },
    person: 'Ib Mellem Lægsgaard',
  },
  ...{ hash: 'da39a3ee5e6b4b0d3255bfef95601890afd80709', size: 0 },
}

let next = 0
const nextId = (): string => `urn:uuid:00000000-0000-4000-8000-${String(++next).padStart(12, '0')}`

const element = (text: XmlText): XmlElement => rootOf(text.toString())

const SUBMISSION = {
  ...{ entry: ENTRY, contentId: 'one@2.999', sourceId: '2.999.3' },
  submittedAt: new Date('2026-03-01T10:20:31Z'),
}

describe('entries of documents', () => {
  it('queryResponse() writes what readQueryResponse() reads', () => {
    const events = ENTRY.events.map((event) => ({ ...event, display: event.code }))
    const entries = new EntryList()
    const outcome = readQueryResponse(element(queryResponse(FILTERED, [ENTRY], nextId)), entries)
    assert.deepEqual(entries.all, [{ ...ENTRY, events }])
    assert.deepEqual(outcome, FILTERED)
  })

  it('readEntry() refuses an entry without what a document is fetched by', () => {
    const text = queryResponse(SUCCESS, [ENTRY], nextId).toString()
    const broken = text.replace('urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab', 'urn:uuid:other')
    assert.throws(() => readQueryResponse(rootOf(broken), new EntryList()), XmlRefused)
  })

  it('readDtm() reads every precision and offset as UTC', () => {
    assert.equal(readDtm('2026'), '2026-01-01T00:00:00Z')
    assert.equal(readDtm('20260301102030'), '2026-03-01T10:20:30Z')
    assert.equal(readDtm('202603011020+0200'), '2026-03-01T08:20:00Z')
    for (const text of ['', '2026-03-01', '20261301', 'x']) {
      assert.throws(() => readDtm(text), XmlRefused)
    }
  })

  it('readInstitution() tells what kind of number it is', () => {
    const text = `Anna Møllebæk^^^^^&${OID.ydernummer}&ISO^^^^000101`
    assert.deepEqual(readInstitution(text), {
      ...{ name: 'Anna Møllebæk', id: '000101', authority: OID.ydernummer },
    })
    assert.deepEqual(readInstitution('Anna'), { name: 'Anna', id: null, authority: null })
  })
})

describe('stored queries', () => {
  it('findDocuments() writes what a registry reads', () => {
    const query = readStoredQuery(
      element(
        findDocuments({
          ...{ cpr: CPR, formatCodes: ["it's", 'b'], entryTypes: ['stable'] },
          typeCodes: [{ code: 'PDC', scheme: OID.medcomMessageCodes }],
          serviceStart: { from: new Date('2026-01-02T03:04:05Z'), to: null },
        }),
      ),
    )
    const of = (name: string) => query.parameters.get(`$XDSDocumentEntry${name}`)
    assert.equal(query.returnType, 'LeafClass')
    assert.deepEqual(of('PatientId'), [`${CPR}^^^&1.2.208.176.1.2&ISO`])
    assert.deepEqual(of('FormatCode'), [`it's^^${OID.formatCode}`, `b^^${OID.formatCode}`])
    assert.deepEqual(of('TypeCode'), ['PDC^^1.2.208.184.100.1'])
    assert.deepEqual(of('Status'), ['urn:oasis:names:tc:ebxml-regrep:StatusType:Approved'])
    assert.deepEqual(of('ServiceStartTimeFrom'), ['20260102030405'])
    assert.equal(of('ServiceStartTimeTo'), undefined)
  })

  it('readPatientId() refuses another form', () => {
    for (const text of [CPR, `${CPR}^^^1.2&ISO`, `^^^&1.2&ISO`, `${CPR}^^^&1.2&UUID`]) {
      assert.equal(readPatientId(text), null)
    }
  })
})

describe('completenessOf()', () => {
  const warning = { code: 'XDSRegistryError', context: 'slow', severity: 'Warning' } as const

  it('says that consent held something back, also where all of it was', () => {
    assert.deepEqual(completenessOf(FILTERED), { isFiltered: true, isPartial: false })
    const failure = failed('XDSRegistryError', CONSENT_FILTER_APPLIED)
    assert.deepEqual(completenessOf(failure), { isFiltered: true, isPartial: false })
  })

  it('says that an answer is partial', () => {
    const partial = { status: 'PartialSuccess', errors: [warning] } as const
    assert.deepEqual(completenessOf(partial), { isFiltered: false, isPartial: true })
    assert.deepEqual(completenessOf({ status: 'Success', errors: [warning] }), {
      ...{ isFiltered: false, isPartial: false },
    })
  })

  it('takes a failure for one, with its codes and without its words', () => {
    const failure = registryResponse(failed('XDSUnknownPatientId', `no ${CPR}`)).toString()
    const outcome = readOutcome(rootOf(failure.replace('ResponseStatusType:Failure', 'Odd')))
    assert.throws(
      () => completenessOf(outcome),
      (error) =>
        error instanceof XdsFailure &&
        error.errorCodes.join() === 'XDSUnknownPatientId' &&
        !error.message.includes(CPR),
    )
  })
})

describe('content', () => {
  it('readRetrieveResponse() takes it from beside the message and from within', () => {
    const key = { uniqueId: '1', repositoryUniqueId: '2', homeCommunityId: '3' }
    const sent = { key, mimeType: 'text/plain', contentId: 'a:b@c', madeAs: null }
    const text = retrieveResponse(SUCCESS, [sent]).toString()
    const beside = readRetrieveResponse(rootOf(text), new Map([['a:b@c', Buffer.from('æ')]]))
    assert.deepEqual(beside.documents, [{ key, mimeType: 'text/plain', content: Buffer.from('æ') }])
    const inline = rootOf(text.replace(/<xop:Include[^>]*>/, '\n w6Y=\n'))
    assert.equal(readRetrieveResponse(inline, new Map()).documents[0]?.content.toString(), 'æ')
    assert.throws(() => readRetrieveResponse(rootOf(text), new Map()), XmlRefused)
  })

  it('readProvideRequest() reads what provideRequest() writes, and asks for a submission set', () => {
    const text = provideRequest(SUBMISSION).toString()
    const parts = new Map([['one@2.999', Buffer.from('x')]])
    const [document] = readProvideRequest(rootOf(text), parts)
    assert.equal(document?.content.toString(), 'x')
    assert.equal(document?.entry.uniqueId, ENTRY.uniqueId)
    const without = text.replace('AssociationType:HasMember', 'AssociationType:Other')
    assert.throws(() => readProvideRequest(rootOf(without), parts), XmlRefused)
  })
})

withSharedData('nsp/fsk/xsd/IHEXDSB.xsd', () => {
  describe('messages that are sent keep the published schemas', () => {
    let schemas: SchemaSet
    before(() => {
      schemas = platformSchemas(['fsk/xsd/IHEXDSB.xsd', 'fsk/xsd/rim.xsd'])
    })
    const key = { uniqueId: '1', repositoryUniqueId: '2', homeCommunityId: '3' }
    const sent = { key, mimeType: 'text/plain', contentId: 'a@c', madeAs: '2.25.4' }
    const inline = (text: XmlText): string => text.toString().replace(/<xop:Include[^>]*>/g, 'w6Y=')
    const found = () => element(queryResponse(FILTERED, [ENTRY], nextId))

    it('a retrieve and its answer', async () => {
      assert.deepEqual(await schemas.errorsIn(retrieveRequest([key]).toString()), [])
      assert.deepEqual(await schemas.errorsIn(inline(retrieveResponse(SUCCESS, [sent]))), [])
    })

    it('what is given, with its entry and submission set', async () => {
      const text = inline(provideRequest(SUBMISSION))
      assert.deepEqual(await schemas.errorsIn(text), [])
      const list = needed(rootOf(text), lcm('SubmitObjectsRequest'), rim('RegistryObjectList'))
      assert.deepEqual(await schemas.errorsIn(list), [])
    })

    it('a stored query, and the entries it finds', async () => {
      const find = element(findDocuments({ cpr: CPR, formatCodes: ['a', 'b'] }))
      assert.deepEqual(await schemas.errorsIn(needed(find, rim('AdhocQuery'))), [])
      const get = element(getDocuments({ uniqueIds: ['1'], homeCommunityId: '2.999' }))
      assert.deepEqual(await schemas.errorsIn(needed(get, rim('AdhocQuery'))), [])
      assert.deepEqual(await schemas.errorsIn(needed(found(), rim('RegistryObjectList'))), [])
      const references = element(queryReferences(SUCCESS, [ENTRY]))
      assert.deepEqual(await schemas.errorsIn(needed(references, rim('RegistryObjectList'))), [])
    })

    it('and are held against them', async () => {
      const list = needed(found(), rim('RegistryObjectList'))
      list.firstChild?.appendChild(list.ownerDocument?.createElementNS(null, 'odd') as never)
      assert.notDeepEqual(await schemas.errorsIn(list), [])
    })
  })
})

const body = (path: string): XmlElement => {
  const found = readEnvelope(readFileSync(path)).body
  assert.ok(found)
  return found
}

withSharedData('nsp/dds/iti18-query-request.xml', (path) =>
  it('readStoredQuery() reads a real query, which names no stored one', () => {
    const query = readStoredQuery(body(path))
    assert.equal(query.id, null)
    const [patient = ''] = query.parameters.get('$XDSDocumentEntryPatientId') ?? []
    assert.equal(readPatientId(patient)?.authority, OID.cpr)
    assert.equal(query.parameters.get('$XDSDocumentEntryUniqueId')?.length, 1)
  }),
)

withSharedData('nsp/dds/iti42-register-request.xml', (path) =>
  it('readEntry() reads a real entry', () => {
    const list = needed(body(path), rim('RegistryObjectList'))
    const entry = readEntry(needed(list, rim('ExtrinsicObject')))
    assert.equal(entry.formatCode.code, 'urn:ad:dk:medcom:message:full')
    assert.equal(entry.author.institution?.authority, OID.sor)
    assert.match(entry.author.institution?.id ?? '', /^\d{13,19}$/)
    assert.equal(entry.created, '2021-03-18T19:55:56Z')
    assert.equal(entry.entryType, 'stable')
    assert.equal(entry.size, 355)
  }),
)

withSharedData('nsp/dds/iti42-register-response.xml', (path) =>
  it('readOutcome() reads a real answer', () => {
    assert.deepEqual(readOutcome(body(path)), SUCCESS)
  }),
)

withSharedData('nsp/dds/iti43-retrieve-request-dgws-hsuid.xml', (path) =>
  it('readRetrieveRequest() reads a real request, without a home community', () => {
    const [key, ...others] = readRetrieveRequest(body(path))
    assert.equal(others.length, 0)
    assert.equal(key?.homeCommunityId, '')
    assert.match(key?.uniqueId ?? '', /^2\.25\.\d+$/)
  }),
)

withSharedData('nsp/dds/iti43-retrieve-response.xml', (path) =>
  it('readRetrieveResponse() reads a real answer with its part', () => {
    const contentId = 'eff581f9-f6eb-4300-b13d-45c09357cf97-2@urn:ihe:iti:xds-b:2007'
    const { documents, outcome } = readRetrieveResponse(
      body(path),
      new Map([[contentId, Buffer.from('<a/>')]]),
    )
    assert.deepEqual(outcome, SUCCESS)
    assert.equal(documents[0]?.content.toString(), '<a/>')
    assert.equal(documents[0]?.mimeType, 'text/xml')
  }),
)
