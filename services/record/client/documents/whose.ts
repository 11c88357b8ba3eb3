import * as v from 'valibot'
import { attribute, child, children } from '../../../nsp/xml/element.ts'
import { rootOf, XML_LIMITS, type XmlElement } from '../../../nsp/xml/parse.ts'
import { hl7 } from '../format/cda/names.ts'
import { DocumentUnreadable } from './errors.ts'

const CPR_OID = '1.2.208.176.1.2'
const CPR_SYSTEM = `urn:oid:${CPR_OID}`

const Patient = v.object({
  resource: v.object({
    resourceType: v.literal('Patient'),
    identifier: v.array(
      v.object({ system: v.optional(v.string()), value: v.optional(v.string()) }),
    ),
  }),
})

/**
 * Refuses content that is handed on as it is and that says itself to be about somebody else. What says of nobody is taken for what the
 * registry lists it as.
 *
 * @throws {DocumentUnreadable}
 */
export function requireOwn(content: Buffer, cpr: string): void {
  const numbers = content[0] === BRACE ? numbersInJson(content) : numbersInXml(content)
  if (numbers.length > 0 && !numbers.some((number) => number.replace('-', '') === cpr))
    throw new DocumentUnreadable('as it is', 'it is not about the citizen asked for')
}

const BRACE = '{'.charCodeAt(0)

function numbersInJson(content: Buffer): readonly string[] {
  const entries = Object(jsonOf(content)).entry
  if (!Array.isArray(entries)) return []
  return entries.flatMap((entry) => {
    const read = v.safeParse(Patient, entry)
    const identifiers = read.success ? read.output.resource.identifier : []
    return identifiers.flatMap(({ system, value = '' }) => (system === CPR_SYSTEM ? [value] : []))
  })
}

function jsonOf(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'))
  } catch {
    return null
  }
}

function numbersInXml(content: Buffer): readonly string[] {
  const root = rootIn(content)
  const targets = root ? children(root, hl7('recordTarget')) : []
  return targets
    .flatMap((target) => child(target, hl7('patientRole')) ?? [])
    .flatMap((role) => children(role, hl7('id')))
    .filter((id) => attribute(id, 'root') === CPR_OID)
    .map((id) => attribute(id, 'extension') ?? '')
}

function rootIn(content: Buffer): XmlElement | null {
  if (!content.subarray(0, 4096).includes('<')) return null
  try {
    return rootOf(content, { ...XML_LIMITS, passesInstructions: true })
  } catch {
    return null
  }
}
