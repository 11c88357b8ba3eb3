import type { Platform } from '../../../nsp/platform/platform.ts'
import type { DocumentEntry } from '../../../nsp/xds/document-entry.ts'
import { DOCUMENT_TYPES, type DocumentTypeName, OID } from '../../../nsp/xds/document-types.ts'
import { ACTION } from '../../../nsp/xds/names.ts'
import { queryResponse } from '../../../nsp/xds/query-response.ts'
import { readStoredQuery } from '../../../nsp/xds/read-stored-query.ts'
import { type RegistryOutcome, SUCCESS } from '../../../nsp/xds/registry-response.ts'
import { readRetrieveRequest } from '../../../nsp/xds/retrieve-request.ts'
import { retrieveResponse } from '../../../nsp/xds/retrieve-response.ts'
import { rootOf } from '../../../nsp/xml/parse.ts'
import type { Asking } from '../../client/source.ts'
import { CPR } from './cda.ts'

/** A document of a registry of the tests; `content` null is held back when it is fetched. */
export interface Shared {
  readonly entry: DocumentEntry
  readonly content: Buffer | null
}

/** A document of a kind, in force. */
export function shared(
  type: DocumentTypeName,
  content: Buffer | null,
  parts: Partial<DocumentEntry> = {},
): Shared {
  const { typeCode, formatCode, mimeType } = DOCUMENT_TYPES[type]
  const uniqueId = parts.uniqueId ?? `1.2.3^${type}`
  const entry: DocumentEntry = {
    ...{ entryUuid: `urn:uuid:${uniqueId}`, uniqueId, repositoryUniqueId: '1.2.3.4' },
    ...{ homeCommunityId: '1.2.3.5', entryType: 'stable', status: 'APPROVED', title: 'A document' },
    ...{ patient: { id: CPR, authority: OID.cpr }, mimeType, languageCode: 'da-DK' },
    ...{ created: '2026-03-01T10:00:00Z', service: { start: null, stop: null } },
    classCode: { code: '001', scheme: OID.classCode, display: null },
    typeCode: { ...typeCode, display: null },
    formatCode: { code: formatCode, scheme: OID.formatCode, display: null },
    ...{ confidentiality: [], events: [], facilityType: null, practiceSetting: null },
    author: {
      institution: { name: 'Lægehuset', id: '9000006021000016001', authority: OID.sor },
      person: null,
    },
    ...{ hash: null, size: null },
    ...parts,
  }
  return { entry, content }
}

/** What a registry and repository of the tests did. */
export interface Heard {
  readonly fetched: string[]
  readonly formatCodes: (readonly string[] | undefined)[]
  /** The most documents that were fetched at one time. */
  mostAtOnce: number
}

/** A platform that speaks XDS: it lists all it has, whatever is asked for, and fetches by number. */
export function xdsPlatform(
  documents: readonly Shared[],
  outcome: RegistryOutcome = SUCCESS,
): Platform & { readonly heard: Heard } {
  const heard: Heard = { fetched: [], formatCodes: [], mostAtOnce: 0 }
  let atOnce = 0
  const listed = (body: string): string => {
    heard.formatCodes.push(
      readStoredQuery(rootOf(body)).parameters.get('$XDSDocumentEntryFormatCode'),
    )
    return queryResponse(
      outcome,
      documents.map(({ entry }) => entry),
      () => 'urn:uuid:1',
    ).toString()
  }
  const fetched = async (body: string) => {
    const [key] = readRetrieveRequest(rootOf(body))
    const found = documents.find(({ entry }) => entry.uniqueId === key?.uniqueId)
    if (!key || !found) throw new Error('the document that is asked for is not there')
    heard.fetched.push(key.uniqueId)
    atOnce += 1
    heard.mostAtOnce = Math.max(heard.mostAtOnce, atOnce)
    await new Promise(setImmediate)
    atOnce -= 1
    const { content, entry } = found
    const sent = { key, mimeType: entry.mimeType, contentId: 'part-1', madeAs: null }
    return content
      ? { body: retrieveResponse(SUCCESS, [sent]), parts: new Map([['part-1', content]]) }
      : { body: retrieveResponse(HELD_BACK, []), parts: new Map<string, Buffer>() }
  }
  return {
    heard,
    async call({ action, body }) {
      if (action === ACTION.registryStoredQuery)
        return { body: rootOf(listed(body.toString())), attachments: new Map() }
      const answer = await fetched(body.toString())
      return { body: rootOf(answer.body.toString()), attachments: answer.parts }
    },
  }
}

const HELD_BACK: RegistryOutcome = {
  status: 'Failure',
  errors: [
    { code: 'XDSRegistryError', context: 'urn:dk:nsi:Consent Filter Applied', severity: 'Error' },
  ],
}

/** The system asks about the citizen of the tests. */
export const asking = (): Asking => ({
  acting: { kind: 'system' },
  regarding: { cpr: CPR, consentOverride: false },
  signal: new AbortController().signal,
})
