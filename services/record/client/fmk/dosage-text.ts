import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import { at, child, children } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import { wordsOf } from '../answer/xsd-values.ts'
import { e2, fmk } from './names.ts'

/** The register's own words for a dosage that only the prescriber's system holds. */
const BY_LOCAL_SCHEMA = 'Dosering efter skema i lokalt system'

const NOT_GIVEN = 'ikke angivet'

/**
 * The dosage in words, as the register itself has put it.
 *
 * A structured dosage is given by the register's own translation, the combined one where there is one. A structure without one makes the
 * answer fail: to put doses into words is not for us.
 *
 * @param dosage `Dosage` of a drug medication
 * @returns null where the register says that none is given
 * @throws {UpstreamAnswerInvalid} for a dosage that is not put into words
 * @see DosageForResponseType of the WSDL: structures, free text, or a schema in a local system
 */
export function dosageTextOf(dosage: XmlElement): string | null {
  const freeText = child(dosage, e2('FreeText'))
  if (freeText) return wordsIn(freeText, 'Text')
  if (child(dosage, e2('AdministrationAccordingToSchemaInLocalSystem'))) return BY_LOCAL_SCHEMA
  const kinds = ['StructuresFixed', 'StructuresAccordingToNeed']
  const structures = kinds.flatMap((kind) => children(dosage, e2(kind)))
  if (structures.length > 0) return [...new Set(structures.map(translationOf))].join('\n\n')
  const type = child(dosage, e2('Type'))
  if (type && wordsOf(type) === NOT_GIVEN) return null
  throw new UpstreamAnswerInvalid('a dosage says nothing')
}

// Both kinds of structures bear the same combined text, which tells of both.
function translationOf(structures: XmlElement): string {
  const combined = child(structures, fmk('DosageTranslationCombined'))
  if (combined) return wordsIn(combined, 'LongText')
  const parts = children(structures, fmk('Structure')).map((structure) => {
    const translation = child(structure, fmk('DosageTranslation'))
    if (translation) return wordsIn(translation, 'LongText')
    throw new UpstreamAnswerInvalid('a dosage is not put into words')
  })
  if (parts.length > 0) return parts.join('\n\n')
  throw new UpstreamAnswerInvalid('a dosage is not put into words')
}

function wordsIn(parent: XmlElement, name: string): string {
  const element = at(parent, fmk(name))
  if (element) return wordsOf(element)
  throw new UpstreamAnswerInvalid('a dosage is not put into words')
}
