import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it, type TestContext } from 'node:test'
import { idsOnly } from '../../../kit/telemetry/tracing.ts'
import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import { CPR } from '../../test/documents/cda.ts'
import { asking } from '../../test/documents/xds.ts'
import { FhirFault } from '../fhir/errors.ts'
import { fhirClient } from '../fhir/fhir-client.ts'
import { mhdLibrary } from './mhd-library.ts'

type Resource = Readonly<Record<string, unknown>>

const MEDCOM = 'urn:oid:1.2.208.184.100.1'

const described = (parts: Resource = {}): Resource => ({
  resourceType: 'DocumentReference',
  masterIdentifier: { value: 'urn:oid:2.25.1' },
  status: 'current',
  type: { coding: [{ system: MEDCOM, code: 'PRF' }] },
  contained: [
    {
      ...{ resourceType: 'Organization', id: 'a', name: 'Fødegangen' },
      identifier: [{ system: 'urn:oid:1.2.208.176.1.1', value: '9000006021000016001' }],
    },
  ],
  author: [{ reference: '#a' }],
  content: [
    {
      attachment: {
        ...{ contentType: 'application/fhir+json', title: 'Svangerskabsjournal' },
        ...{ creation: '2026-03-01T11:00:00+01:00', url: 'Binary/1' },
      },
      format: { system: 'urn:oid:1.2.208.184.100.10', code: 'urn:ad:dk:medcom:prf-v3.0:full' },
    },
  ],
  context: { sourcePatientInfo: { identifier: { value: CPR } } },
  ...parts,
})

const outcome = (code: string, severity: string): Resource => ({
  ...{ resourceType: 'OperationOutcome', issue: [{ severity, code }] },
})

/** Answers every search with these resources, and every content with a text or a refusal. */
async function library(test: TestContext, found: readonly Resource[], refusal?: Resource) {
  const heard: string[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    heard.push(`${request.method} ${request.url} ${decodeURIComponent(body)}`)
    const bundle = {
      ...{ resourceType: 'Bundle', type: 'searchset' },
      entry: found.map((resource) => ({ resource })),
    }
    const isContent = request.method === 'GET'
    response.writeHead(isContent && refusal ? 403 : 200, {
      'content-type': 'application/fhir+json',
    })
    const content = refusal ? JSON.stringify(refusal) : 'content'
    response.end(isContent ? content : JSON.stringify(bundle))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  test.after(() => {
    server.close()
    server.closeAllConnections()
  })
  const base = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mhd`)
  return { ...mhdLibrary(fhirClient({ base, name: 'mhd', tracing: idsOnly })), heard }
}

const WANTED = {
  typeCodes: [{ code: 'PRF', scheme: '1.2.208.184.100.1' }],
  ...{ formatCodes: null, deprecatedToo: false },
}

describe('mhdLibrary()', () => {
  it('asks by POST, without the person number in an address, and reads what is described', async (test) => {
    const { list, heard } = await library(test, [described()])
    const { documents, isFiltered } = await list(asking(), WANTED)
    assert.equal(isFiltered, false)
    assert.deepEqual(documents[0]?.reference, {
      ...{ uniqueId: '2.25.1', repositoryId: '', homeCommunityId: '' },
      type: { code: 'PRF', system: MEDCOM, display: null },
      format: {
        ...{ code: 'urn:ad:dk:medcom:prf-v3.0:full', system: 'urn:oid:1.2.208.184.100.10' },
        display: null,
      },
      ...{ title: 'Svangerskabsjournal', mimeType: 'application/fhir+json' },
      created: '2026-03-01T11:00:00+01:00',
      author: {
        ...{ sorId: '9000006021000016001', ydernummer: null, shak: null },
        name: 'Fødegangen',
      },
      ...{ status: 'APPROVED', source: 'mhd' },
    })
    assert.deepEqual(heard, [
      `POST /mhd/DocumentReference/_search patient.identifier=urn:oid:1.2.208.176.1.2|${CPR}&status=current&type=${MEDCOM}|PRF`,
    ])
  })

  it('fetches a content where the list said it lies, and else asks first', async (test) => {
    const { list, content, heard } = await library(test, [described()])
    const [document] = (await list(asking(), WANTED)).documents
    assert.ok(document)
    assert.equal((await content(asking(), document.reference))?.toString(), 'content')
    assert.equal((await content(asking(), { ...document.reference }))?.toString(), 'content')
    assert.deepEqual(
      heard.map((each) => each.split(' ')[0]),
      ['POST', 'GET', 'POST', 'GET'],
    )
    const other = { ...document.reference, uniqueId: '2.25.2' }
    await assert.rejects(content(asking(), other), UpstreamAnswerInvalid)
  })

  it('tells what consent holds back, and gives nothing superseded', async (test) => {
    const found = [outcome('suppressed', 'warning'), described({ status: 'superseded' })]
    const { list, content } = await library(test, found)
    assert.deepEqual(await list(asking(), WANTED), { documents: [], isFiltered: true })
    const all = await list(asking(), { ...WANTED, deprecatedToo: true })
    const [document] = all.documents
    assert.equal(document?.reference.status, 'DEPRECATED')
    assert.equal(await content(asking(), { ...document.reference, uniqueId: '2.25.2' }), null)
  })

  it('tells a content that consent holds back from one that is refused', async (test) => {
    const contentWith = async (code: string): Promise<Buffer | null> => {
      const { list, content } = await library(test, [described()], outcome(code, 'error'))
      const [document] = (await list(asking(), WANTED)).documents
      assert.ok(document)
      return content(asking(), document.reference)
    }
    assert.equal(await contentWith('suppressed'), null)
    await assert.rejects(contentWith('forbidden'), FhirFault)
  })

  const wrong: Readonly<Record<string, Resource>> = {
    'of somebody else': described({
      context: { sourcePatientInfo: { identifier: { value: '6210520023' } } },
    }),
    'without a number': described({ masterIdentifier: {} }),
    'of a state that there is not': described({ status: 'entered-in-error' }),
    'without a type': described({ type: { coding: [] } }),
    'without content': described({ content: [] }),
    'beside sources that did not answer': outcome('incomplete', 'warning'),
  }
  for (const [which, resource] of Object.entries(wrong)) {
    it(`refuses a document ${which}, without telling its values`, async (test) => {
      const { list } = await library(test, [resource])
      await assert.rejects(
        list(asking(), WANTED),
        (error) => error instanceof UpstreamAnswerInvalid && !/\d{6}/.test(error.message),
      )
    })
  }
})
