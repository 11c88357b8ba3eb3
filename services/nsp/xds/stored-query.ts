import { type XmlText, xml } from '../xml/template.ts'
import type { DocumentEntry } from './document-entry.ts'
import { OID } from './document-types.ts'
import { dtm, patientId } from './hl7.ts'
import { ENTRY_STATUS, ENTRY_TYPE, NAMESPACE, STORED_QUERY } from './names.ts'
import { slot } from './registry-object.ts'

/** From an instant (inclusive) until one (exclusive); null for an open end. */
export interface Between {
  readonly from: Date | null
  readonly to: Date | null
}

/** All documents of a patient that fit; what is not named does not narrow. */
export interface FindDocuments {
  /** 10 digits. */
  readonly cpr: string
  /** {@link ENTRY_STATUS}; approved ones only by default. */
  readonly status?: readonly DocumentEntry['status'][]
  readonly formatCodes?: readonly string[]
  readonly typeCodes?: readonly { readonly code: string; readonly scheme: string }[]
  /** Both by default. */
  readonly entryTypes?: readonly DocumentEntry['entryType'][]
  readonly created?: Between
  readonly serviceStart?: Between
  readonly serviceStop?: Between
}

/** The entries of documents that are known by their unique ids. */
export interface GetDocuments {
  readonly uniqueIds: readonly string[]
  /** Without `urn:oid:` before it; null for the registry's own. */
  readonly homeCommunityId: string | null
}

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`

// One value each, not one list: the registry's schema holds a value to 256 characters.
const manyOf = (name: string, values: readonly string[] = []): XmlText | null =>
  slot(name, ...values.map((value) => `(${quoted(value)})`))

const between = (name: string, range: Between | undefined): readonly (XmlText | null)[] => [
  slot(`${name}From`, range?.from ? dtm(range.from) : null),
  slot(`${name}To`, range?.to ? dtm(range.to) : null),
]

/** Writes the query FindDocuments of ITI-18. */
export function findDocuments(asked: FindDocuments): XmlText {
  const { status = ['APPROVED'], entryTypes = ['stable', 'on-demand'] } = asked
  return storedQuery(STORED_QUERY.findDocuments, [
    slot('$XDSDocumentEntryPatientId', quoted(patientId(asked.cpr))),
    manyOf(
      '$XDSDocumentEntryStatus',
      status.map((each) => ENTRY_STATUS[each]),
    ),
    manyOf(
      '$XDSDocumentEntryType',
      entryTypes.map((each) => ENTRY_TYPE[each]),
    ),
    manyOf(
      '$XDSDocumentEntryFormatCode',
      asked.formatCodes?.map((code) => `${code}^^${OID.formatCode}`),
    ),
    manyOf(
      '$XDSDocumentEntryTypeCode',
      asked.typeCodes?.map(({ code, scheme }) => `${code}^^${scheme}`),
    ),
    between('$XDSDocumentEntryCreationTime', asked.created),
    between('$XDSDocumentEntryServiceStartTime', asked.serviceStart),
    between('$XDSDocumentEntryServiceStopTime', asked.serviceStop),
  ])
}

/** Writes the query GetDocuments of ITI-18. */
export const getDocuments = ({ uniqueIds, homeCommunityId }: GetDocuments): XmlText =>
  storedQuery(
    STORED_QUERY.getDocuments,
    [manyOf('$XDSDocumentEntryUniqueId', uniqueIds)],
    homeCommunityId,
  )

function storedQuery(
  id: string,
  slots: readonly (XmlText | null | readonly (XmlText | null)[])[],
  homeCommunityId: string | null = null,
): XmlText {
  const home = homeCommunityId && xml` home="urn:oid:${homeCommunityId}"`
  return xml`<query:AdhocQueryRequest xmlns:query="${NAMESPACE.query}" xmlns:rim="${NAMESPACE.rim}"><query:ResponseOption returnComposedObjects="true" returnType="LeafClass"/><rim:AdhocQuery id="${id}"${home}>${slots}</rim:AdhocQuery></query:AdhocQueryRequest>`
}
