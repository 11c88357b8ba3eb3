import { randomUUID } from 'node:crypto'
import { SERVICE_PROFILES } from '../../../nsp/platform/service-profiles.ts'
import type { ServiceName } from '../../../nsp/platform/services.ts'
import { ACTION, query, xdsb } from '../../../nsp/xds/names.ts'
import { queryReferences, queryResponse } from '../../../nsp/xds/query-response.ts'
import { DOCUMENT_SHARING } from '../../domain/world/organisations.ts'
import type { SoapOperation, SoapServicePlan } from '../../wire/soap-service.ts'
import { answerProvide } from './answer-provide.ts'
import { answerQuery } from './answer-query.ts'
import { answerRetrieve } from './answer-retrieve.ts'
import type { SharedDocuments } from './catalogue/shared-documents.ts'

/** Everything that is shared: documents of all kinds, and the master cards, which have a registry of their own. */
export interface SharedSets {
  readonly dds: SharedDocuments
  readonly sfsk: SharedDocuments
}

const DDS_REPOSITORIES = [
  DOCUMENT_SHARING.nationalRepository,
  DOCUMENT_SHARING.measurementRepository,
]

/** Registries and repositories of the platform: DDS, DROS over it, and SFSK by itself. */
export const documentServices = ({ dds, sfsk }: SharedSets): readonly SoapServicePlan[] => [
  plan('dds-registry', 'user-or-citizen', registry(dds)),
  plan('dds-repository', 'user-or-citizen', repository(dds, DDS_REPOSITORIES)),
  plan('dros', 'system-or-user', provider(dds)),
  plan('sfsk-registry', 'any', registry(sfsk)),
  plan('sfsk-repository', 'any', repository(sfsk, [DOCUMENT_SHARING.masterCardRepository])),
]

// Each checks the HSUID header itself: a system has none to send.
const plan = (
  name: ServiceName,
  security: SoapServicePlan['security'],
  operation: SoapOperation,
): SoapServicePlan => ({
  ...{ name, path: SERVICE_PROFILES[name].path, security, operations: [operation] },
  identifier: SERVICE_PROFILES[name].dcc?.identifier ?? null,
  ...{ versions: ['1.1', '1.2'], needsHsuid: security === 'user-or-citizen' },
})

const uuid = (): string => `urn:uuid:${randomUUID()}`

const registry = (documents: SharedDocuments): SoapOperation => ({
  action: ACTION.registryStoredQuery,
  request: query('AdhocQueryRequest'),
  answer: (call) => {
    const { outcome, documents: found, isByReference } = answerQuery(documents, call)
    const entries = found.map(({ entry }) => entry)
    return {
      body: isByReference
        ? queryReferences(outcome, entries)
        : queryResponse(outcome, entries, uuid),
    }
  },
})

const repository = (
  documents: SharedDocuments,
  repositories: readonly string[],
): SoapOperation => ({
  action: ACTION.retrieveDocumentSet,
  request: xdsb('RetrieveDocumentSetRequest'),
  answer: (call) => answerRetrieve(documents, repositories, call),
})

const provider = (documents: SharedDocuments): SoapOperation => ({
  action: ACTION.provideAndRegister,
  request: xdsb('ProvideAndRegisterDocumentSetRequest'),
  answer: (call) => answerProvide(documents, call),
})
