import { randomUUID } from 'node:crypto'
import type { DocumentKey } from '../../../nsp/xds/document-key.ts'
import {
  CONSENT_FILTER_APPLIED,
  type RegistryError,
  type RegistryOutcome,
  SUCCESS,
} from '../../../nsp/xds/registry-response.ts'
import { readRetrieveRequest } from '../../../nsp/xds/retrieve-request.ts'
import { retrieveResponse, type SentDocument } from '../../../nsp/xds/retrieve-response.ts'
import { DOCUMENT_SHARING } from '../../domain/world/organisations.ts'
import type { ReceivedCall, SoapAnswer } from '../../wire/soap-service.ts'
import { visibleTo } from './answer-query.ts'
import type { SandboxDocument } from './catalogue/sandbox-document.ts'
import type { SharedDocuments } from './catalogue/shared-documents.ts'
import { oidOf } from './content/stable-id.ts'
import { type LookUp, lookUpOf } from './hsuid-check.ts'

interface Part {
  readonly sent: SentDocument
  readonly bytes: Buffer
}

type Retrieved = Part | RegistryError

/**
 * Answers ITI-43 by MTOM.
 *
 * @param repositories numbers under which documents are had here
 * @throws {FaultAnswer} where the header does not fit the caller
 */
export function answerRetrieve(
  documents: SharedDocuments,
  repositories: readonly string[],
  call: ReceivedCall,
): SoapAnswer {
  const lookUp = lookUpOf(call)
  const visible = visibleTo({ documents, lookUp, now: call.now })
  const results = readRetrieveRequest(call.body).map(
    (key) => wrongAbout(key, repositories) ?? retrieved(key, visible, { lookUp, now: call.now }),
  )
  const parts = results.filter((each) => 'bytes' in each)
  const errors = results.filter((each) => 'severity' in each)
  return {
    body: retrieveResponse(
      outcomeOf(parts.length, errors),
      parts.map(({ sent }) => sent),
    ),
    attachments: new Map(
      parts.map(({ sent, bytes }) => [sent.contentId, { type: sent.mimeType, bytes }]),
    ),
  }
}

function outcomeOf(found: number, errors: readonly RegistryError[]): RegistryOutcome {
  if (errors.length === 0) return SUCCESS
  return { status: found > 0 ? 'PartialSuccess' : 'Failure', errors }
}

const error = (code: RegistryError['code'], context: string): RegistryError => ({
  ...{ code, context, severity: 'Error' },
})

function wrongAbout(key: DocumentKey, repositories: readonly string[]): RegistryError | null {
  if (key.homeCommunityId !== '' && key.homeCommunityId !== DOCUMENT_SHARING.homeCommunity) {
    return error('XDSUnknownCommunity', 'The home community is unknown')
  }
  if (!repositories.includes(key.repositoryUniqueId)) {
    return error('XDSUnknownRepositoryId', 'The repository is unknown')
  }
  return null
}

function retrieved(
  key: DocumentKey,
  visible: readonly SandboxDocument[],
  { lookUp, now }: { readonly lookUp: LookUp; readonly now: Date },
): Retrieved {
  const found = visible.find(
    ({ entry }) =>
      entry.uniqueId === key.uniqueId && entry.repositoryUniqueId === key.repositoryUniqueId,
  )
  if (!found) return error('XDSDocumentUniqueIdError', 'The repository has no such document')
  if (found.isHeldBack && !lookUp.seesAll) return error('XDSRegistryError', CONSENT_FILTER_APPLIED)
  const contentId = `${randomUUID()}-1@urn:ihe:iti:xds-b:2007`
  const madeAs = found.entry.entryType === 'on-demand' ? oidOf(randomUUID()) : null
  const homeCommunityId = found.entry.homeCommunityId
  return {
    sent: { key: { ...key, homeCommunityId }, mimeType: found.entry.mimeType, contentId, madeAs },
    bytes: found.content(now),
  }
}
