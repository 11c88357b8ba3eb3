import type { Platform } from '../../../nsp/platform/platform.ts'
import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import type { DocumentEntry, XdsCode, XdsInstitution } from '../../../nsp/xds/document-entry.ts'
import { OID } from '../../../nsp/xds/document-types.ts'
import { queryDocuments } from '../../../nsp/xds/query-documents.ts'
import { retrieveDocument } from '../../../nsp/xds/retrieve-document.ts'
import type { Code, OrganisationName } from '../../domain/coded.ts'
import type { Asking } from '../source.ts'
import { type DocumentLibrary, type ListedDocument, newestFirst } from './library.ts'

/**
 * Documents over ITI-18 and ITI-43.
 *
 * Throws what {@link queryDocuments} and {@link retrieveDocument} throw, and {@link UpstreamAnswerInvalid} where a registry lists a
 * document of somebody else, or not all there are.
 *
 * @param source document sharing, or the synchronisation service of the shared master card
 */
export const xdsLibrary = (platform: Platform, source: 'dds' | 'sfsk'): DocumentLibrary => ({
  async list(asking, { typeCodes, formatCodes, deprecatedToo }) {
    const { entries, isFiltered, isPartial } = await queryDocuments(platform, {
      ...asking,
      registry: `${source}-registry`,
      query: {
        kind: 'find',
        status: deprecatedToo ? ['APPROVED', 'DEPRECATED'] : ['APPROVED'],
        ...(typeCodes && { typeCodes }),
        ...(formatCodes && { formatCodes }),
      },
    })
    if (isPartial) throw new UpstreamAnswerInvalid('a source behind the registry did not answer')
    const current = entries.filter(({ status }) => deprecatedToo || status === 'APPROVED')
    requireOwn(current, asking)
    return { documents: newestFirst(current.map((entry) => listed(entry, source))), isFiltered }
  },
  async content(asking, { uniqueId, repositoryId, homeCommunityId }) {
    const answer = await retrieveDocument(platform, {
      ...asking,
      repository: `${source}-repository`,
      document: { uniqueId, repositoryUniqueId: repositoryId, homeCommunityId },
    })
    return answer.kind === 'document' ? answer.content : null
  },
})

function requireOwn(entries: readonly DocumentEntry[], { regarding }: Asking): void {
  if (entries.some(({ patient }) => patient.id.replace('-', '') !== regarding.cpr))
    throw new UpstreamAnswerInvalid('it lists a document of somebody else')
}

const listed = (entry: DocumentEntry, source: 'dds' | 'sfsk'): ListedDocument => ({
  reference: {
    uniqueId: entry.uniqueId,
    repositoryId: entry.repositoryUniqueId,
    homeCommunityId: entry.homeCommunityId,
    type: codeOf(entry.typeCode),
    format: codeOf(entry.formatCode),
    title: entry.title,
    mimeType: entry.mimeType,
    created: entry.created,
    author: entry.author.institution && organisationOf(entry.author.institution),
    status: entry.status,
    source,
  },
  service: entry.service,
})

const codeOf = ({ code, scheme, display }: XdsCode): Code => ({
  code,
  system: /^[0-9.]+$/.test(scheme) ? `urn:oid:${scheme}` : scheme,
  display,
})

const organisationOf = ({ name, id, authority }: XdsInstitution): OrganisationName => ({
  sorId: authority === OID.sor ? id : null,
  ydernummer: authority === OID.ydernummer ? id : null,
  shak: authority === OID.shak ? id : null,
  name: name || null,
})
