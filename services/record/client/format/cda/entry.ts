import { attribute, child, children, elementsOf } from '../../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../../nsp/xml/parse.ts'
import { hl7 } from './names.ts'

const STATEMENTS = new Set([
  ...['act', 'encounter', 'observation', 'observationMedia', 'organizer', 'procedure'],
  ...['regionOfInterest', 'substanceAdministration', 'supply'],
])

/** A clinical statement, and what it stands in. */
export interface Statement {
  readonly element: XmlElement
  /** From the section to it, such as `section[2]/entry[1]/organizer/component[1]/observation`. */
  readonly place: string
  /** The statements around it, the outermost first. */
  readonly within: readonly XmlElement[]
}

/**
 * The statements of sections with those inside organizers and nested sections, in the order written. What an entry relationship
 * adds is not among them: what it means hangs on its type.
 */
export const statementsOf = (sections: readonly XmlElement[]): readonly Statement[] =>
  sections.flatMap((section, index) => statementsIn(section, `section[${index + 1}]`))

/** What entry relationships of the types add to a statement. */
export const relatedTo = (
  { element, place, within }: Statement,
  types: readonly string[],
): readonly Statement[] =>
  children(element, hl7('entryRelationship'))
    .filter((relation) => types.includes(attribute(relation, 'typeCode') ?? ''))
    .flatMap((relation, index) =>
      below(relation, `${place}/entryRelationship[${index + 1}]`, [...within, element]),
    )

const statementsIn = (section: XmlElement, place: string): readonly Statement[] => [
  ...children(section, hl7('entry')).flatMap((entry, index) =>
    below(entry, `${place}/entry[${index + 1}]`, []),
  ),
  ...children(section, hl7('component')).flatMap((component, index) => {
    const inner = child(component, hl7('section'))
    return inner ? statementsIn(inner, `${place}/section[${index + 1}]`) : []
  }),
]

const below = (
  holder: XmlElement,
  place: string,
  within: readonly XmlElement[],
): readonly Statement[] =>
  elementsOf(holder)
    .filter(
      ({ localName, namespaceURI }) =>
        STATEMENTS.has(localName ?? '') && namespaceURI === hl7('').ns,
    )
    .flatMap((element) => {
      const here = { element, place: `${place}/${element.localName}`, within }
      return [here, ...componentsOf(here)]
    })

const componentsOf = ({ element, place, within }: Statement): readonly Statement[] =>
  element.localName === 'organizer'
    ? children(element, hl7('component')).flatMap((component, index) =>
        below(component, `${place}/component[${index + 1}]`, [...within, element]),
      )
    : []
