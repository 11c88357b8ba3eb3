import { XmlRefused } from '../xml/errors.ts'
import type { XdsInstitution } from './document-entry.ts'
import { OID } from './document-types.ts'

/** Writes a patient's identifier (CX): `number^^^&OID&ISO`. */
export const patientId = (id: string, authority: string = OID.cpr): string =>
  `${id}^^^&${authority}&ISO`

/**
 * Reads a patient's identifier (CX).
 *
 * @returns null for any other form; also an ampersand that was escaped once too often is read, as seen on the wire
 */
export function readPatientId(text: string): { id: string; authority: string } | null {
  const found = /^([^^&]+)\^\^\^&([\d.]+)&ISO$/.exec(text.replaceAll('&amp;', '&'))
  return found?.[1] && found[2] ? { id: found[1], authority: found[2] } : null
}

/** Writes an organisation (XON). */
export const institution = ({ name, id, authority }: XdsInstitution): string =>
  id === null ? name : `${name}^^^^^&${authority ?? ''}&ISO^^^^${id}`

/** Reads an organisation (XON). */
export function readInstitution(text: string): XdsInstitution {
  const parts = text.split('^')
  return {
    name: parts[0] ?? '',
    id: parts[9]?.trim() || null,
    authority: parts[5]?.split('&')[1]?.trim() || null,
  }
}

/** Reads the name of a person (XCN), given name first; null where there is none. */
export function readPerson(text: string): string | null {
  const [, surname, given, middle] = text.split('^')
  return [given, middle, surname].filter((part) => part?.trim()).join(' ') || null
}

/** Writes an instant (DTM) in UTC, to the second. */
export const dtm = (instant: Date): string =>
  instant
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/\D/g, '')

const DTM =
  /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.\d+)?)?)?)?)?)?([+-]\d{4}|Z)?$/

/**
 * Reads an instant (DTM); what is left out is the beginning, and without an offset it is UTC.
 *
 * @returns RFC 3339 in UTC
 * @throws {XmlRefused} for anything else
 */
export function readDtm(text: string): string {
  const found = DTM.exec(text.trim())
  const [, year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00'] =
    found ?? []
  const zone = found?.[7] ?? 'Z'
  const offset = zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`)
  if (Number.isNaN(instant.getTime())) throw new XmlRefused('a time is no HL7 DTM')
  return instant.toISOString().replace('.000Z', 'Z')
}
