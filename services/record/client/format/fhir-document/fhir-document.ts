import * as v from 'valibot'
import { OID } from '../../../../nsp/xds/document-types.ts'
import type { OrganisationName } from '../../../domain/coded.ts'
import { DocumentUnreadable } from '../../documents/errors.ts'
import { resolver } from './references.ts'
import {
  codeableConcept,
  identifier,
  type Resource,
  reference,
  resource,
  shaped,
} from './shapes.ts'

const bundle = v.looseObject({
  resourceType: v.literal('Bundle'),
  type: v.literal('document'),
  entry: v.array(v.looseObject({ fullUrl: v.optional(v.string()), resource })),
})

const composition = v.looseObject({
  resourceType: v.literal('Composition'),
  status: v.picklist(['final', 'amended']),
  type: codeableConcept,
  title: v.string(),
  subject: reference,
  author: v.array(reference),
  extension: v.optional(
    v.array(v.looseObject({ url: v.string(), valueIdentifier: v.optional(identifier) })),
    [],
  ),
  section: v.optional(v.array(v.looseObject({ entry: v.optional(v.array(reference), []) })), []),
})

const holder = v.looseObject({ identifier: v.optional(v.array(identifier), []) })
const organisation = v.looseObject({ ...holder.entries, name: v.optional(v.string()) })
const aboutSomebody = v.looseObject({ subject: v.optional(reference) })

/** A FHIR document that is known to be about the citizen asked for. */
export interface FhirDocument {
  readonly format: string
  readonly composition: v.InferOutput<typeof composition>
  readonly author: OrganisationName | null
  /** What the sections name, in their order. */
  readonly entries: readonly Resource[]
  /** Any resource of the document by a reference to it; null where it leads out of it. */
  resolve(reference: string | undefined): Resource | null
}

/**
 * Reads a FHIR document (R4, JSON).
 *
 * @param cpr the citizen whom it, and every entry of it, must be about
 * @throws {DocumentUnreadable}
 */
export function fhirDocumentOf(content: Buffer, cpr: string, format: string): FhirDocument {
  const { entry } = shaped(bundle, jsonOf(content, format), { format, place: 'Bundle' })
  const resolve = resolver(entry)
  const [first] = entry
  const head = shaped(composition, first?.resource, { format, place: 'Composition' })
  const patient = resolve(head.subject.reference)
  requireCitizen(patient, cpr, format)
  const entries = head.section
    .flatMap(({ entry: named }) => named)
    .map((each) => {
      const found = resolve(each.reference)
      if (!found) throw new DocumentUnreadable(format, 'an entry of a section leads nowhere')
      const { subject } = shaped(aboutSomebody, found, { format, place: found.resourceType })
      if (subject && resolve(subject.reference) !== patient)
        throw new DocumentUnreadable(format, 'an entry of a section is about somebody else')
      return found
    })
  const authors = head.author.map((each) => resolve(each.reference))
  const author = authors.find((each) => each?.resourceType === 'Organization')
  const named = author && organisationOf(author, format)
  return { format, composition: head, author: named ?? null, entries, resolve }
}

function jsonOf(content: Buffer, format: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content))
  } catch {
    // What the parser says quotes the text, which is about a person.
    throw new DocumentUnreadable(format, 'it is no JSON')
  }
}

function requireCitizen(patient: Resource | null, cpr: string, format: string): void {
  if (patient?.resourceType !== 'Patient')
    throw new DocumentUnreadable(format, 'Composition.subject leads to no patient')
  const { identifier: numbers } = shaped(holder, patient, { format, place: 'Patient' })
  if (!numbers.some(({ value }) => value?.replace('-', '') === cpr))
    throw new DocumentUnreadable(format, 'Composition.subject is not the citizen asked for')
}

/**
 * An organisation by its numbers and name.
 *
 * @throws {DocumentUnreadable}
 */
export function organisationOf(found: Resource, format: string): OrganisationName {
  const { identifier: numbers, name = null } = shaped(organisation, found, {
    ...{ format, place: 'Organization' },
  })
  const of = (oid: string): string | null =>
    numbers.find(({ system }) => system === `urn:oid:${oid}`)?.value ?? null
  return { sorId: of(OID.sor), ydernummer: of(OID.ydernummer), shak: of(OID.shak), name }
}
