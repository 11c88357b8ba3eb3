import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ENTRY_TYPE } from '../../../nsp/xds/names.ts'
import { findDocuments, getDocuments } from '../../../nsp/xds/stored-query.ts'
import { rootOf } from '../../../nsp/xml/parse.ts'
import { CITIZENS } from '../../domain/world/persons.ts'
import { FaultAnswer } from '../../wire/fault-answer.ts'
import type { ReceivedCall } from '../../wire/soap-service.ts'
import { answerQuery } from './answer-query.ts'
import { SharedDocuments } from './catalogue/shared-documents.ts'

const { cpr } = CITIZENS.full
const DOCUMENTS = new SharedDocuments('dds')
const FIND = findDocuments({ cpr }).toString()

const callWith = (body: string): ReceivedCall => ({
  ...{ body: rootOf(body), envelope: rootOf('<a/>'), attachments: new Map(), version: '1.1' },
  caller: {
    ...{ kind: 'citizen', level: 4, cvr: null, cpr, role: null },
    ...{ authorisationCode: null, systemName: null, actsFor: [] },
  },
  hsuid: new Map(
    Object.entries({
      ...{ 'nsi:UserType': 'nsi:Citizen', 'nsi:ActingUserCivilRegistrationNumber': cpr },
      ...{ 'nsi:CitizenCivilRegistrationNumber': cpr, 'nsi:SystemOwnerName': 'a' },
      ...{ 'nsi:SystemName': 'b', 'nsi:SystemVersion': 'c', 'nsi:OrgResponsibleName': 'd' },
    }).map(([name, value]) => [name, [value]]),
  ),
  base: new URL('http://127.0.0.1/'),
  now: new Date('2026-03-01T10:00:00Z'),
})

const answer = (body: string) => answerQuery(DOCUMENTS, callWith(body))

const codeOf = (body: string): string | undefined => {
  const { outcome, documents } = answer(body)
  assert.equal(documents.length, 0)
  assert.equal(outcome.status, 'Failure')
  return outcome.errors[0]?.code
}

describe('answerQuery()', () => {
  it('finds, by entries and by reference', () => {
    const { documents, isByReference } = answer(FIND)
    assert.equal(documents.length, 12)
    assert.ok(!isByReference)
    assert.ok(answer(FIND.replace('LeafClass', 'ObjectRef')).isByReference)
  })

  it('gets by unique id and by the id of an entry', () => {
    const [{ entry } = { entry: null }] = answer(FIND).documents
    assert.ok(entry)
    const get = (ids: string[]) =>
      getDocuments({ uniqueIds: ids, homeCommunityId: null }).toString()
    assert.equal(answer(get([entry.uniqueId, '2.25.1'])).documents.length, 1)
    const byEntry = get([entry.entryUuid]).replace('EntryUniqueId', 'EntryEntryUUID')
    assert.equal(answer(byEntry).documents.length, 1)
  })

  it('says what is wrong with a query', () => {
    assert.equal(
      codeOf(FIND.replace(/ id="[^"]*"/, ' id="urn:uuid:other"')),
      'XDSUnknownStoredQuery',
    )
    assert.equal(codeOf(FIND.replace('LeafClass', 'Other')), 'XDSRegistryError')
    for (const name of ['Status', 'PatientId']) {
      const without = FIND.replace(`$XDSDocumentEntry${name}"`, '$Other"')
      assert.equal(codeOf(without), 'XDSStoredQueryMissingParam')
    }
    assert.equal(codeOf(FIND.replace('^^^&amp;', '^')), 'XDSStoredQueryParamNumber')
    const other = FIND.replace(ENTRY_TYPE.stable, 'urn:uuid:other')
    assert.equal(codeOf(other), 'XDSObjectTypeError')
    const odd = findDocuments({ cpr, created: { from: new Date(), to: null } }).toString()
    assert.equal(codeOf(odd.replace(/>\d{14}</, '>soon<')), 'XDSRegistryError')
  })

  it('refuses a query for another citizen than the header names', () => {
    const other = findDocuments({ cpr: CITIZENS.blocked.cpr }).toString()
    assert.throws(() => answer(other), FaultAnswer)
  })
})

describe('SharedDocuments', () => {
  it('of() moves with the day, under the same numbers', () => {
    const shared = new SharedDocuments('dds')
    const [today, later] = ['2026-03-01T23:00:00Z', '2026-04-02T01:00:00Z'].map((now) =>
      shared.of(cpr, new Date(now)).map(({ entry }) => entry),
    )
    assert.deepEqual(
      today?.map(({ uniqueId }) => uniqueId),
      later?.map(({ uniqueId }) => uniqueId),
    )
    assert.notEqual(today?.[0]?.service.start, later?.[0]?.service.start)
  })
})
