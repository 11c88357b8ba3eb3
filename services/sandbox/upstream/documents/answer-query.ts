import { DOCUMENT_TYPES } from '../../../nsp/xds/document-types.ts'
import type { XdsErrorCode } from '../../../nsp/xds/errors.ts'
import { readPatientId } from '../../../nsp/xds/hl7.ts'
import { ENTRY_TYPE, STORED_QUERY } from '../../../nsp/xds/names.ts'
import { readStoredQuery, type StoredQuery } from '../../../nsp/xds/read-stored-query.ts'
import {
  FILTERED,
  failed,
  type RegistryOutcome,
  SUCCESS,
} from '../../../nsp/xds/registry-response.ts'
import { XmlRefused } from '../../../nsp/xml/errors.ts'
import { FaultAnswer } from '../../wire/fault-answer.ts'
import type { ReceivedCall } from '../../wire/soap-service.ts'
import type { SandboxDocument } from './catalogue/sandbox-document.ts'
import type { SharedDocuments } from './catalogue/shared-documents.ts'
import { type LookUp, lookUpOf } from './hsuid-check.ts'
import { matches } from './matches.ts'

/** What a registry found. */
export interface Found {
  readonly outcome: RegistryOutcome
  readonly documents: readonly SandboxDocument[]
  /** Only their ids were asked for. */
  readonly isByReference: boolean
}

/**
 * Answers a stored query.
 *
 * @throws {FaultAnswer} where the header does not fit the caller or the patient, or the caller may not see what is asked for
 */
export function answerQuery(documents: SharedDocuments, call: ReceivedCall): Found {
  const lookUp = lookUpOf(call)
  const query = readStoredQuery(call.body)
  const isByReference = query.returnType === 'ObjectRef'
  try {
    const found = resultOf(query, { documents, lookUp, now: call.now })
    const shown = found.filter(({ isHeldBack }) => lookUp.seesAll || !isHeldBack)
    const outcome = shown.length < found.length ? FILTERED : SUCCESS
    return { outcome, documents: shown, isByReference }
  } catch (error) {
    if (!(error instanceof QueryRefused)) throw error
    return { outcome: failed(error.code, error.message), documents: [], isByReference }
  }
}

/** A query that the registry does not answer. */
class QueryRefused extends Error {
  readonly code: XdsErrorCode

  constructor(code: XdsErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

interface Registry {
  readonly documents: SharedDocuments
  readonly lookUp: LookUp
  readonly now: Date
}

function resultOf(query: StoredQuery, registry: Registry): readonly SandboxDocument[] {
  if (query.returnType !== 'LeafClass' && query.returnType !== 'ObjectRef') {
    throw new QueryRefused('XDSRegistryError', 'returnType is unknown')
  }
  if (query.id === STORED_QUERY.findDocuments) return find(query, registry)
  if (query.id === STORED_QUERY.getDocuments) return get(query, registry)
  throw new QueryRefused('XDSUnknownStoredQuery', 'The query is unknown')
}

const ENTRY_TYPES: readonly string[] = Object.values(ENTRY_TYPE)

function find({ parameters }: StoredQuery, registry: Registry): readonly SandboxDocument[] {
  const patient = one(parameters, '$XDSDocumentEntryPatientId')
  if (!parameters.get('$XDSDocumentEntryStatus')?.length) throw missing('$XDSDocumentEntryStatus')
  const id = readPatientId(patient)
  if (!id) throw new QueryRefused('XDSStoredQueryParamNumber', 'The patient id has another form')
  const types = parameters.get('$XDSDocumentEntryType') ?? []
  if (!types.every((type) => ENTRY_TYPES.includes(type))) {
    throw new QueryRefused('XDSObjectTypeError', 'The type of entry is unknown')
  }
  const { documents, lookUp, now } = registry
  if (lookUp.citizen !== null && lookUp.citizen !== id.id) {
    throw new FaultAnswer('not_authorized', 'HsuidHeader names another citizen than the query')
  }
  const isAsked = (document: SandboxDocument) => matching(document, parameters)
  return checked(documents.of(id.id, now).filter(isAsked), parameters, lookUp)
}

function matching({ entry }: SandboxDocument, parameters: StoredQuery['parameters']): boolean {
  try {
    return matches(entry, parameters)
  } catch (error) {
    if (!(error instanceof XmlRefused)) throw error
    throw new QueryRefused('XDSRegistryError', 'A time has another form')
  }
}

// The registry's value set has these beside the one that appointments are listed with; a document bears the first itself.
const OTHER_APPOINTMENT_TYPES = ['39289-4', '39290-2']

// Who has no authorisation has to ask for appointments alone: leaving the rest out would say that there is none.
function checked(
  found: readonly SandboxDocument[],
  parameters: StoredQuery['parameters'],
  { isLimited }: LookUp,
): readonly SandboxDocument[] {
  if (!isLimited) return found
  const { formatCode, closedFormats, typeCode } = DOCUMENT_TYPES.appointment
  const codes = [formatCode, ...closedFormats, typeCode.code, ...OTHER_APPOINTMENT_TYPES]
  const allowed = codes.map((code) => code as string)
  const asked = ['FormatCode', 'TypeCode'].flatMap(
    (name) => parameters.get(`$XDSDocumentEntry${name}`) ?? [],
  )
  const isAllowed = (value: string) => allowed.includes(value.split('^')[0] ?? '')
  if (asked.length > 0 && asked.every(isAllowed)) return found
  throw new FaultAnswer('not_authorized', 'The caller may see appointments only')
}

function get({ parameters }: StoredQuery, registry: Registry): readonly SandboxDocument[] {
  const uniqueIds = parameters.get('$XDSDocumentEntryUniqueId') ?? []
  const entryIds = parameters.get('$XDSDocumentEntryEntryUUID') ?? []
  if (uniqueIds.length > 0 && entryIds.length > 0) {
    throw new QueryRefused('XDSStoredQueryParamNumber', 'Ids of two kinds are asked for')
  }
  if (uniqueIds.length + entryIds.length === 0) throw missing('$XDSDocumentEntryUniqueId')
  return visibleTo(registry).filter(
    ({ entry }) => uniqueIds.includes(entry.uniqueId) || entryIds.includes(entry.entryUuid),
  )
}

/** All documents about which the header lets ask. */
export const visibleTo = ({ documents, lookUp, now }: Registry): readonly SandboxDocument[] =>
  (lookUp.citizen === null ? documents.all(now) : documents.of(lookUp.citizen, now)).filter(
    ({ entry }) =>
      !lookUp.isLimited || entry.formatCode.code === DOCUMENT_TYPES.appointment.formatCode,
  )

function one(parameters: StoredQuery['parameters'], name: string): string {
  const [value, ...others] = parameters.get(name) ?? []
  if (value === undefined) throw missing(name)
  if (others.length > 0) throw new QueryRefused('XDSStoredQueryParamNumber', `${name}: several`)
  return value
}

const missing = (name: string): QueryRefused =>
  new QueryRefused('XDSStoredQueryMissingParam', `${name} is missing`)
