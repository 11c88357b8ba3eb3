import { createHash } from 'node:crypto'
import { type ProvidedDocument, readProvideRequest } from '../../../nsp/xds/provide-request.ts'
import {
  failed,
  type RegistryOutcome,
  registryResponse,
  SUCCESS,
} from '../../../nsp/xds/registry-response.ts'
import { XmlRefused } from '../../../nsp/xml/errors.ts'
import { DOCUMENT_SHARING } from '../../domain/world/organisations.ts'
import type { ReceivedCall, SoapAnswer } from '../../wire/soap-service.ts'
import type { SharedDocuments } from './catalogue/shared-documents.ts'

/** Answers ITI-41: what is given is kept as long as the sandbox runs, and found from now on. */
export const answerProvide = (documents: SharedDocuments, call: ReceivedCall): SoapAnswer => ({
  body: registryResponse(outcomeOf(documents, call)),
})

function outcomeOf(documents: SharedDocuments, call: ReceivedCall): RegistryOutcome {
  let provided: readonly (ProvidedDocument | null)[]
  try {
    provided = readProvideRequest(call.body, call.attachments)
  } catch (error) {
    if (!(error instanceof XmlRefused)) throw error
    return failed('XDSRepositoryMetadataError', error.message)
  }
  const whole = provided.filter((each) => each !== null)
  if (whole.length < provided.length) {
    return failed('XDSMissingDocument', 'An entry comes without its document')
  }
  const wrong = whole.map((each) => wrongAbout(each, documents, call.now)).find((each) => each)
  if (wrong) return wrong
  for (const each of whole) keep(each, documents)
  return SUCCESS
}

function wrongAbout(
  { entry, content }: ProvidedDocument,
  documents: SharedDocuments,
  now: Date,
): RegistryOutcome | null {
  if (!documents.isKnown(entry.patient.id)) {
    return failed('XDSUnknownPatientId', 'The patient is unknown')
  }
  if (entry.hash !== null && entry.hash.toLowerCase() !== hashOf(content)) {
    return failed('XDSRepositoryMetadataError', 'The hash is that of another document')
  }
  const others = documents.all(now).filter((each) => each.entry.uniqueId === entry.uniqueId)
  const [other] = others
  if (!other) return null
  return other.entry.hash === hashOf(content)
    ? failed('XDSDuplicateUniqueIdInRegistry', 'The unique id is taken')
    : failed('XDSNonIdenticalHash', 'The unique id is that of another document')
}

const hashOf = (content: Buffer): string => createHash('sha1').update(content).digest('hex')

function keep({ entry, content }: ProvidedDocument, documents: SharedDocuments): void {
  documents.give({
    entry: {
      ...entry,
      ...{ status: 'APPROVED', hash: hashOf(content), size: content.length },
      repositoryUniqueId: DOCUMENT_SHARING.nationalRepository,
      homeCommunityId: DOCUMENT_SHARING.homeCommunity,
    },
    isHeldBack: false,
    content: () => content,
  })
}
