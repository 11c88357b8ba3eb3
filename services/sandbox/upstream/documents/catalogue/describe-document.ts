import { createHash } from 'node:crypto'
import type { DocumentEntry } from '../../../../nsp/xds/document-entry.ts'
import { DOCUMENT_TYPES, type DocumentTypeName, OID } from '../../../../nsp/xds/document-types.ts'
import type {
  CitizenName,
  DocumentStory,
  OrganisationKey,
} from '../../../domain/world/document-story.ts'
import { DOCUMENT_SHARING } from '../../../domain/world/organisations.ts'
import { CITIZENS, type Citizen } from '../../../domain/world/persons.ts'
import { oidOf, stableUuid } from '../content/stable-id.ts'
import { institutionOf } from './author-institution.ts'
import type { SandboxDocument } from './sandbox-document.ts'

/** What is told of a document to list it. */
export interface Described {
  readonly of: CitizenName
  readonly type: DocumentTypeName
  readonly story: DocumentStory
  readonly title: string
  readonly created: Date
  readonly service: { readonly start: Date | null; readonly stop: Date | null }
  readonly author: OrganisationKey
  readonly isByYdernummer?: boolean
  readonly isOnDemand?: boolean
  /** Default: that of the type. */
  readonly mimeType?: string
  readonly write: (about: { citizen: Citizen; id: string; now: Date }) => Buffer
}

/** Lists a document under numbers that are the same at every start. */
export function describeDocument(told: Described, now: Date): SandboxDocument {
  const name = [told.of, told.type, told.story.key] as const
  const citizen: Citizen = CITIZENS[told.of]
  const id = stableUuid(...name)
  const write = (at: Date): Buffer => told.write({ citizen, id, now: at })
  const stable = told.isOnDemand ? null : write(now)
  const entry: DocumentEntry = {
    ...identity(told, id, citizen),
    ...codes(told),
    hash: stable && createHash('sha1').update(stable).digest('hex'),
    size: stable?.length ?? null,
  }
  return {
    entry,
    isHeldBack: told.story.isHeldBack ?? false,
    content: (at) => stable ?? write(at),
  }
}

function identity({ type, story, isOnDemand }: Described, id: string, { cpr }: Citizen) {
  return {
    entryUuid: `urn:uuid:${stableUuid(id, 'entry')}`,
    // The master card's numbers have a form of their own.
    uniqueId: type === 'masterCard' ? `${DOCUMENT_SHARING.masterCardRepository}^${id}` : oidOf(id),
    repositoryUniqueId: repositoryOf(type),
    homeCommunityId: DOCUMENT_SHARING.homeCommunity,
    entryType: isOnDemand ? 'on-demand' : 'stable',
    status: story.isDeprecated ? 'DEPRECATED' : 'APPROVED',
    patient: { id: cpr, authority: OID.cpr },
  } as const
}

function repositoryOf(type: DocumentTypeName): string {
  if (type === 'masterCard') return DOCUMENT_SHARING.masterCardRepository
  return type === 'measurements' || type === 'questionnaireAnswers'
    ? DOCUMENT_SHARING.measurementRepository
    : DOCUMENT_SHARING.nationalRepository
}

const written = (time: Date): string => time.toISOString().replace(/\.\d+Z$/, 'Z')

const instant = (time: Date | null): string | null => (time ? written(time) : null)

function codes(told: Described) {
  const { typeCode, formatCode, mimeType, name } = DOCUMENT_TYPES[told.type]
  const { institution, ...setting } = institutionOf(told.author, told.isByYdernummer)
  return {
    ...{ title: told.title, mimeType: told.mimeType ?? mimeType, languageCode: 'da-DK' },
    created: written(told.created),
    service: { start: instant(told.service.start), stop: instant(told.service.stop) },
    classCode: { code: '001', scheme: OID.classCode, display: 'Klinisk rapport' },
    typeCode: { ...typeCode, display: name },
    formatCode: { code: formatCode, scheme: OID.formatCode, display: `DK ${name} schema` },
    confidentiality: [{ code: 'N', scheme: OID.confidentiality, display: 'Normal' }],
    events: [],
    ...setting,
    author: { institution, person: null },
  }
}
