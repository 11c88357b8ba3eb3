import { attribute, child, children, textOf } from '../xml/element.ts'
import type { XmlElement } from '../xml/parse.ts'
import { type XmlText, xml } from '../xml/template.ts'
import type { XdsCode } from './document-entry.ts'
import { rim } from './names.ts'

/** Writes a slot; nothing where it has no value. */
export function slot(name: string, ...values: readonly (string | null)[]): XmlText | null {
  const present = values.filter((value) => value !== null)
  if (present.length === 0) return null
  return xml`<rim:Slot name="${name}"><rim:ValueList>${present.map(
    (value) => xml`<rim:Value>${value}</rim:Value>`,
  )}</rim:ValueList></rim:Slot>`
}

/** The values of a slot; none where it is absent. */
export const slotValues = (object: XmlElement, name: string): readonly string[] =>
  children(object, rim('Slot'))
    .filter((each) => attribute(each, 'name') === name)
    .flatMap((each) => children(each, rim('ValueList')))
    .flatMap((list) => children(list, rim('Value')))
    .flatMap((value) => textOf(value) ?? [])

/** The first value of a slot; null where there is none. */
export const slotValue = (object: XmlElement, name: string): string | null =>
  slotValues(object, name)[0] ?? null

/** Writes a name. */
export const named = (value: string): XmlText =>
  xml`<rim:Name><rim:LocalizedString xml:lang="da-DK" charset="UTF-8" value="${value}"/></rim:Name>`

/** The name of an object; null where it has none. */
export function nameOf(object: XmlElement): string | null {
  const name = child(object, rim('Name'))
  const strings = name ? children(name, rim('LocalizedString')) : []
  return attribute(strings[0] ?? null, 'value')
}

/** What a classification or an identifier hangs on, and the number that its own id begins with. */
export interface Owner {
  readonly id: string
  /** Ids within one submission, made one after the other. */
  readonly nextId: () => string
}

/** Writes a classification by a code. */
export const classified = (owner: Owner, scheme: string, code: XdsCode | null): XmlText | null =>
  code &&
  xml`<rim:Classification classificationScheme="${scheme}" classifiedObject="${owner.id}" id="${owner.nextId()}" nodeRepresentation="${code.code}">${slot(
    'codingScheme',
    code.scheme,
  )}${named(code.display ?? code.code)}</rim:Classification>`

/** Writes a classification that only holds slots, as an author is written. */
export const describedBy = (
  owner: Owner,
  scheme: string,
  slots: readonly (XmlText | null)[],
): XmlText =>
  xml`<rim:Classification classificationScheme="${scheme}" classifiedObject="${owner.id}" id="${owner.nextId()}" nodeRepresentation="">${slots}</rim:Classification>`

/** The classifications of an object by a scheme. */
export const classificationsOf = (object: XmlElement, scheme: string): readonly XmlElement[] =>
  children(object, rim('Classification')).filter(
    (each) => attribute(each, 'classificationScheme') === scheme,
  )

/** The codes of an object by a scheme. */
export const codesOf = (object: XmlElement, scheme: string): readonly XdsCode[] =>
  classificationsOf(object, scheme).map((each) => ({
    code: attribute(each, 'nodeRepresentation') ?? '',
    scheme: slotValue(each, 'codingScheme') ?? '',
    display: nameOf(each),
  }))

/** Writes an external identifier. */
export const identifiedBy = (
  owner: Owner,
  scheme: string,
  identifier: { readonly name: string; readonly value: string },
): XmlText =>
  xml`<rim:ExternalIdentifier identificationScheme="${scheme}" value="${identifier.value}" registryObject="${owner.id}" id="${owner.nextId()}">${named(
    identifier.name,
  )}</rim:ExternalIdentifier>`

/** The external identifier of an object by a scheme; null where it has none. */
export const identifierOf = (object: XmlElement, scheme: string): string | null =>
  attribute(
    children(object, rim('ExternalIdentifier')).find(
      (each) => attribute(each, 'identificationScheme') === scheme,
    ) ?? null,
    'value',
  )
