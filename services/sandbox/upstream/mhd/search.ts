import type { DocumentEntry } from '../../../nsp/xds/document-entry.ts'
import { DOCUMENT_TYPES, OID } from '../../../nsp/xds/document-types.ts'
import { CONSENT_FILTER_APPLIED } from '../../../nsp/xds/registry-response.ts'
import type { SandboxDocument } from '../documents/catalogue/sandbox-document.ts'
import { idOf, toDocumentReference } from './document-reference.ts'

const SHARED = [
  DOCUMENT_TYPES.pregnancyRecord,
  DOCUMENT_TYPES.pregnancyCare,
  DOCUMENT_TYPES.pregnancyMeasurements,
].map(({ typeCode }) => typeCode.code as string)

/** Whether a document is had here: those of a pregnancy are. */
export const isShared = ({ entry }: SandboxDocument): boolean =>
  SHARED.includes(entry.typeCode.code)

/** What a search asks for. */
export interface Search {
  readonly cpr: string
  readonly status: readonly string[] | null
  readonly types: readonly string[] | null
}

/** A search as it may be written; null for a form without the patient's number. */
export function searchOf(form: Readonly<Record<string, unknown>>): Search | null {
  const text = (name: string): string | null => {
    const value = form[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const patient = text('patient.identifier') ?? text('subject:Patient.identifier')
  const [system, cpr] = patient?.split('|') ?? []
  if (system !== `urn:oid:${OID.cpr}` || !cpr) return null
  return {
    ...{ cpr, status: text('status')?.split(',') ?? null },
    types: text('type')?.split(',') ?? null,
  }
}

/** Whether a document is what a search asks for. */
export const isFound = ({ entry }: SandboxDocument, { status, types }: Search): boolean =>
  (status?.includes(entry.status === 'APPROVED' ? 'current' : 'superseded') ?? true) &&
  (types?.some((type) => isType(entry, type)) ?? true)

function isType({ typeCode }: DocumentEntry, type: string): boolean {
  const [first = '', second] = type.split('|')
  if (second === undefined) return first === typeCode.code
  return second === typeCode.code && first === `urn:oid:${typeCode.scheme}`
}

/** Writes what a search found, and whether consent held something back. */
export const searchBundle = (found: readonly SandboxDocument[], isFiltered: boolean) => ({
  ...{ resourceType: 'Bundle', type: 'searchset', total: found.length },
  entry: [
    ...found.map(({ entry }) => ({
      fullUrl: `DocumentReference/${idOf(entry)}`,
      resource: toDocumentReference(entry),
      search: { mode: 'match' },
    })),
    ...(isFiltered ? [{ resource: SUPPRESSED, search: { mode: 'outcome' } }] : []),
  ],
})

const SUPPRESSED = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'warning', code: 'suppressed', diagnostics: CONSENT_FILTER_APPLIED }],
}
