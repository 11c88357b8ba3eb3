import { OID } from '../../../../nsp/xds/document-types.ts'
import { attribute, child, children, textOf } from '../../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../../nsp/xml/parse.ts'
import type { OrganisationName } from '../../../domain/coded.ts'
import { hl7 } from './names.ts'

/**
 * The organisation that elements name by identifiers (II) and a name: an assigned author and what it represents, say. The number
 * is told by its root, as in the published examples; none of them shows a SHAK number, so that its root is unverified, and
 * what does not look like one is passed over. So are other identifiers, a person's among them.
 *
 * @returns null where the elements name nothing
 */
export function organisationIn({
  ids = [],
  names = [],
}: {
  readonly ids?: readonly XmlElement[]
  readonly names?: readonly XmlElement[]
}): OrganisationName | null {
  const numbers = ids.flatMap(identifierOf)
  const of = (kind: keyof OrganisationName): string | null =>
    numbers.find((number) => number.kind === kind)?.value ?? null
  const name = names.map(textOf).find((each) => each !== null) ?? null
  const found = { sorId: of('sorId'), ydernummer: of('ydernummer'), shak: of('shak'), name }
  return Object.values(found).some((value) => value !== null) ? found : null
}

/** The organisation of elements that hold their identifiers and names, the first of each kind counting. */
export function organisationOf(
  ...holders: readonly (XmlElement | null)[]
): OrganisationName | null {
  const there = holders.filter((holder) => holder !== null)
  const of = (name: string) => there.flatMap((holder) => children(holder, hl7(name)))
  return organisationIn({ ids: of('id'), names: of('name') })
}

/** The organisation of an `author`, or of another participation that is built as one: its own number, else that which it represents. */
export function organisationOfAuthor(author: XmlElement | null): OrganisationName | null {
  const assigned =
    author && (child(author, hl7('assignedAuthor')) ?? child(author, hl7('assignedEntity')))
  return organisationOf(assigned && child(assigned, hl7('representedOrganization')), assigned)
}

interface Identifier {
  readonly kind: keyof OrganisationName
  readonly value: string
}

function identifierOf(id: XmlElement): readonly Identifier[] {
  const [root, value] = [attribute(id, 'root'), attribute(id, 'extension')?.trim()]
  const kind = root === null ? null : kindOf(root)
  // "NI" stands where a source has no number to give.
  if (!kind || !value || value === 'NI' || (kind === 'shak' && !SHAK.test(value))) return []
  return [{ kind, value }]
}

const SHAK = /^\d{4}([0-9A-Z]{2,3})?$/

function kindOf(root: string): keyof OrganisationName | null {
  if (root === OID.sor) return 'sorId'
  if (root === OID.ydernummer) return 'ydernummer'
  return root === OID.shak ? 'shak' : null
}
