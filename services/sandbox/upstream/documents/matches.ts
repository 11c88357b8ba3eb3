import type { DocumentEntry, XdsCode } from '../../../nsp/xds/document-entry.ts'
import { readDtm } from '../../../nsp/xds/hl7.ts'
import { ENTRY_STATUS, ENTRY_TYPE } from '../../../nsp/xds/names.ts'

type Parameters = ReadonlyMap<string, readonly string[]>

/**
 * Whether an entry is what FindDocuments asks for.
 *
 * @throws {XmlRefused} for a time that is none
 */
export const matches = (entry: DocumentEntry, asked: Parameters): boolean =>
  among(asked, 'Status', ENTRY_STATUS[entry.status]) &&
  among(asked, 'Type', ENTRY_TYPE[entry.entryType], [ENTRY_TYPE.stable]) &&
  among(asked, 'FormatCode', ofScheme(entry.formatCode)) &&
  among(asked, 'TypeCode', ofScheme(entry.typeCode)) &&
  among(asked, 'ClassCode', ofScheme(entry.classCode)) &&
  within(asked, 'CreationTime', entry.created) &&
  within(asked, 'ServiceStartTime', entry.service.start) &&
  within(asked, 'ServiceStopTime', entry.service.stop)

const ofScheme = ({ code, scheme }: XdsCode): string => `${code}^^${scheme}`

function among(
  asked: Parameters,
  name: string,
  value: string,
  byDefault?: readonly string[],
): boolean {
  const wanted = asked.get(`$XDSDocumentEntry${name}`) ?? byDefault
  return wanted === undefined || wanted.includes(value)
}

// From is inclusive, to is not; what an entry does not say is not held against it.
function within(asked: Parameters, name: string, value: string | null): boolean {
  const [from] = asked.get(`$XDSDocumentEntry${name}From`) ?? []
  const [to] = asked.get(`$XDSDocumentEntry${name}To`) ?? []
  if (value === null) return true
  const at = Date.parse(value)
  return (!from || at >= Date.parse(readDtm(from))) && (!to || at < Date.parse(readDtm(to)))
}
