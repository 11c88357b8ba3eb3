import { attribute, child, children, isNamed, needed, textOf } from '../../../../nsp/xml/element.ts'
import { XmlRefused } from '../../../../nsp/xml/errors.ts'
import { rootOf, XML_LIMITS, type XmlElement } from '../../../../nsp/xml/parse.ts'
import type { OrganisationName } from '../../../domain/coded.ts'
import { hl7 } from './names.ts'
import { organisationOf, organisationOfAuthor } from './organisation.ts'
import { instantIn, type Span, spanIn } from './time.ts'

/** A CDA document that is known to be about the citizen asked for. */
export interface CdaDocument {
  readonly root: XmlElement
  readonly title: string | null
  /** When it was made. */
  readonly madeAt: string | null
  /** The first author's organisation; the custodian's where the author names none. */
  readonly author: OrganisationName | null
  /** Top-level sections, in the order written. */
  readonly sections: readonly XmlElement[]
}

/**
 * Reads CDA R2 with a structured body.
 *
 * @param cpr the citizen whom it must be about
 * @throws {XmlRefused} for what is no CDA, and for a document about somebody else
 */
export function cdaOf(content: Buffer, cpr: string): CdaDocument {
  const root = rootOf(content, { ...XML_LIMITS, passesInstructions: true })
  if (!isNamed(root, hl7('ClinicalDocument'))) throw new XmlRefused('it is no ClinicalDocument')
  requireCitizen(root, cpr)
  const [author = null] = children(root, hl7('author'))
  return {
    root,
    title: textOf(child(root, hl7('title'))),
    madeAt: instantIn(child(root, hl7('effectiveTime')), 'effectiveTime'),
    author: organisationOfAuthor(author) ?? custodianOf(root),
    sections: sectionsOf(root),
  }
}

/** Whether an element says that it follows a template. */
export const follows = (element: XmlElement, root: string, extension?: string): boolean =>
  children(element, hl7('templateId')).some(
    (id) =>
      attribute(id, 'root') === root &&
      (extension === undefined || attribute(id, 'extension') === extension),
  )

const SERVICE_PERIOD = '1.2.208.184.10.1.11'

/** When what is documented took place: by the Danish template for it, else by the first event that says a time. */
export function servicePeriodOf(root: XmlElement): Span {
  const events = children(root, hl7('documentationOf')).map((event) =>
    needed(event, hl7('serviceEvent')),
  )
  const told = events.filter((event) => child(event, hl7('effectiveTime')))
  const event = told.find((each) => follows(each, SERVICE_PERIOD)) ?? told[0] ?? null
  return spanIn(event && child(event, hl7('effectiveTime')), 'serviceEvent/effectiveTime')
}

function custodianOf(root: XmlElement): OrganisationName | null {
  const custodian = child(root, hl7('custodian'))
  const assigned = custodian && child(custodian, hl7('assignedCustodian'))
  return organisationOf(assigned && child(assigned, hl7('representedCustodianOrganization')))
}

function sectionsOf(root: XmlElement): readonly XmlElement[] {
  const component = needed(root, hl7('component'))
  const body = child(component, hl7('structuredBody'))
  if (!body) throw new XmlRefused('structuredBody is missing')
  return children(body, hl7('component')).map((each) => needed(each, hl7('section')))
}

// A document handed over by mistake is the gravest error there is: it would show one citizen's record as another's.
function requireCitizen(root: XmlElement, cpr: string): void {
  const roles = children(root, hl7('recordTarget')).map((target) =>
    needed(target, hl7('patientRole')),
  )
  const [role] = roles
  if (!role || roles.length > 1) throw new XmlRefused('recordTarget does not stand there once')
  const numbers = children(role, hl7('id')).map((id) => attribute(id, 'extension'))
  if (!numbers.some((number) => number?.replace('-', '') === cpr))
    throw new XmlRefused('recordTarget is not the citizen asked for')
}
